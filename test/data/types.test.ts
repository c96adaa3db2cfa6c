import { readFileSync } from "node:fs";
import path from "node:path";
import { parseTypes, tables, type TypeRow } from "../../policies/residency/catalog";
import { type Cloud, clouds, lookUpPlace } from "../../policies/residency/geography";
import { type Declared, hasPath, readDeclared } from "./declared/declared";
import { installedTypes } from "./declared/sdk";

const directory = path.join(__dirname, "../../policies/residency/data/types");
const read = (table: string) => parseTypes(readFileSync(path.join(directory, `${table}.tsv`), "utf8"), `${table}.tsv`);

/** The inputs that carry labels, by cloud; the first that a type has as a map is its label. */
const labels: Readonly<Record<Cloud, readonly string[]>> = {
  oci: ["freeformTags"],
  aws: ["tags"],
  gcp: ["userLabels", "resourceLabels", "labels", "settings.userLabels"],
};

describe.each(tables)("types/%s.tsv", (table) => {
  const rows = read(table);

  it("is sorted, and names each type once", () => {
    const names = rows.map(({ type }) => type);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("is plain ASCII, which is read in half the time", () => {
    const text = readFileSync(path.join(directory, `${table}.tsv`), "utf8");
    expect(text.split("\n").filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("holds the types of its own package", () => {
    const own = (row: TypeRow) => (table === "common" ? row.cloud === undefined : row.cloud === table);
    expect(rows.filter((row) => !own(row)).map(({ type }) => type)).toEqual([]);
  });

  it("gives reasons that a reader can check, and no formula for all", () => {
    expect(rows.filter(({ because }) => because.length < 15).map(({ type }) => type)).toEqual([]);
    const services = new Map<string, Set<string>>();
    for (const { type, because } of rows) {
      const known = services.get(because) ?? new Set();
      services.set(because, known.add(type.split("/")[0] ?? ""));
    }
    expect([...services].filter(([, { size }]) => size > 20).map(([because]) => because)).toEqual([]);
  });

  it("places no store nowhere, and none in a place that isn't known", () => {
    expect(
      rows
        .filter(({ role, location }) => role === "store" && location.some(({ kind }) => kind === "nowhere"))
        .map(({ type }) => type)
        .filter((type) => /^(?:oci|aws|gcp):/.test(type)),
    ).toEqual([]);
    for (const { cloud, location } of rows) {
      for (const term of location) {
        if (term.kind === "fixed") expect(lookUpPlace(cloud ?? "aws", term.place).kind).toBe("place");
      }
    }
  });
});

it("lets no transfer of a package without movement rows pass as global", () => {
  // What is global is judged by its movements only, and `common.tsv` has none.
  const global = read("common").filter(({ role, location }) => role === "transfer" && location[0]?.kind === "global");
  expect(global.map(({ type }) => type)).toEqual([]);
});

describe.each(clouds())("the rows of %s", (cloud) => {
  const declared: Declared = readDeclared(cloud);
  const rows = read(cloud);

  it("are of types that the SDK has", () => {
    expect(rows.filter(({ type }) => !declared.types.has(type)).map(({ type }) => type)).toEqual([]);
  });

  it("name inputs that the SDK declares", () => {
    const missing = rows.flatMap(({ type, location }) =>
      location.flatMap((term) => ("path" in term && !hasPath(declared, type, term.path) ? `${type} ${term.path}` : [])),
    );
    expect(missing).toEqual([]);
  });

  it("name the input that carries labels, so that no declared class is left unread", () => {
    const wrong = rows.filter(
      ({ type, label }) => labels[cloud].find((input) => hasPath(declared, type, `${input}{}`)) !== label,
    );
    expect(wrong.map(({ type }) => type)).toEqual([]);
  });
});

describe.each(clouds())("every type of the installed @pulumi/%s", (cloud) => {
  it("has its row", () => {
    const judged = new Set(read(cloud).map(({ type }) => type));
    expect([...installedTypes(cloud).keys()].filter((type) => !judged.has(type))).toEqual([]);
  });
});
