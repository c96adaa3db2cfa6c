import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../policies/residency/catalog";
import { keepingOf, parseSeveralRegions } from "../../policies/residency/several-regions";

const file = path.join(__dirname, "../../policies/residency/data/several-regions.tsv");
const text = readFileSync(file, "utf8");
const rows = parseSeveralRegions(text, "several-regions.tsv");
const catalog = loadCatalog();

describe("several-regions.tsv", () => {
  it("is sorted, has each type once, and is plain ASCII", () => {
    const types = rows.map(({ type }) => type);
    expect(types).toEqual([...new Set(types)].sort());
    expect(text.split("\n").filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("is about stores of content, whose place their inputs name", () => {
    for (const { type } of rows) {
      const row = catalog.find(type);
      expect(row?.holds).toBe("content");
      expect(row?.location[0]?.kind).toBe("property");
    }
  });

  it("says with an address who says so", () => {
    expect(rows.filter(({ because }) => !/ https:\/\/[\w./-]+$/.test(because))).toEqual([]);
  });

  it("is asked by type", () => {
    expect(keepingOf("gcp:storage/bucket:Bucket")).toBe("each");
    expect(keepingOf("gcp:bigquery/dataset:Dataset")).toBe("one");
    expect(keepingOf("gcp:vertex/aiIndex:AiIndex")).toBeUndefined();
  });

  const header = "type\tkeeps\tbecause";
  it.each([
    ["another word", `${header}\na:b:C\tsome\twhy`, "x.tsv:2: unknown keeps `some`; use each, one"],
    ["a row without a reason", `${header}\na:b:C\teach\t`, "x.tsv:2: `a:b:C` has no reason"],
    ["a missing cell", `${header}\na:b:C\teach`, "x.tsv:2: 2 cells; there are 3 columns"],
  ])("refuses %s, with file and line", (_, given, message) => {
    expect(() => parseSeveralRegions(given, "x.tsv")).toThrow(message);
  });
});
