import yargs, { type Argv } from "yargs";
import { version } from "../package.json";
import { distance, nearest } from "../policies/residency/nearest";
import {
  commandGroups,
  commandNames,
  commands,
  type CommandName,
  type JudgeArguments,
  type Request,
} from "./command-line";
import { exitCodes } from "./exit-codes";
import { escapeText } from "../policies/residency/terminal-safe";
import { UsageError } from "./usage-error";

/** Options by name, as yargs read them. */
type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the command line: which command, and its options, none parsed yet.
 * @param args without the names of Node and the script
 * @param width of the help text, in columns
 * @throws {@link UsageError}
 */
export function parseArguments(args: readonly string[], width: number): Request {
  let chosen: { readonly name: CommandName; readonly values: Values } | undefined;
  let text = "";
  const parser = yargs()
    .scriptName("stateside")
    .usage("$0 <command>\n\nProves, before anything is created, that US users' data stays in the United States.")
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
  const add = (to: Argv, name: CommandName) => {
    to.command(lastWord(name), commands[name].describe, describeCommand(name), (values) => {
      chosen = { name, values };
    });
  };
  let group: { readonly name: string; readonly values: Values } | undefined;
  for (const first of firstWords) {
    const members = commandNames.filter((name) => name.startsWith(`${first} `));
    const describe = commandGroups[first];
    if (describe === undefined) {
      for (const name of commandNames.filter((one) => one === first)) add(parser, name);
      continue;
    }
    const build = (command: Argv) => {
      command.usage(`$0 ${first} <command>\n\n${describe}`).epilogue(exitCodesText());
      for (const name of members) add(command, name);
      return command;
    };
    parser.command(first, describe, build, (values) => {
      group = { name: first, values };
    });
  }
  const all: Values = parser.parseSync([...args], {}, (_error, _parsed, output) => {
    text = output;
  });
  if (all["help"] === true) return { kind: "help", text };
  if (all["version"] === true) return { kind: "version", text };
  if (chosen === undefined && group !== undefined) throw noMember(group.name, group.values);
  if (chosen === undefined) throw noCommand(all);
  return request(chosen.name, chosen.values);
}

function request(name: CommandName, values: Values): Request {
  const problems = [...unknownOptions(name, values), ...misplacedWords(name, words(values, name))];
  const found = asked(name, values, problems);
  if (problems.length > 0) throw new UsageError(problems, `stateside ${name} --help`);
  return found;
}

function asked(name: CommandName, values: Values, problems: string[]): Request {
  switch (name) {
    case "check": {
      const given = judgeArguments(values, problems);
      return { kind: name, given: { ...given, output: many("output", values, problems) } };
    }
    case "explain": {
      const [finding = ""] = words(values, name);
      return { kind: name, given: { ...judgeArguments(values, problems), finding } };
    }
    case "waivers lint":
      return { kind: name, given: judgeArguments(values, problems) };
    case "waivers list": {
      const given = judgeArguments(values, problems);
      return { kind: name, given: { ...given, output: many("output", values, problems) } };
    }
    case "waivers new": {
      const [finding = ""] = words(values, name);
      const one = (option: string) => single(option, values, problems);
      return {
        kind: name,
        given: {
          ...judgeArguments(values, problems),
          finding,
          ...{ owner: one("owner"), approver: one("approver"), reason: one("reason"), ticket: one("ticket") },
          ...{ days: one("days"), expires: one("expires"), covers: one("covers") },
        },
      };
    }
    case "waivers prune":
      return { kind: name, given: { ...judgeArguments(values, problems), dryRun: isSet("dry-run", values) } };
    case "types":
    case "regions":
      return { kind: name, given: { names: words(values, name) } };
  }
}

/** Of commands of several words, the first; each once, in the order of the help. */
const firstWords = [...new Set(commandNames.map((name) => name.split(" ")[0] ?? name))];

function lastWord(name: string): string {
  return name.split(" ").at(-1) ?? name;
}

function describeCommand(name: CommandName): (command: Argv) => Argv {
  const { purpose, options, words: taken, examples } = commands[name];
  const word = taken === undefined ? "" : wordText(taken);
  return (command) =>
    command
      .usage(`$0 ${name}${word}\n\n${purpose}`)
      .options(options)
      .epilogue(`${examplesText(examples)}\n\n${exitCodesText()}`);
}

