import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Failure } from "../../doors/program/preview";
import { readStates } from "../../doors/state";
import { readDataFiles } from "../../policies/residency/data-files";
import type { Estate } from "../../policies/residency/estate";
import type { BaselineEntry } from "../../policies/residency/baseline";
import { factsOf } from "../../policies/residency/facts";
import { holdersOf, placesOfResource } from "../../policies/residency/holders";
import { phaseOf } from "../../policies/residency/phase-of";
import { shownProtection } from "../../policies/residency/protection/shown-key";
import { usedStatements } from "../../policies/residency/statements";
import { escapeText } from "../../policies/residency/terminal-safe";
import { rules } from "../../policies/rules";
import { usesOf } from "../../policies/rules/baseline-use";
import { movementsOf } from "../../policies/rules/flows/movements-of";
import { judge, type Outcome } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { termsUnder } from "../../policies/rules/terms";
import type { JudgeArguments } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { startProgress } from "../progress";
import type { Look } from "../reports/pen";
import { changeLines } from "../reports/trust-text";
import { hasColor, isTerminal, print, type Io } from "../standard-streams";
import type { FoundBaseline } from "./find-baseline";
import { assertFolder, readInvokes, relativeTo, shownPath } from "./input-files";
import { findJudging, type Judging } from "./judging";
import type { JudgeOptions } from "./options";
import { buildResult } from "./build-result";
import type { BaselineResult, GoneResult, Result, SubjectResult } from "./result";
import { usedResult } from "./used";

/** What was seen and judged; or how the command ends when that couldn't be done, which the user has been told. */
export type Judged =
  | {
      readonly kind: "judged";
      readonly estate: Estate;
      readonly terms: Terms;
      readonly outcome: Outcome;
      readonly result: Result;
    }
  | { readonly kind: "ended"; readonly ending: Ending };

/** What was looked at, before anything judges it. */
export interface Seen {
  readonly kind: "seen";
  readonly estate: Estate;
  readonly subject: SubjectResult;
  readonly usedAssumptions: readonly string[];
  readonly plainStacks: readonly string[];
}

type Ended = Extract<Judged, { readonly kind: "ended" }>;

/**
 * Previews programs, or reads states, and judges them as one estate.
 * @throws UsageError, WriteError
 */
export async function seeAndJudge(options: JudgeOptions, io: Io): Promise<Judged> {
  await assertFolder(options.directory, io.cwd);
  const judging = await findJudging(options, io);
  const seen = await see(options, judging, io);
  return seen.kind === "ended" ? seen : judgeSeen(seen, judging, options.date);
}

/** How one of several that are looked at is told from the others. */
export interface Telling {
  /** What it is called before a stack's name. */
  readonly label: string;
  /** Makes a message one that the user can read, where what is looked at stands in for something of theirs. */
  readonly reword: (message: string) => string;
}

/**
 * Previews programs or reads states; who waits is told what goes on, and why it couldn't be done.
 * @throws UsageError, WriteError
 */
export async function see(options: JudgeOptions, judging: Judging, io: Io, telling?: Telling): Promise<Seen | Ended> {
  return options.states.length > 0 ? seeStates(options, io, telling) : seePrograms(options, judging, io, telling);
}

async function seePrograms(
  options: JudgeOptions,
  { withMandateFile, trust }: Judging,
  io: Io,
  telling?: Telling,
): Promise<Seen | Ended> {
  const invokes = await readInvokes(options.invokesFile, io.cwd);
  // The program that runs from here on could write to them.
  readDataFiles();
  const progress = startProgress(io.stderr, options.quiet, io.environment);
  const preview = await withMandateFile((mandateFile) =>
    previewProgram({
      directory: options.directory,
      stacks: options.stacks,
      timeout: options.timeout,
      environment: io.environment,
      assume: options.assume,
      invokes,
      ...(mandateFile !== undefined && { mandateFile }),
      onProgress: ({ stack, state }) => {
        progress.show({ stack: telling === undefined ? stack : `${telling.label}: ${stack}`, state });
      },
      signal: io.signal,
    }),
  ).finally(progress.stop);
  if (io.signal.aborted) return { kind: "ended", ending: "interrupted" };
  if (preview.kind === "failed") {
    const shown = (name: string) => shownPath(io.cwd, path.resolve(options.directory, name));
    const changes = changeLines(trust, { shown }).map((line) => `${line}\n`);
    const failures = preview.failures.map((failure) => failureText(failure, options.directory, io.cwd));
    const text = [...changes, ...failures].join("");
    await print(io.stderr, telling === undefined ? text : telling.reword(text));
    const isConfiguration = preview.failures.some(({ kind }) => kind === "configuration");
    return { kind: "ended", ending: isConfiguration ? "usage" : "program" };
  }
  const { estate, usedAssumptions, plainStacks } = preview;
  return { kind: "seen", estate, usedAssumptions, plainStacks, subject: { kind: "program", files: [] } };
}

