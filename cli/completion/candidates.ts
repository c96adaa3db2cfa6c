import { commandGroups, commandNames, commandOf, type CommandName } from "../command-line/commands";
import type { Option } from "../command-line/options";
import type { Typed } from "./typed";

/** What values can be, from outside of the table of commands; each is looked up only when it is asked for. */
export interface Sources {
  /** @param program - the folder that was named, if one was */
  readonly stacks: (program: string | undefined) => readonly string[];
  readonly types: () => readonly string[];
  /** Names of places, and by cloud. */
  readonly places: () => readonly { readonly cloud: string; readonly name: string }[];
}

export const shells = ["bash", "zsh"] as const;

/** What the word that is being typed may become; none where the shell's own completion, of files, does better. */
export function candidates({ before, current }: Typed, sources: Sources): string[] {
  return allowed(before, current, sources).filter((one) => one.startsWith(current));
}

function allowed(before: readonly string[], current: string, sources: Sources): string[] {
  const found = commandIn(before);
  if (found === undefined) return current.startsWith("-") ? ["--help", "--version"] : nextWords(before);
  const { name, rest } = found;
  if (rest.includes("--")) return wordsOf(name, sources);
  const [option, written] = /^(--[\w-]+)=/.exec(current) ?? [];
  if (option !== undefined && written !== undefined) {
    return valuesOf(name, optionOf(name, written), rest, sources).map((value) => `${option}${value}`);
  }
  const last = optionOf(name, rest.at(-1) ?? "");
  if (last !== undefined && last[1].type === "string") return valuesOf(name, last, rest, sources);
  return current.startsWith("-") ? optionsOf(name, rest) : wordsOf(name, sources);
}

interface Found {
  readonly name: CommandName;
  /** What stands behind it. */
  readonly rest: readonly string[];
}

function commandIn(before: readonly string[]): Found | undefined {
  const [first = "", second = ""] = before;
  const name = commandNames.find((one) => one === first || one === `${first} ${second}`);
  return name === undefined ? undefined : { name, rest: before.slice(name.split(" ").length) };
}

/** The commands, or the second words of a group of them. */
function nextWords(before: readonly string[]): string[] {
  const [first] = before;
  if (first === undefined) return [...new Set(commandNames.map((name) => name.split(" ")[0] ?? ""))];
  if (commandGroups[first] === undefined || before.length > 1) return [];
  return commandNames.filter((name) => name.startsWith(`${first} `)).map((name) => name.split(" ")[1] ?? "");
}

type Named = readonly [name: string, option: Option];

function optionOf(name: CommandName, written: string): Named | undefined {
  const options = Object.entries(commandOf(name).options);
  return options.find(([option, { alias }]) => written === `--${option}` || written === `-${alias ?? "-"}`);
}

/** Options that may still be given. */
function optionsOf(name: CommandName, rest: readonly string[]): string[] {
  const free = Object.entries(commandOf(name).options).filter(
    ([option, { repeatable }]) => repeatable === true || !rest.some((word) => word.split("=")[0] === `--${option}`),
  );
  return [...free.map(([option]) => `--${option}`), "--help"];
}

function valuesOf(name: CommandName, named: Named | undefined, rest: readonly string[], sources: Sources): string[] {
  if (named === undefined) return [];
  const [option, { values }] = named;
  if (values !== undefined) return [...values];
  switch (option) {
    case "output":
      return [...(commandOf(name).formats ?? [])];
    case "stack":
      return [...sources.stacks(valueIn(rest, "program"))];
    case "assume":
      return sources.places().map(({ cloud, name: place }) => `${cloud}:region=${place}`);
    default:
      return [];
  }
}

function valueIn(rest: readonly string[], option: string): string | undefined {
  const at = rest.indexOf(`--${option}`);
  if (at >= 0) return rest[at + 1];
  return rest.find((word) => word.startsWith(`--${option}=`))?.slice(option.length + 3);
}

function wordsOf(name: CommandName, sources: Sources): string[] {
  const taken: Readonly<Record<string, () => readonly string[]>> = {
    TYPE: sources.types,
    NAME: () => sources.places().map(({ name: place }) => place),
    SHELL: () => shells,
  };
  return [...(taken[commandOf(name).words?.name ?? ""]?.() ?? [])];
}