function wordText({ name, areRequired, isOne = false }: NonNullable<(typeof commands)[CommandName]["words"]>): string {
  const text = isOne ? name : `${name}…`;
  return areRequired ? ` ${text}` : ` [${text}]`;
}

/** As yargs would show them, but no command is broken in two. */
function examplesText(examples: readonly (readonly [string, string])[]): string {
  const rows = examples.flatMap(([command, does]) => [`  ${command}`, `      ${does}`]);
  return ["Examples:", ...rows].join("\n");
}

function exitCodesText(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}`);
  return ["Exit codes:", ...rows].join("\n");
}

function noCommand(values: Values): UsageError {
  const [word] = positionals(values);
  const message =
    word === undefined ? `no command; use ${firstWords.join(", ")}` : unknown("command", word, firstWords);
  return new UsageError([message], "stateside --help");
}

/** After the first word of a group, no command of the group. */
function noMember(group: string, values: Values): UsageError {
  const [, word] = positionals(values);
  const members = commandNames.filter((name) => name.startsWith(`${group} `)).map(lastWord);
  const message =
    word === undefined
      ? `no command after \`${group}\`; use ${members.join(", ")}`
      : unknown(`command of ${group}`, word, members);
  return new UsageError([message], `stateside ${group} --help`);
}

function* misplacedWords(name: CommandName, given: readonly string[]): Generator<string> {
  const { words: taken } = commands[name];
  if (taken === undefined) {
    for (const word of given)
      yield `unexpected argument \`${escapeText(word)}\`; ${name} takes options only, such as --program DIR`;
  } else if (taken.areRequired && given.length === 0) {
    yield `no ${taken.name}; name one, such as ${taken.example}`;
  } else if (taken.isOne === true) {
    for (const word of given.slice(1)) {
      yield `unexpected argument \`${escapeText(word)}\`; ${name} takes one ${taken.name}, such as ${taken.example}`;
    }
  }
}

function many(name: "stack" | "assume" | "output", values: Values, problems: string[]): string[] {
  const given = [values[name] ?? []].flat().map(String);
  if (given.includes("")) problems.push(noValue(name));
  return given;
}

function judgeArguments(values: Values, problems: string[]): JudgeArguments {
  const one = (name: keyof JudgeArguments): string | undefined => single(name, values, problems);
  return {
    program: one("program"),
    stack: many("stack", values, problems),
    mandate: one("mandate"),
    trust: one("trust"),
    date: one("date"),
    assume: many("assume", values, problems),
    invokes: one("invokes"),
    timeout: one("timeout"),
    quiet: isSet("quiet", values),
    noColor: isSet("no-color", values),
  };
}

/** The value of an option that may be given only once. */
function single(name: string, values: Values, problems: string[]): string | undefined {
  const given = [values[name] ?? []].flat().map(String);
  if (given.includes("")) problems.push(noValue(name));
  else if (given.length > 1) problems.push(`\`--${name}\` is given ${given.length} times; give it once`);
  return given[0];
}

function isSet(name: string, values: Values): boolean {
  return [values[name]].flat().includes(true);
}

function noValue(name: string): string {
  return `\`--${name}\` has no value; write --${name} VALUE or --${name}=VALUE`;
}

function* unknownOptions(name: CommandName, values: Values): Generator<string> {
  const { options } = commands[name];
  const known = [...Object.keys(options), "help", "version"];
  const short = Object.values(options).flatMap(({ alias = [] }) => alias);
  const others = new Set(["_", "$0", "h", ...short, ...known]);
  for (const option of Object.keys(values)) {
    if (others.has(option)) continue;
    const dashes = option.length === 1 ? "-" : "--";
    yield unknown(
      "option",
      `${dashes}${option}`,
      known.map((one) => `--${one}`),
    );
  }
}

/** Every word after the command's name. */
function words(values: Values, name: CommandName): string[] {
  return positionals(values).slice(name.split(" ").length);
}

function positionals(values: Values): string[] {
  return [values["_"] ?? []].flat().map(String);
}

/** What is unknown, then the nearest thing that may be meant, or everything that is allowed. */
function unknown(what: string, given: string, allowed: readonly string[]): string {
  const [near] = nearest(given, allowed, 1);
  const isMeant = near !== undefined && distance(given, near) <= Math.max(2, near.length / 4);
  const advice = isMeant ? `did you mean \`${near}\`?` : `use ${allowed.join(", ")}`;
  return `unknown ${what} \`${escapeText(given)}\`; ${advice}`;
}
