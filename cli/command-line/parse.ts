import yargs, { type Argv, type Options as YargsOptions } from "yargs";
import { version } from "../../package.json";
import { distance, nearest } from "../../policies/residency/nearest";
import { escapeText } from "../../policies/residency/terminal-safe";
import { exitCodes } from "../exit-codes";
import { UsageError } from "../usage-error";
import { commandGroups, commandNames, commandOf, type CommandName } from "./commands";
import { propertyOf, type AnyGiven, type Request } from "./given";
import type { Option } from "./options";

/** Options by name, as yargs read them. */
type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the command line: which command, and its options, none parsed yet.
 * @param args without the names of Node and the script
 * @param width of the help text, in columns
 * @throws {@link UsageError}
 */
export function parseArguments(args: readonly string[], width: number): Request {
  refuseInherited(args);
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
    to.command(lastWord(name), commandOf(name).describe, describeCommand(name), (values) => {
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

/** yargs looks options up in plain objects, in which `--constructor` is always found. */
function refuseInherited(args: readonly string[]): void {
  const end = args.indexOf("--");
  const names = (end < 0 ? args : args.slice(0, end)).map((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? "");
  const inherited = names.filter((name) => name in Object.prototype);
  if (inherited.length === 0) return;
  throw new UsageError(
    inherited.map((name) => `unknown option \`--${name}\``),
    "stateside --help",
  );
}

function request(name: CommandName, values: Values): Request {
  const problems = [...unknownOptions(name, values), ...misplacedWords(name, words(values, name))];
  const given = givenTo(name, values, problems);
  if (problems.length > 0) throw new UsageError(problems, `stateside ${name} --help`);
  return { kind: "command", name, given };
}

function givenTo(name: CommandName, values: Values, problems: string[]): AnyGiven {
  const options = Object.entries(commandOf(name).options).map(([option, { type, repeatable }]) => {
    const value =
      type === "boolean"
        ? isSet(option, values)
        : repeatable === true
          ? many(option, values, problems)
          : single(option, values, problems);
    return [propertyOf(option), value] as const;
  });
  return { ...Object.fromEntries(options), words: words(values, name) };
}

/** Of commands of several words, the first; each once, in the order of the help. */
const firstWords = [...new Set(commandNames.map((name) => name.split(" ")[0] ?? name))];

function lastWord(name: string): string {
  return name.split(" ").at(-1) ?? name;
}

function describeCommand(name: CommandName): (command: Argv) => Argv {
  const { purpose, options, words: taken, examples } = commandOf(name);
  const word = taken === undefined ? "" : wordText(taken);
  return (command) =>
    command
      .usage(`$0 ${name}${word}\n\n${purpose}`)
      .options(Object.fromEntries(Object.entries(options).map(([option, one]) => [option, asYargs(one)])))
      .epilogue(`${examplesText(examples)}\n\n${exitCodesText()}`);
}

function asYargs({ type, describe, defaultDescription, alias }: Option): YargsOptions {
  return { type, describe, ...(defaultDescription && { defaultDescription }), ...(alias && { alias }) };
}

function wordText({ name, areRequired, isOne = false }: NonNullable<ReturnType<typeof commandOf>["words"]>): string {
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
  const { words: taken } = commandOf(name);
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

function many(name: string, values: Values, problems: string[]): string[] {
  const given = [values[name] ?? []].flat().map(String);
  if (given.includes("")) problems.push(noValue(name));
  return given;
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
  const { options } = commandOf(name);
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
