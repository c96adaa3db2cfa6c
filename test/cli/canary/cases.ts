import { commandOf, type CommandName } from "../../../cli/command-line/commands";
import type { Format } from "../../../cli/outputs";
import { hostileNames } from "../hostile";
import type { World } from "./world";

/** A way to call a command. */
export interface Case {
  /** Without the command's name and `-o`. */
  readonly args: readonly string[];
  /** Absent where it is refused in one way or another. */
  readonly code?: number;
  /** What goes to standard output, in a run of its own each; all other formats go to files. Absent: the first. */
  readonly on?: readonly Format[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Ids of findings that the program has. */
export interface Found {
  readonly hostile: string;
  readonly beside: string;
  readonly secret: string;
}

const canaries = ["--quiet", "--program", "canaries", "--date", "2026-11-22"] as const;
const adopted = ["--mandate", "adopted/mandate.yaml"] as const;
const day = ["--date", "2026-11-22"] as const;
const debug = { STATESIDE_DEBUG: "1" } as const;
const states = (files: readonly string[]) => files.flatMap((file) => ["--state", file]);

/** Each of several with one format on standard output, the next with the next. */
function inTurn(name: CommandName, cases: readonly Case[]): Case[] {
  const formats = commandOf(name).formats ?? [];
  return cases.map((one, index) => ({
    ...one,
    on: formats.slice(index % formats.length, (index % formats.length) + 1),
  }));
}

/** What every command is given; a command without is an error of types, and one without a case fails the test. */
export const cases: Readonly<Record<CommandName, (world: World, found: Found) => readonly Case[]>> = {
  check: () => [
    { args: [...canaries, "--trust", "base", "--invokes", "canaries/invokes.yaml"], code: 1, on: ["github"] },
    { args: ["--program", "canaries-in-errors"], code: 3, environment: debug },
    { args: [...canaries, "--stack", "dev"], code: 1, environment: { PULUMI_CONFIG_PASSPHRASE: undefined } },
    { args: [...canaries], code: 2, environment: { PULUMI_CONFIG_PASSPHRASE: "qzxkvj-passphrase", ...debug } },
    { args: [...canaries, "--mandate", "canaries/hostile.yaml"], code: 2, environment: debug },
    { args: [...canaries, "--mandate", "canaries/hostile-mandate.yaml"], code: 2 },
    { args: [...canaries, "--invokes", "canaries/bad-invokes.yaml"], code: 2 },
    { args: ["--program", "stacks"], code: 2 },
    { args: ["--program", "stacks/named"], code: 3 },
  ],
  audit: ({ states: { canaries: own, hostile } }) => [
    ...inTurn(
      "audit",
      [...own, ...hostile].map((file) => ({ args: [...day, "--state", file], code: 1 })),
    ),
    { args: [...day, ...states(["canaries/bad.json", "canaries/hostile.yaml", "states", "none"])], code: 3 },
  ],
  inventory: ({ states: { canaries: own, hostile }, results }) => [
    { args: [...canaries], code: 0, on: ["csv"] },
    ...inTurn(
      "inventory",
      [...own, ...hostile].map((file) => ({ args: [...day, "--state", file], code: 0 })),
    ),
    ...inTurn(
      "inventory",
      results.map((file) => ({ args: ["--result", file], code: 0 })),
    ),
    { args: ["--result", "canaries/bad.json"], code: 3, environment: debug },
  ],
  diff: ({
    states: {
      canaries: [own = ""],
      hostile: [hostile = ""],
    },
    results,
  }) => [
    { args: [...canaries, "--base", "base"], code: 1, on: ["markdown"] },
    ...inTurn("diff", [
      ...results.map((file, index) => ({
        args: ["--base", file, "--head", results[(index + 1) % results.length] ?? ""],
        code: 1,
      })),
      { args: [...day, "--base", own, "--head", results[0] ?? ""], code: 1 },
      { args: [...day, "--base", results[0] ?? "", "--head", hostile], code: 1 },
    ]),
    { args: [...canaries, "--base", "canaries/bad.json"], code: 3 },
    ...hostileNames.slice(0, 7).map((name) => ({ args: [...canaries, "--base", name], code: 2 })),
  ],
  explain: ({ states: { canaries: own, hostile } }, { hostile: named, beside, secret }) => [
    ...[named, beside, secret].map((id) => ({ args: [id, ...canaries], code: 0 })),
    { args: ["0000", ...day, ...states(own.slice(0, 1))], code: 2 },
    { args: ["0000", ...day, ...states(hostile.slice(0, 1))], code: 2 },
  ],
  baseline: ({ states: { canaries: own, hostile } }) => [
    { args: [...canaries, "--dry-run"], code: 0 },
    ...[own, hostile].map((files) => ({
      args: [...day, ...adopted, ...states(files.slice(0, 1)), "--replace"],
      code: 0,
    })),
  ],
  "waivers lint": () => [
    { args: ["--program", "canaries", ...day], code: 1 },
    { args: ["--program", "canaries", "--mandate", "canaries/hostile.yaml"], code: 2 },
  ],
  "waivers list": () =>
    inTurn(
      "waivers list",
      [1, 2].map(() => ({ args: ["--program", "canaries", ...day], code: 0 })),
    ),
  "waivers new": (_, { secret }) => {
    const [, , , , reason = "", ticket = "", owner = ""] = hostileNames;
    const said = ["--owner", owner, "--reason", reason, "--ticket", ticket, "--approver", "board"];
    return [{ args: [secret, ...canaries, ...adopted, ...said], code: 0 }];
  },
  "waivers prune": () => [{ args: [...canaries.slice(0, 3), ...day, "--dry-run"], code: 0 }],
  report: ({ results: [first = "", ...others] }) => [
    { args: [first], code: 1, on: commandOf("report").formats ?? [] },
    ...inTurn(
      "report",
      others.map((file) => ({ args: [file], code: 1 })),
    ),
    { args: ["canaries/bad.json"], code: 3, environment: debug },
  ],
  types: () => [{ args: hostileNames.map((name) => name.replaceAll("\0", "")), code: 2 }],
  regions: () => [{ args: hostileNames.map((name) => name.replaceAll("\0", "")), code: 2 }],
  doctor: () =>
    inTurn("doctor", [
      { args: ["--program", "canaries"], code: 0 },
      { args: ["--program", "canaries-in-errors"], code: 0, environment: debug },
      { args: ["--program", "stacks"], code: 2 },
      { args: ["--program", "stacks/named"], code: 2 },
    ]),
  completion: () => [
    { args: ["bash"], code: 0 },
    { args: ["zsh"], code: 0 },
  ],
};

/** Options that one command at least was given a hostile value for. */
const misused = new Set<string>();

/** Every option with a hostile value, of the first command that has it, and hostile options and words: nothing that it can run. */
export function misuses(name: CommandName): readonly Case[] {
  const names = hostileNames.map((one) => one.replaceAll("\0", ""));
  const options = Object.entries(commandOf(name).options).filter(([option, { type }]) => {
    const isNew = type === "string" && !misused.has(option);
    if (isNew) misused.add(option);
    return isNew;
  });
  const value = (index: number) => names[(index + name.length) % names.length] ?? "";
  return [
    { args: names.filter((one) => !one.startsWith("-")), code: 2 },
    { args: names.filter((one) => !(one in Object.prototype)).map((one) => `--${one.replaceAll("=", "")}`), code: 2 },
    // Names that every object has are refused before the command is looked at.
    ...(name === "check" ? [{ args: names.map((one) => `--${one}`), code: 2 }] : []),
    ...options.map(([option], index) => ({ args: [`--${option}=${value(index)}`, "--program=empty"] })),
  ];
}
