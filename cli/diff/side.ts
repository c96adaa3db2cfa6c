import { readProject, stacksOf } from "../../doors/program/project";
import { buildEstate } from "../../policies/residency/estate";
import type { Ending } from "../exit-codes";
import { assertFolder } from "../judge/input-files";
import { findJudging, type Judging } from "../judge/judging";
import { judgeSeen, see, type Seen } from "../judge/judged";
import type { JudgeOptions } from "../judge/options";
import { openRevision } from "../judge/revision";
import { readResult } from "../judge/saved-result";
import type { Io } from "../standard-streams";
import { UsageError } from "../usage-error";
import { withCheckout } from "./checkout";
import type { Side } from "./compare";
import { inPlace, placeHere, placeIn, type Place } from "./place";
import type { SideOption, Spec } from "./spec";

/** A side that was judged; or how the command ends when that couldn't be done, which the user has been told. */
export type Seeing =
  | {
      readonly kind: "side";
      readonly side: Side;
      /** True when there is no program: nothing is there. */
      readonly isAbsent: boolean;
    }
  | { readonly kind: "ended"; readonly ending: Ending };

type Named = Pick<Side["side"], "kind" | "name" | "commit">;

/**
 * Judges one side as `check` or `audit` would there, or reads how it was judged.
 * @param only - names of the stacks of a program to look at, where it has them; absent: as the options say
 * @throws UsageError, UnreadableError, WriteError
 */
export async function lookAt(
  spec: Spec,
  option: SideOption,
  options: JudgeOptions,
  only: readonly string[] | undefined,
  io: Io,
): Promise<Seeing> {
  if (spec.kind === "working-tree") {
    await assertFolder(options.directory, io.cwd);
    const place = placeHere(option, options, io);
    return inPlace(place, () => lookAtProgram({ kind: spec.kind, name: "", commit: null }, place, only));
  }
  const named = { kind: spec.kind, name: spec.name, commit: null };
  if (spec.kind === "result") {
    const result = await inPlace(placeHere(option, options, io), () => readResult(spec.file, io.cwd));
    return { kind: "side", side: { side: named, result, notes: [] }, isAbsent: false };
  }
  if (spec.kind === "states") {
    const place = placeHere(option, { ...options, states: spec.files, stacks: [] }, io);
    return inPlace(place, async () => judge(named, place, await findJudging(place.options, io)));
  }
  const { revision, name } = spec;
  // A name such as HEAD means another commit in a worktree of another one.
  const trust = options.trust === undefined ? undefined : await openRevision(options.trust, options.directory, io);
  const pinned = trust === undefined ? options : { ...options, trust: trust.commit };
  const inWords = { option: `--${option} ${name}`, ref: name };
  return withCheckout(revision, options.directory, inWords, io, (checkout) => {
    const place = placeIn(checkout, revision, { label: `${option} ${name}`, name }, pinned, io);
    const { commit } = revision;
    return inPlace(place, () => lookAtProgram({ ...named, commit }, place, only, options.trust));
  });
}

async function lookAtProgram(
  named: Named,
  place: Place,
  only: readonly string[] | undefined,
  trusted?: string,
): Promise<Seeing> {
  const found = await findJudging(place.options, place.io);
  const { trust } = found;
  const judging = trust === null || trusted === undefined ? found : { ...found, trust: { ...trust, ref: trusted } };
  if (!place.hasProgram) {
    return absent(named, place, judging, `${named.name} has no program in this folder: nothing is there`);
  }
  const known = knownStacks(place.options.directory);
  const asked = only ?? place.options.stacks;
  const stacks = known.length === 0 ? asked : asked.filter((stack) => known.includes(stack));
  if (only !== undefined && stacks.length === 0) {
    throw new UsageError([
      `nothing to compare: the state has ${listed(only)}, the program ${listed(known)}; name the program's with --stack`,
    ]);
  }
  const isHere = named.kind === "working-tree";
  if (asked.length > 0 && stacks.length === 0 && !isHere) {
    return absent(named, place, judging, `${named.name} has no ${listed(asked)}: nothing is there`);
  }
  const chosen = isHere && only === undefined ? asked : stacks;
  const missing = isHere ? [] : asked.filter((stack) => !stacks.includes(stack));
  const rest = only === undefined ? nothingOf(missing, named.name) : leftOut(only, known);
  return judge(
    named,
    { ...place, options: { ...place.options, stacks: chosen }, notes: [...place.notes, ...rest] },
    judging,
  );
}

function nothingOf(missing: readonly string[], name: string): string[] {
  return missing.length === 0 ? [] : [`${name} has no ${listed(missing)}: nothing of it is there`];
}

/** Empty where the project can't be read: the preview tells why. */
function knownStacks(directory: string): readonly string[] {
  try {
    return stacksOf(readProject(directory));
  } catch {
    return [];
  }
}

function leftOut(deployed: readonly string[], known: readonly string[]): string[] {
  const [ofProgram, ofState] = [
    known.filter((stack) => !deployed.includes(stack)),
    known.length === 0 ? [] : deployed.filter((stack) => !known.includes(stack)),
  ];
  return [
    ...(ofProgram.length === 0 ? [] : [`left out, as the state doesn't have it: ${listed(ofProgram)} of the program`]),
    ...(ofState.length === 0 ? [] : [`left out, as the program doesn't have it: ${listed(ofState)} of the state`]),
  ];
}

async function judge(named: Named, place: Place, judging: Judging): Promise<Seeing> {
  const seen = await see(place.options, judging, place.io, place);
  return seen.kind === "ended" ? seen : judged(named, place, judging, seen);
}

function judged(named: Named, { options, notes }: Place, judging: Judging, seen: Seen): Seeing & { kind: "side" } {
  const { estate, result } = judgeSeen(seen, judging, options.date);
  const { mandate, waivers, baseline } = judging;
  const files = { mandate, waivers: waivers.list, baseline: baseline.list.entries };
  return { kind: "side", side: { side: named, result, estate, files, notes }, isAbsent: false };
}

/** What isn't there is judged as nothing, so that all of the other side is new, or was lost. */
function absent(named: Named, place: Place, judging: Judging, note: string): Seeing {
  const seen: Seen = {
    kind: "seen",
    estate: buildEstate("stack", [], [], []),
    subject: { kind: "program", files: [] },
    ...{ usedAssumptions: [], plainStacks: [] },
  };
  return { ...judged(named, { ...place, notes: [...place.notes, note] }, judging, seen), isAbsent: true };
}

const mostListed = 5;

/** `stack dev`, `stacks dev, prod`. */
export function listed(stacks: readonly string[]): string {
  const more = stacks.length > mostListed ? ` and ${stacks.length - mostListed} more` : "";
  const names = stacks.slice(0, mostListed).join(", ") + more;
  return stacks.length === 0 ? "no stack" : `${stacks.length === 1 ? "stack" : "stacks"} ${names}`;
}
