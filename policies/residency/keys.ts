import { parseGate, type GateTerm } from "./movements";
import { oneOf, parseTable, Table } from "./table";

/** What a row says about the key that protects what a type holds. */
export const keyMeans = [
  "input", // an input names the key of what the resource holds, or of a part of that
  "sets", // an input names the key of another resource, which `of` names
  "within", // where nothing else is said, it has the key of the resource that `of` names
  "service", // the service's own key, and no input takes another
  "parts", // what is in it has keys of its own, told of each by itself
  "none", // the service keeps nothing that a key could protect
  "stands", // it stands for the key that `of` names
  "unknown", // nobody has found out
] as const;
export type KeyMeans = (typeof keyMeans)[number];

/** What protects something for which no key is named. */
export const keyDefaults = ["provider", "none", "unknown"] as const;
export type KeyDefault = (typeof keyDefaults)[number];

/** An input that names a key. */
export interface KeyInput {
  readonly path: string;
  /** True for one that holds the key itself, or says where it is outside the cloud. */
  readonly isRaw: boolean;
}

/** One row of `data/keys.tsv`. */
export interface KeyRow {
  /** The type whose inputs say it. */
  readonly type: string;
  readonly means: KeyMeans;
  /** Inputs that name another resource; the first that says something counts. */
  readonly of: readonly string[];
  /** Inputs that name the key; the first that says something counts. */
  readonly keys: readonly KeyInput[];
  /**
   * A term that asks for a value says when a key that is named counts; one that asks whether an input is there says whether
   * there is anything to protect.
   */
  readonly gate: readonly GateTerm[];
  /** When the provider's key protects what has none of the customer's. Empty: `absent` says what does. */
  readonly on: readonly GateTerm[];
  /** What protects it where no key is named, and `on` doesn't hold. */
  readonly absent?: KeyDefault;
  /** The page or the sentence of documentation that decided. */
  readonly because: string;
}

const columns = ["type", "means", "of", "key", "gate", "on", "absent", "because"] as const;

/** Read when it is first asked. */
const table = new Table("keys.tsv", parseRow);

export function keyRowsOf(type: string): readonly KeyRow[] {
  return table.of(type);
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseKeys(text: string, file: string): KeyRow[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): KeyRow {
  const [type = "", means = "", of = "", key = "", gate = "", on = "", absent = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  const known = oneOf(keyMeans, means, "means");
  const names = known === "sets" || known === "within" || known === "stands";
  if (names !== (of !== "-")) throw new Error(`\`${type}\`: \`${means}\` ${names ? "has" : "has no"} \`of\``);
  const isKeyed = known === "input" || known === "sets";
  if (isKeyed !== (key !== "-")) throw new Error(`\`${type}\`: \`${means}\` ${isKeyed ? "has" : "has no"} \`key\``);
  if (isKeyed && absent === "-") throw new Error(`\`${type}\`: it isn't said what protects it without a key`);
  return {
    type,
    means: known,
    of: of === "-" ? [] : of.split("|"),
    keys: key === "-" ? [] : key.split("|").map(parseInput),
    gate: parseGates(gate),
    on: parseGates(on),
    ...(absent !== "-" && { absent: oneOf(keyDefaults, absent, "absent") }),
    because,
  };
}

function parseInput(text: string): KeyInput {
  const isRaw = text.startsWith("raw:");
  return { path: isRaw ? text.slice("raw:".length) : text, isRaw };
}

function parseGates(text: string): GateTerm[] {
  return text === "-" ? [] : text.split(" & ").map(parseGate);
}
