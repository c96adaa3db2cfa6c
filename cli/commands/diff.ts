import type { Given, JudgeArguments } from "../command-line/given";
import { compare, type Side } from "../diff/compare";
import { verdictOfNew } from "../diff/compare-findings";
import type { Diff } from "../diff/difference";
import { listed, lookAt, type Seeing } from "../diff/side";
import { specOf, type SideOption, type Spec } from "../diff/spec";
import type { Ending } from "../exit-codes";
import { lookOf } from "../judge/judged";
import { parseReportOptions, type JudgeOptions } from "../judge/options";
import { assertWritable, diffFormats, writeOutputs } from "../outputs";
import { renderDiff } from "../reports/diff";
import type { Io } from "../standard-streams";
import { today } from "../today";
import { UsageError } from "../usage-error";

/** What makes it end with 1 or 4. */
const failures = ["any", "new", "none"] as const;
type FailOn = (typeof failures)[number];

/**
 * Judges two of: a revision, the working tree, a saved result and deployed state; and tells what differs for residency.
 * @throws UsageError, UnreadableError, WriteError
 */
export async function diff(given: Given<"diff">, io: Io): Promise<Ending> {
  const failOn = failures.find((one) => one === (given.failOn ?? "any"));
  const problems = [
    ...(given.base === undefined
      ? ["no `--base`; name a revision such as origin/main, a JSON result or a state file"]
      : []),
    ...(failOn === undefined ? [`bad \`--fail-on ${given.failOn ?? ""}\`; use ${failures.join(", ")}`] : []),
  ];
  const options = parseReportOptions(given, diffFormats, io.cwd, today(), "diff", problems);
  await assertWritable(options.outputs);
  const specs = {
    base: await specOf("base", given.base, options.directory, io),
    head: await specOf("head", given.head, options.directory, io),
  };
  const sides = await lookAtBoth(specs, options, io);
  if ("ending" in sides) return sides.ending;
  const { base, head } = sides;
  if (base.isAbsent && head.isAbsent) throw new UsageError([...base.side.notes, ...head.side.notes]);
  const compared = comparedStacks(specs, sides);
  const notNamed = options.stacks.length === 0 ? [] : [base, head].flatMap(({ side }) => notCompared(side, compared));
  const difference = compare({ ...base.side, notes: [...base.side.notes, ...notNamed] }, head.side, compared);
  const look = (toFile: boolean) => lookOf(againOf(given, specs.head), options, toFile, io);
  await writeOutputs(
    options.outputs,
    ({ format, file }) => renderDiff(difference, format, look(file !== undefined)),
    io,
  );
  return endingOf(difference, failOn ?? "any");
}

interface Both<T> {
  readonly base: T;
  readonly head: T;
}
type Sides = Both<Extract<Seeing, { kind: "side" }>>;

/** The options by which other commands see the head; none see a revision or a saved result as it was seen here. */
function againOf(given: Given<"diff">, head: Spec): JudgeArguments {
  const { program, mandate, trust, date, assume } = given;
  if (head.kind === "working-tree") return given;
  return head.kind === "states" ? { program, mandate, trust, date, assume, state: head.files } : {};
}

/** Deployed state is looked at first: of a program, only the stacks that it has are compared. */
async function lookAtBoth(
  specs: Both<Spec>,
  options: JudgeOptions,
  io: Io,
): Promise<Sides | { readonly ending: Ending }> {
  const order: readonly SideOption[] = specs.head.kind === "states" ? ["head", "base"] : ["base", "head"];
  const seen = new Map<SideOption, Extract<Seeing, { kind: "side" }>>();
  for (const option of order) {
    const [first] = seen.values();
    const isOfState = first?.side.side.kind === "states" && options.stacks.length === 0;
    const only = isOfState ? [...new Set(first.side.result.stacks.map(({ name }) => name))] : undefined;
    const seeing = await lookAt(specs[option], option, options, only, io);
    if (seeing.kind === "ended") return seeing;
    seen.set(option, seeing);
  }
  // SAFETY: both were looked at.
  return { base: seen.get("base"), head: seen.get("head") } as Sides;
}

/** Of state and a program, what the program was previewed for; else all there is. */
function comparedStacks(specs: Both<Spec>, { base, head }: Sides): ReadonlySet<string> | undefined {
  const isProgram = ({ kind }: Spec) => kind === "revision" || kind === "working-tree";
  const program =
    specs.base.kind === "states" && isProgram(specs.head)
      ? head
      : specs.head.kind === "states" && isProgram(specs.base)
        ? base
        : undefined;
  return program === undefined ? undefined : new Set(program.side.result.stacks.map(({ name }) => name));
}

/** What `--stack` leaves out of deployed state. */
function notCompared({ result }: Side, compared: ReadonlySet<string> | undefined): string[] {
  const others = result.stacks.map(({ name }) => name).filter((name) => compared?.has(name) === false);
  return others.length === 0 ? [] : [`left out, as \`--stack\` doesn't name it: ${listed(others)} of the state`];
}

function endingOf({ head, findings }: Diff, failOn: FailOn): Ending {
  switch (failOn) {
    case "any":
      return head.verdict;
    case "new":
      return verdictOfNew(findings);
    case "none":
      return "clean";
  }
}
