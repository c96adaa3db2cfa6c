import { loadCatalog, parseLocation, parseTypes } from "../../policies/residency/catalog";

const header = "type\trole\tlocation\tholds\tlabel\tbecause";

describe("the type tables", () => {
  it("read a row into its parts", () => {
    const text = `${header}\ngcp:storage/bucket:Bucket\tstore\tproperty:location|fixed:US\tcontent\tlabels\tobjects rest in it\n`;
    expect(parseTypes(text, "gcp.tsv")).toEqual([
      {
        type: "gcp:storage/bucket:Bucket",
        cloud: "gcp",
        role: "store",
        location: [
          { kind: "property", path: "location" },
          { kind: "fixed", place: "US" },
        ],
        holds: "content",
        label: "labels",
        because: "objects rest in it",
      },
    ]);
  });

  it.each([
    ["a header that isn't ours", "type\trole", "x.tsv:1: the header must be"],
    ["a missing cell", `${header}\na:b:C\tstore\tprovider\tcontent\t-`, "x.tsv:2: 5 cells; there are 6 columns"],
    [
      "an unknown role",
      `${header}\na:b:C\tstored\tprovider\tcontent\t-\twhy`,
      "x.tsv:2: unknown role `stored`; use store, transfer,",
    ],
    [
      "an unknown location",
      `${header}\na:b:C\tcontrol\tregion:x\t-\t-\twhy`,
      "x.tsv:2: unknown location `region:x`; use `provider`,",
    ],
    [
      "a location without its path",
      `${header}\na:b:C\tcontrol\tproperty:\t-\t-\twhy`,
      "x.tsv:2: unknown location `property:`",
    ],
    [
      "an unknown kind of content",
      `${header}\na:b:C\tstore\tprovider\tstuff\t-\twhy`,
      "x.tsv:2: unknown holds `stuff`; use content, backup,",
    ],
    [
      "a store that holds nothing",
      `${header}\na:b:C\tstore\tprovider\t-\t-\twhy`,
      "x.tsv:2: `a:b:C`: a store says what it holds",
    ],
    ["a row without a reason", `${header}\na:b:C\tcontrol\tprovider\t-\t-\t`, "x.tsv:2: `a:b:C` has no reason"],
  ])("refuse %s, with file and line", (_, text, message) => {
    expect(() => parseTypes(text, "x.tsv")).toThrow(message);
  });

  it("read every form of location term", () => {
    expect(parseLocation("property:a[].b|via:c|within:d|provider|fixed:us-east-1|global|nowhere")).toEqual([
      { kind: "property", path: "a[].b" },
      { kind: "via", path: "c" },
      { kind: "within", path: "d" },
      { kind: "provider" },
      { kind: "fixed", place: "us-east-1" },
      { kind: "global" },
      { kind: "nowhere" },
    ]);
  });

  it("suggest near types for a misspelling", () => {
    expect(loadCatalog().near("aws:s3/buckets:Bucket")[0]).toBe("aws:s3/bucket:Bucket");
  });
});
