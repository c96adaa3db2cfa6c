import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog, parseTypes } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import { type MovementRow, parseMovements } from "../../policies/residency/movements";
import { hasPath, inputPaths, readDeclared } from "./declared/declared";

const data = path.join(__dirname, "../../policies/residency/data");
const catalog = loadCatalog();

/** Words in the name of an input by which content may leave. */
const leaving =
  /replica|standby|peer|remote|destination|target|export|copy|copies|deliver|sink|webhook|stream|topic|notification|log(?:Group|Bucket|Config|Destination|Location)|bucket(?!Name$|Arn$|$)|share|public/i;

describe.each(clouds())("movements/%s.tsv", (table) => {
  const text = readFileSync(path.join(data, "movements", `${table}.tsv`), "utf8");
  const rows = parseMovements(text, `${table}.tsv`);
  const lines = text.trimEnd().split("\n").slice(1);
  const declared = readDeclared(table);
  const types = parseTypes(readFileSync(path.join(data, "types", `${table}.tsv`), "utf8"), `${table}.tsv`);
  const moving = rows.filter((row): row is MovementRow => row.kind !== "none");

  it("is sorted, and has each row once", () => {
    const keys = lines.map((line) => line.split("\t").slice(0, 6).join("\t"));
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it("is plain ASCII, which is read in half the time", () => {
    expect(lines.filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("moves data of types that are judged", () => {
    expect(rows.filter(({ type }) => catalog.find(type)?.cloud !== table).map(({ type }) => type)).toEqual([]);
  });

  it("names inputs that the SDK declares", () => {
    const missing = moving.flatMap((row) =>
      [...row.from.flat(), ...row.to, ...row.gate.map((term) => term.path)]
        .filter((input) => !hasPath(declared, row.type, input))
        .map((input) => `${row.type} ${input}`),
    );
    expect(missing).toEqual([]);
  });

  it("has a row for every type that is there to move data", () => {
    const known = new Set(rows.map(({ type }) => type));
    const transfers = types.filter(({ role }) => role === "transfer");
    expect(transfers.filter(({ type }) => !known.has(type)).map(({ type }) => type)).toEqual([]);
  });

  it("has a row for every store whose inputs read as if content could leave by them, or says why none does", () => {
    const known = new Set(rows.map(({ type }) => type));
    const holders = types.filter(({ type, role }) => role === "store" && !known.has(type));
    const unread = holders.flatMap(({ type }) => {
      const suspects = inputPaths(declared, type).filter((input) => leaving.test(input));
      return suspects.length === 0 ? [] : `${type}: ${suspects.slice(0, 5).join(", ")}`;
    });
    expect(unread).toEqual([]);
  });

  it("says of no type both that it moves data and that it doesn't", () => {
    const still = new Set(rows.filter(({ kind }) => kind === "none").map(({ type }) => type));
    expect(moving.filter(({ type }) => still.has(type)).map(({ type }) => type)).toEqual([]);
  });

  it("gives reasons that a reader can check", () => {
    expect(rows.filter(({ because }) => because.length < 15).map(({ type }) => type)).toEqual([]);
  });
});
