import path from "node:path";
import { z } from "zod";
import { clouds, lookUpPlace, nearestPlaces } from "../../policies/residency/geography";
import { escapeText } from "../../policies/residency/terminal-safe";
import type { CommandName } from "../command-line/commands";
import type { JudgeArguments } from "../command-line/given";
import { parseOutputs, type Format, type Output } from "../outputs";
import { UsageError } from "../usage-error";

/** What is judged and by what, parsed: paths absolute, defaults filled in. */
export interface JudgeOptions {
  /** The folder that holds Pulumi.yaml; of states, the one that holds what judges. */
  readonly directory: string;
  /** Empty: every stack that has a configuration file. */
  readonly stacks: readonly string[];
  /** Files of deployed state, absolute; empty: programs are previewed. */
  readonly states: readonly string[];
  /** True when the files are every stack of the organization. */
  readonly areWhole: boolean;
  readonly mandateFile?: string;
  /** The git revision that what judges is from; absent: the working tree. */
  readonly trust?: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  /** `aws:region` → `us-east-1`. */
  readonly assume: ReadonlyMap<string, string>;
  readonly invokesFile?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly quiet: boolean;
  readonly color: boolean;
}

export type ReportOptions<Name extends Format> = JudgeOptions & { readonly outputs: readonly Output<Name>[] };

/** Seconds: a timer that is set longer than 24 days would end at once. */
const longestTimeout = 86_400;

/** What each option takes, in the words of its error message. */
const allowed = {
  program: "a folder that holds Pulumi.yaml",
  stack: "the name of a stack: letters, digits, `-`, `_` and `.`",
  state: "a file of deployed state",
  whole: "no value",
  mandate: "a file such as mandate.yaml",
  trust: "a branch, tag or commit, such as origin/main",
  date: "a day that exists, as YYYY-MM-DD",
  assume: "<package>:region=<region>, such as aws:region=us-east-1",
  invokes: "a JSON or YAML file",
  timeout: `seconds above 0, at most ${longestTimeout}`,
  quiet: "no value",
  noColor: "no value",
} as const satisfies Readonly<Record<keyof JudgeArguments, string>>;

const text = z.string().min(1);
/** Nothing that git could take for an option, a path or a range. */
export const revisionForm = z.string().regex(/^(?!-)(?!.*\.\.)[\w./@{}~^+#-]{1,250}$/);
const schema = z.object({
  program: text.optional(),
  stack: z.array(z.string().regex(/^[A-Za-z0-9._-]+$/)).default([]),
  state: z.array(text).default([]),
  whole: z.boolean().default(false),
  mandate: text.optional(),
  trust: revisionForm.optional(),
  date: z.iso.date().optional(),
  assume: z.array(z.string().regex(/^[a-z][a-z0-9-]*:region=\S+$/)).default([]),
  invokes: text.optional(),
  timeout: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .refine((seconds) => seconds > 0 && seconds <= longestTimeout)
    .optional(),
  quiet: z.boolean().default(false),
  noColor: z.boolean().default(false),
});

/**
 * @param formats - what the command writes
 * @throws {@link UsageError} with everything that is wrong, not only the first.
 */
export function parseReportOptions<Name extends Format>(
  given: JudgeArguments & { readonly output: readonly string[] },
  formats: readonly Name[],
  cwd: string,
  today: string,
  command: CommandName,
  others: readonly string[] = [],
): ReportOptions<Name> {
  const { outputs, problems } = parseOutputs(given.output, cwd, formats);
  return { ...parseJudgeOptions(given, cwd, today, command, [...others, ...problems]), outputs };
}

/**
 * @param problems - what is wrong with other arguments
 * @throws {@link UsageError} with everything that is wrong, not only the first.
 */
export function parseJudgeOptions(
  given: JudgeArguments,
  cwd: string,
  today: string,
  command: CommandName,
  problems: readonly string[],
): JudgeOptions {
  const parsed = schema.safeParse(given);
  const all = parsed.success
    ? [...problems, ...misplaced(given), ...badAssumptions(parsed.data.assume)]
    : [...parsed.error.issues.map(({ path }) => problem(path, given)), ...problems];
  if (!parsed.success || all.length > 0) throw new UsageError(all, `stateside ${command} --help`);
  const { data } = parsed;
  return {
    directory: path.resolve(cwd, data.program ?? "."),
    stacks: [...new Set(data.stack)],
    states: data.state.map((file) => path.resolve(cwd, file)),
    areWhole: data.whole,
    ...(data.mandate !== undefined && { mandateFile: path.resolve(cwd, data.mandate) }),
    ...(data.trust !== undefined && { trust: data.trust }),
    date: data.date ?? today,
    assume: new Map(data.assume.map(splitAssumption)),
    ...(data.invokes !== undefined && { invokesFile: path.resolve(cwd, data.invokes) }),
    timeout: data.timeout ?? 120,
    quiet: data.quiet,
    color: !data.noColor,
  };
}

/** What is said of programs where states are judged, or the other way round. */
function misplaced({ state = [], whole = false, stack = [], invokes, timeout }: JudgeArguments): string[] {
  if (state.length === 0) return whole ? ["`--whole` is about the files of `--state`; give them, or leave it out"] : [];
  const ofPrograms = { stack: stack[0], invokes, timeout };
  return Object.entries(ofPrograms)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `\`--${name}\` is about programs, and \`--state\` runs none; leave one of them out`);
}

function problem(at: readonly PropertyKey[], given: JudgeArguments): string {
  const [option, index] = at;
  // SAFETY: the schema's keys are those of `allowed`; an issue of a strict object would have no path, and this one isn't.
  const name = option as keyof typeof allowed;
  const value = given[name];
  const one = typeof index === "number" && typeof value === "object" ? value[index] : value;
  return `bad \`--${name} ${escapeText(String(one))}\`; use ${allowed[name]}`;
}

function splitAssumption(assumption: string): [string, string] {
  const at = assumption.indexOf("=");
  return [assumption.slice(0, at), assumption.slice(at + 1)];
}

/** What the schema can't tell: a key that is given two values, and a region that its cloud doesn't have. */
function badAssumptions(assumptions: readonly string[]): string[] {
  const first = new Map<string, string>();
  const problems: string[] = [];
  for (const [key, region] of assumptions.map(splitAssumption)) {
    const before = first.get(key);
    if (before !== undefined && before !== region) {
      problems.push(`\`--assume ${key}\` is given as ${before} and as ${region}; give it once`);
    }
    first.set(key, region);
    const cloud = clouds().find((known) => key === `${known}:region`);
    if (cloud === undefined || lookUpPlace(cloud, region).kind !== "unlisted") continue;
    const near = nearestPlaces(cloud, region).map((place) => `\`${place}\``);
    const advice = near.length === 0 ? `use a region of ${cloud}` : `did you mean ${near.join(" or ")}?`;
    problems.push(`unknown region \`${escapeText(region)}\` in \`--assume ${key}\`; ${advice}`);
  }
  return problems;
}
