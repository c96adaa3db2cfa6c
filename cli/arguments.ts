import yargs, { type Argv } from "yargs";
import { version } from "../package.json";
import { distance, nearest } from "../policies/residency/nearest";
import { exitCodes } from "./exit-codes";
import { formats } from "./outputs";
import { escapeText } from "./reports/escape";
import { UsageError } from "./usage-error";

/** `check`'s options as they were written; none is parsed yet. */
export interface CheckArguments {
  readonly program: string | undefined;
  readonly stack: readonly string[];
  readonly mandate: string | undefined;
  readonly date: string | undefined;
  readonly assume: readonly string[];
  readonly invokes: string | undefined;
  readonly timeout: string | undefined;
  readonly output: readonly string[];
  readonly quiet: boolean;
  readonly noColor: boolean;
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: "help" | "version"; readonly text: string }
  | { readonly kind: "check"; readonly given: CheckArguments };

const string = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const checkOptions = {
  program: { ...string, describe: "folder that holds Pulumi.yaml", defaultDescription: "the current folder" },
  stack: { ...string, describe: "stack to preview; repeatable", defaultDescription: "every stack with a stack file" },
  mandate: { ...string, describe: "mandate to judge by", defaultDescription: "mandate.yaml beside Pulumi.yaml" },
  date: { ...string, describe: "day to judge, YYYY-MM-DD", defaultDescription: "today, UTC" },
  assume: { ...string, describe: "fact that nothing states, such as aws:region=us-east-1; repeatable" },
  invokes: { ...string, describe: "JSON or YAML file of invoke results by token" },
  timeout: { ...string, describe: "seconds that each program may take", defaultDescription: "120" },
  output: {
    ...string,
    alias: "o",
    describe: `FORMAT or FORMAT=FILE; repeatable; formats: ${formats.join(", ")}`,
    defaultDescription: "text",
  },
  quiet: { ...flag, describe: "no progress on standard error" },
  "no-color": { ...flag, describe: "no colors; NO_COLOR in the environment does the same" },
} as const;

const examples = [
  ["stateside check", "every stack of the program in this folder"],
  ["stateside check --stack primary --stack backup-virginia", "two stacks as one estate"],
  ["stateside check --program infra -o text -o json=result.json", "a text report, and a JSON one in a file"],
  ["stateside check --assume aws:region=us-east-1", "a region that only a profile would state"],
] as const;

/** A string option that may be given only once. */
type Single = {
  [K in keyof CheckArguments]: string | undefined extends CheckArguments[K] ? K : never;
}[keyof CheckArguments];

/**
 * Reads the command line: which command, and its options, none parsed yet.
 * @param args without the names of Node and the script
 * @param width of the help text, in columns
 * @throws {@link UsageError}
 */
export function parseArguments(args: readonly string[], width: number): Request {
  let values: Readonly<Record<string, unknown>> | undefined;
  let text = "";
  const parser = yargs()
    .scriptName("stateside")
    .usage("$0 <command>\n\nProves, before anything is created, that US users' data stays in the United States.")
    .command("check", "preview programs and judge where their data is", describeCheck, (parsed) => {
      values = parsed;
    })
    .epilogue(`stateside <command> --help says more.\n\n${exitCodesText()}`)
    .help("help", "show help")
    .alias("help", "h")
    .version("version", "show the version", version)
    .locale("en")
    .wrap(width)
    .exitProcess(false)
    .fail((message, error) => {
      // Nothing is demanded or checked by yargs, so that this is a fault of ours.
      throw error instanceof Error ? error : new Error(message);
    })
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "short-option-groups": false,
    });
  const all: Readonly<Record<string, unknown>> = parser.parseSync([...args], {}, (_error, _parsed, output) => {
    text = output;
  });
  if (all["help"] === true) return { kind: "help", text };
  if (all["version"] === true) return { kind: "version", text };
  if (values === undefined) throw noCommand(all);
  return { kind: "check", given: checkArguments(values) };
}

function describeCheck(command: Argv): Argv {
  return command
    .usage("$0 check\n\nPreviews Pulumi programs without a cloud account, plugin or Pulumi CLI, and judges the estate.")
    .options(checkOptions)
    .epilogue(`${examplesText()}\n\n${exitCodesText()}`);
}

/** As yargs would show them, but no command is broken in two. */
function examplesText(): string {
  const rows = examples.flatMap(([command, does]) => [`  ${command}`, `      ${does}`]);
  return ["Examples:", ...rows].join("\n");
}

function exitCodesText(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}`);
  return ["Exit codes:", ...rows].join("\n");
}

function noCommand(parsed: Readonly<Record<string, unknown>>): UsageError {
  const [word] = positionals(parsed);
  const message = word === undefined ? "no command; use check" : unknown("command", word, ["check"]);
  return new UsageError([message], "stateside --help");
}

function checkArguments(values: Readonly<Record<string, unknown>>): CheckArguments {
  const problems = [...unknownOptions(values)];
  for (const word of positionals(values).slice(1)) {
    problems.push(`unexpected argument \`${escapeText(word)}\`; check takes options only, such as --program DIR`);
  }
  const many = (name: "stack" | "assume" | "output"): string[] => {
    const given = [values[name] ?? []].flat().map(String);
    if (given.includes("")) problems.push(noValue(name));
    return given;
  };
  const single = (name: Single): string | undefined => {
    const given = [values[name] ?? []].flat().map(String);
    if (given.includes("")) problems.push(noValue(name));
    else if (given.length > 1) problems.push(`\`--${name}\` is given ${given.length} times; give it once`);
    return given[0];
  };
  const given: CheckArguments = {
    program: single("program"),
    stack: many("stack"),
    mandate: single("mandate"),
    date: single("date"),
    assume: many("assume"),
    invokes: single("invokes"),
    timeout: single("timeout"),
    output: many("output"),
    quiet: [values["quiet"]].flat().includes(true),
    noColor: [values["no-color"]].flat().includes(true),
  };
  if (problems.length > 0) throw new UsageError(problems, "stateside check --help");
  return given;
}

function noValue(name: string): string {
  return `\`--${name}\` has no value; write --${name} VALUE or --${name}=VALUE`;
}

function* unknownOptions(values: Readonly<Record<string, unknown>>): Generator<string> {
  const known = [...Object.keys(checkOptions), "help", "version"];
  const others = new Set(["_", "$0", "o", "h", ...known]);
  for (const name of Object.keys(values)) {
    if (others.has(name)) continue;
    const dashes = name.length === 1 ? "-" : "--";
    yield unknown(
      "option",
      `${dashes}${name}`,
      known.map((option) => `--${option}`),
    );
  }
}

function positionals(parsed: Readonly<Record<string, unknown>>): string[] {
  return [parsed["_"] ?? []].flat().map(String);
}

/** What is unknown, then the nearest thing that may be meant, or everything that is allowed. */
function unknown(what: string, given: string, allowed: readonly string[]): string {
  const [near] = nearest(given, allowed, 1);
  const isMeant = near !== undefined && distance(given, near) <= Math.max(2, near.length / 4);
  const advice = isMeant ? `did you mean \`${near}\`?` : `use ${allowed.join(", ")}`;
  return `unknown ${what} \`${escapeText(given)}\`; ${advice}`;
}
