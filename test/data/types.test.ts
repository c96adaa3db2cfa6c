import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog, parseTypes, tables, type TypeRow } from "../../policies/residency/catalog";
import { lookUpPlace } from "../../policies/residency/geography";

const directory = path.join(__dirname, "../../policies/residency/data/types");
const packages = path.join(__dirname, "../../node_modules/@pulumi");
const read = (table: string) => parseTypes(readFileSync(path.join(directory, `${table}.tsv`), "utf8"), `${table}.tsv`);

/** The declarations of a cloud's type: `aws:s3/bucket:Bucket` is declared in @pulumi/aws, s3/bucket.d.ts. */
function declarations({ type, cloud }: TypeRow): string {
  const [, module = ""] = type.split(":");
  const [folder = "", file = ""] = module.split("/");
  return path.join(packages, cloud ?? "", folder === "index" ? "" : folder.toLowerCase(), `${file}.d.ts`);
}

function declaredInputs(row: TypeRow): string[] {
  const text = readFileSync(declarations(row), "utf8");
  const args = text.slice(text.search(/export interface \w+Args \{/));
  return [...args.matchAll(/^ {4}(\w+)\??: /gm)].map(([, input = ""]) => input);
}

describe.each(tables)("types/%s.tsv", (table) => {
  const rows = read(table);

  it("is sorted, and names each type once", () => {
    const names = rows.map(({ type }) => type);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("holds the types of its own package", () => {
    const own = (row: TypeRow) => (table === "common" ? row.cloud === undefined : row.cloud === table);
    expect(rows.filter((row) => !own(row)).map(({ type }) => type)).toEqual([]);
  });

  it("gives a reason that a reader can check", () => {
    expect(rows.filter(({ because }) => because.length < 15).map(({ type }) => type)).toEqual([]);
  });
});

describe("a row of a cloud's table", () => {
  const rows = loadCatalog().rows.filter(({ cloud }) => cloud !== undefined);

  it.each(rows.map((row) => [row.type, row] as const))("%s agrees with the SDK", (_, row) => {
    expect(existsSync(declarations(row))).toBe(true);
    const inputs = declaredInputs(row);
    const paths = row.location.flatMap((term) => ("path" in term ? [term.path] : []));
    const used = [...paths, ...(row.label === undefined ? [] : [row.label])].map(
      (input) => input.split(/[.[]/)[0] ?? "",
    );
    expect(used.filter((input) => !inputs.includes(input))).toEqual([]);
    // An input that carries labels and isn't named would leave a declared class unread.
    const labels = ["tags", "labels", "userLabels", "freeformTags"].find((input) => inputs.includes(input));
    expect(row.label).toBe(labels);
    for (const term of row.location) {
      if (term.kind === "fixed") expect(lookUpPlace(row.cloud ?? "aws", term.place).kind).toBe("place");
    }
  });
});