async function seeStates(
  { states, areWhole, assume, directory }: JudgeOptions,
  io: Io,
  telling?: Telling,
): Promise<Seen | Ended> {
  const name = (file: string) => relativeTo(directory, file);
  const read = await readStates({ files: states, name, areWhole, assume, signal: io.signal });
  if (io.signal.aborted) return { kind: "ended", ending: "interrupted" };
  if (read.kind === "failed") {
    const lines = read.faults.map(
      ({ file, message }) => `error: ${escapeText(`${shownPath(io.cwd, file)}: ${message}`, 1000)}\n`,
    );
    const text = lines.join("");
    await print(io.stderr, telling === undefined ? text : telling.reword(text));
    return { kind: "ended", ending: "program" };
  }
  const { estate, usedAssumptions } = read;
  return {
    kind: "seen",
    estate,
    usedAssumptions,
    plainStacks: [],
    subject: { kind: "states", files: states.map(name) },
  };
}

/** Judges what was seen, for a day. */
export function judgeSeen(
  { estate, usedAssumptions, plainStacks, subject }: Seen,
  { mandate, waivers, baseline, trust }: Judging,
  date: string,
): Extract<Judged, { readonly kind: "judged" }> {
  const terms = termsUnder(mandate, date, waivers.list, baseline.list);
  const outcome = judge(estate, rules, terms);
  const facts = factsOf(estate, terms);
  // Every hop from or to a resource asks for them.
  const placesOf = new Map<string, readonly string[]>();
  const result = buildResult({
    estate,
    subject,
    outcome,
    holders: holdersOf(estate, terms),
    movements: movementsOf(estate, terms),
    mandate,
    date,
    used: usedResult(
      usedStatements(estate, terms),
      mandate,
      estate.stacks.map(({ name }) => name),
      usedAssumptions,
    ),
    plainStacks,
    waivers: { source: waivers.source, count: waivers.list.length },
    baseline: baselineResult(baseline, outcome, estate),
    trust,
    phaseOf: (resource) => {
      const row = facts.rowOf(resource);
      const places = row === undefined ? [] : facts.placementOf(resource, row).places.map(({ place }) => place);
      return phaseOf(resource, places, mandate);
    },
    keyOf: (resource) => shownProtection(resource, estate, terms),
    placesOf: (urn) => {
      let places = placesOf.get(urn);
      if (places !== undefined) return places;
      const resource = estate.find(urn);
      places = resource === undefined ? [] : placesOfResource(resource, facts, terms);
      placesOf.set(urn, places);
      return places;
    },
  });
  return { kind: "judged", estate, terms, outcome, result };
}

/** An entry whose finding has another trace now doesn't occur any more either. */
function baselineResult({ source, list }: FoundBaseline, outcome: Outcome, estate: Estate): BaselineResult | null {
  if (source === null) return null;
  const gone = usesOf(list, outcome, estate).flatMap(({ entry, use }) =>
    use === "gone" || use === "changed" ? [goneResult(entry)] : [],
  );
  return { source, count: list.entries.length, gone };
}

function goneResult({ finding, rule, stack, resource }: BaselineEntry): GoneResult {
  return { finding, rule, stack, resource };
}

/** How a text looks on standard output or, with `toFile`, in a file. */
export function lookOf(
  given: JudgeArguments,
  options: Pick<JudgeOptions, "directory" | "color">,
  toFile: boolean,
  io: Io,
): Look {
  const toTerminal = !toFile && isTerminal(io.stdout);
  return {
    color: !toFile && options.color && hasColor(io),
    ...(toTerminal && { columns: io.stdout.columns }),
    // Since the process started: what the user waited.
    seconds: performance.now() / 1000,
    shown: (name) => shownPath(io.cwd, path.resolve(options.directory, name)),
    again: repeated(given),
  };
}

/** The options that say what is judged, as a shell reads them. */
function repeated({ program, stack, state, whole, mandate, trust, date, assume, invokes }: JudgeArguments): string {
  const single = { program, mandate, trust, date, invokes };
  const pairs = [
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ...(stack ?? []).map((value) => ["stack", value] as const),
    ...(state ?? []).map((value) => ["state", value] as const),
    ...(assume ?? []).map((value) => ["assume", value] as const),
  ];
  return pairs.map(([name, value]) => ` --${name} ${quoted(value)}`).join("") + (whole === true ? " --whole" : "");
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** What made a preview fail, and where: its line, else the program's folder. The message may have several lines. */
function failureText({ stack, message, source }: Failure, directory: string, cwd: string): string {
  const prefix = stack === undefined ? "error: " : `error: ${escapeText(stack)}: `;
  const [first = "", ...rest] = message.split("\n").map((line) => escapeText(line, 1000));
  const lines = [prefix + first, ...rest.map((line) => `  ${line}`)];
  if (source !== undefined) {
    const file = shownPath(cwd, path.resolve(directory, source.file));
    lines.push(`  at ${escapeText(file, 300)}:${source.line}:${source.column}`);
  } else if (directory !== cwd && !message.includes(directory)) {
    lines.push(`  in ${escapeText(shownPath(cwd, directory), 300)}`);
  }
  return `${lines.join("\n")}\n`;
}
