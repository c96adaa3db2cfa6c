import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog, parseTypes, type Role } from "../../policies/residency/catalog";
import { parseContainers } from "../../policies/residency/containers";
import { clouds } from "../../policies/residency/geography";
import { areOfOneService } from "../../policies/residency/references";
import { isMeant } from "../../policies/residency/resolve";
import { resource } from "../support/estates";
import { hasPath, readDeclared } from "./declared/declared";

const data = path.join(__dirname, "../../policies/residency/data");
const text = readFileSync(path.join(data, "containers.tsv"), "utf8");
const rows = parseContainers(text, "containers.tsv");
const catalog = loadCatalog();
const types = clouds().flatMap((cloud) =>
  parseTypes(readFileSync(path.join(data, "types", `${cloud}.tsv`), "utf8"), `${cloud}.tsv`),
);
const declared = new Map(clouds().map((cloud) => [cloud as string, readDeclared(cloud)]));
const parts = rows.flatMap(({ type, input }) => (input === undefined ? [] : [{ type, input }]));
const named = ({ type, input }: { readonly type: string; readonly input?: string }) => `${type} ${input ?? "-"}`;

/** Roles whose data is of a class. */
const classed: readonly Role[] = ["store", "compute", "transfer"];

/** What holds nothing itself, and is labeled for what lies in it. */
const groupings: ReadonlySet<string> = new Set(["aws:appconfig/application:Application", "oci:DevOps/project:Project"]);

/** The types that an input may name: of one service with the type, and called like the input. */
function referredTypes(type: string, input: string): string[] {
  const subject = resource(type, "subject");
  return types
    .filter((row) => row.type !== type && row.type.split(":")[0] === type.split(":")[0])
    .filter((row) => areOfOneService(row.type, type) && isMeant(resource(row.type, "container"), input, subject))
    .filter((row) => classed.includes(row.role) || groupings.has(row.type))
    .map((row) => row.type);
}

describe("containers.tsv", () => {
  it("is sorted, has each row once, and is plain ASCII", () => {
    const lines = text.trimEnd().split("\n").slice(1);
    const keys = lines.map((line) => line.split("\t").slice(0, 2).join("\t"));
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(lines.filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("is about types whose data is of a class", () => {
    const others = rows.filter(({ type }) => !classed.includes(catalog.find(type)?.role ?? "control"));
    expect(others.map(named)).toEqual([]);
  });

  it("names inputs that the SDK declares", () => {
    const missing = parts.filter(({ type, input }) => {
      const sdk = declared.get(type.slice(0, type.indexOf(":")));
      return sdk === undefined || !hasPath(sdk, type, input);
    });
    expect(missing.map(named)).toEqual([]);
  });

  it("names what has a class to hand on", () => {
    expect(parts.filter(({ type, input }) => referredTypes(type, input).length === 0).map(named)).toEqual([]);
  });

  it("doesn't repeat what contains a type by placing it", () => {
    const repeated = parts.filter(({ type, input }) =>
      catalog.find(type)?.location.some((term) => term.kind === "via" && term.path === input),
    );
    expect(repeated.map(named)).toEqual([]);
  });

  it("has `-` only for types that something places, and beside nothing", () => {
    const odd = rows.filter(
      ({ type, input }) =>
        input === undefined &&
        (rows.filter((row) => row.type === type).length > 1 ||
          catalog.find(type)?.location.every(({ kind }) => kind !== "via") !== false),
    );
    expect(odd.map(named)).toEqual([]);
  });

  it("gives reasons that a reader can check", () => {
    expect(rows.filter(({ because }) => because.length < 12).map(named)).toEqual([]);
  });
});

describe("the table of containers", () => {
  const header = "type\tinput\tbecause";

  it("is read into its parts", () => {
    const file = `${header}\naws:rds/clusterInstance:ClusterInstance\tclusterIdentifier\tserves its volume\naws:a/b:C\t-\tis only placed by it\n`;
    expect(parseContainers(file, "x.tsv")).toEqual([
      { type: "aws:rds/clusterInstance:ClusterInstance", input: "clusterIdentifier", because: "serves its volume" },
      { type: "aws:a/b:C", because: "is only placed by it" },
    ]);
  });

  it.each([
    ["another header", "type\tcontainer\tbecause", "x.tsv:1: the header must be"],
    ["a missing cell", `${header}\na:b:C\tinput`, "x.tsv:2: 2 cells; there are 3 columns"],
    ["a row without a reason", `${header}\na:b:C\tinput\t`, "x.tsv:2: `a:b:C` has no reason"],
    ["a row without an input", `${header}\na:b:C\t\twhy`, "x.tsv:2: `a:b:C` names no input"],
  ])("refuses %s, with file and line", (_, file, message) => {
    expect(() => parseContainers(file, "x.tsv")).toThrow(message);
  });
});
