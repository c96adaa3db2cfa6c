import { parseGate, type GateTerm } from "./movements";
import { oneOf, parseTable, Table } from "./table";

/** What a row says about how long a store keeps what it holds. */
export const mechanisms = [
  "expiry", // what is there goes, so long after it was written; of several the first counts
  "purge", // as `expiry`, older versions included
  "keeps", // a part is kept so long, and other parts by other inputs: the longest counts
  "stays", // nothing ends what is there but deleting the store
  "within", // it is a part of the resource that `input` names, and goes with it
  "uploads", // what was sent of an unfinished upload stays
  "unfinished", // unfinished uploads go
  "versions", // what is replaced or deleted stays as an older version
  "noncurrent", // older versions go, so long after they became that
  "soft-delete", // what is deleted can be restored for so long
  "recovery", // the store itself, or its backups, can be restored for so long after it is deleted
  "key-destruction", // a key can be restored for so long after it is deleted
  "lock", // what was written can't be deleted for so long
  "left", // deleting the store leaves a copy, or all of it
] as const;
export type Mechanism = (typeof mechanisms)[number];

/** What a number or text at an input means. */
export const units = [
  "days",
  "years",
  "hours",
  "seconds",
  "milliseconds",
  "duration", // a number with a unit: `604800s`, `7d`
  "date", // a day or a timestamp
  "epoch", // milliseconds since 1970
] as const;
export type Unit = (typeof units)[number];

/** One row of `data/retention.tsv`. A type that has a row has all that there are. */
export interface RetentionRow {
  /** The type whose inputs say it. */
  readonly type: string;
  readonly mechanism: Mechanism;
  /** The input that names the store; absent: the resource itself. */
  readonly of?: string;
  /** The input that says how long; for `within`, the one that names the whole. */
  readonly input?: string;
  readonly unit?: Unit;
  /** Days, where the input is absent. Absent: then it says nothing. */
  readonly absent?: number | "never";
  /** It says something only if all of this holds. */
  readonly gate: readonly GateTerm[];
  /** Days that the service may take beyond the time that it is told. */
  readonly lag: number;
  /** The page or the sentence of documentation that decided. */
  readonly because: string;
}

const columns = ["type", "mechanism", "of", "input", "unit", "absent", "gate", "lag", "because"] as const;

/** Read when it is first asked. */
const table = new Table("retention.tsv", parseRow);

export function retentionOf(type: string): readonly RetentionRow[] {
  return table.of(type);
}

/** True when it has been found out how long a store of the type keeps what it holds. */
export function isRetentionKnown(type: string): boolean {
  return table.of(type).some(({ of }) => of === undefined);
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseRetention(text: string, file: string): RetentionRow[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): RetentionRow {
  const [type = "", mechanism = "", of = "", input = "", unit = "", absent = "", gate = "", lag = "", because = ""] =
    cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  const known = oneOf(mechanisms, mechanism, "mechanism");
  if ((input === "-" || known === "within") !== (unit === "-"))
    throw new Error(`\`${type}\`: an input that says how long has a unit, and nothing else has one`);
  return {
    type,
    mechanism: known,
    ...(of !== "-" && { of }),
    ...(input !== "-" && { input }),
    ...(unit !== "-" && { unit: oneOf(units, unit, "unit") }),
    ...(absent !== "-" && { absent: absent === "never" ? absent : wholeDays(absent, "absent") }),
    gate: gate === "-" ? [] : gate.split(" & ").map(parseGate),
    lag: lag === "-" ? 0 : wholeDays(lag, "lag"),
    because,
  };
}

function wholeDays(text: string, column: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`unknown ${column} \`${text}\`; use whole days`);
  return Number(text);
}
