import { clouds } from "../../policies/residency/geography";
import { toJudge } from "./declared/changes";
import { firstSentence, hasPath, parseDeclared, printDeclared, readDeclared } from "./declared/declared";
import { evidence } from "./declared/evidence";
import { type Member, readSdk, type Sdk } from "./declared/sdk";

const plain = (name: string, more: Partial<Member> = {}): Member => ({
  name,
  required: false,
  wrapped: "",
  text: "",
  ...more,
});

const sdk: Sdk = {
  cloud: "oci",
  version: "1.0.0",
  types: new Map([
    [
      "oci:ObjectStorage/bucket:Bucket",
      {
        text: "Keeps objects. More of it.",
        inputs: [
          plain("name", { required: true }),
          plain("rules", { wrapped: "[]", nested: "ObjectStorage.Rule" }),
          plain("tags", { wrapped: "{}" }),
        ],
      },
    ],
  ]),
  nested: new Map([
    ["ObjectStorage.Rule", [plain("region", { text: "Where to." }), plain("inner", { nested: "ObjectStorage.Rule" })]],
    ["ObjectStorage.Unused", [plain("other")]],
  ]),
};
const declared = parseDeclared(printDeclared(sdk));

describe("what an SDK declares, as committed", () => {
  it.each(clouds())(
    "is what the installed @pulumi/%s declares; else the list of what to judge says what to do before `npm run declared`",
    (cloud) => {
      const installed = readSdk(cloud);
      expect(toJudge(readDeclared(cloud), installed).join("\n\n")).toBe("");
      // Whatever else came with the version: marks of lists, of what is required, sentences.
      expect(readDeclared(cloud)).toEqual(parseDeclared(printDeclared(installed)));
    },
    60_000,
  );

  it("keeps types, reached nested types and first sentences, and nothing else", () => {
    expect(printDeclared(sdk)).toBe(
      [
        "@pulumi/oci 1.0.0",
        "oci:ObjectStorage/bucket:Bucket\tname! rules[]=ObjectStorage.Rule tags{}\tKeeps objects.",
        "ObjectStorage.Rule\tregion inner=ObjectStorage.Rule",
        "",
      ].join("\n"),
    );
  });

  it("is read back as written", () => {
    expect(declared.types.get("oci:ObjectStorage/bucket:Bucket")?.inputs).toEqual([
      { name: "name", required: true, wrapped: "" },
      { name: "rules", required: false, wrapped: "[]", nested: "ObjectStorage.Rule" },
      { name: "tags", required: false, wrapped: "{}" },
    ]);
  });

  it.each([
    ["name", true],
    ["rules", true],
    ["rules[]", true],
    ["rules[].region", true],
    ["rules[].inner.inner.region", true],
    ["rules.region", false],
    ["rules[].place", false],
    ["region", false],
    ["name[]", false],
    ["name.region", false],
    ["", false],
  ])("answers whether `%s` is a path: %s", (path, isOne) => {
    expect(hasPath(declared, "oci:ObjectStorage/bucket:Bucket", path)).toBe(isOne);
  });

  it("drops what each page of Oracle's documentation begins with", () => {
    const text =
      "This resource provides the Bucket resource in Oracle Cloud Infrastructure Object Storage service. Api doc link for the resource: https://x.example Example terraform configs related to the resource : https://y.example Creates a bucket. It is empty.";
    expect(firstSentence(text)).toBe("Creates a bucket.");
  });
});

describe("a new version of an SDK", () => {
  const bucket = sdk.types.get("oci:ObjectStorage/bucket:Bucket");
  const next = (more: Partial<Sdk>): Sdk => ({ ...sdk, version: "1.1.0", ...more });

  it("leaves nothing to judge if only the version changed", () => {
    expect(toJudge(declared, next({}))).toEqual([]);
  });

  it("lists a new type with its evidence", () => {
    const types = new Map([
      ...sdk.types,
      ["oci:New/store:Store", { text: "Keeps more.", inputs: [plain("place", { text: "Where it is." })] }],
    ]);
    expect(toJudge(declared, next({ types }))).toEqual([
      "judge this new type, and how it moves data:\n### oci:New/store:Store\nKeeps more.\n  place: Where it is.",
    ]);
  });

  it("lists a type that is gone", () => {
    expect(toJudge(declared, next({ types: new Map() }))).toEqual([
      "drop the rows of `oci:ObjectStorage/bucket:Bucket`, which is gone",
    ]);
  });

  it("lists inputs that came and went, nested ones with the types that reach them", () => {
    const types = new Map([
      [
        "oci:ObjectStorage/bucket:Bucket",
        { text: "", inputs: [...(bucket?.inputs.slice(1) ?? []), plain("copyTo", { text: "Copies." })] },
      ],
    ]);
    const nested = new Map([
      ["ObjectStorage.Rule", [plain("inner", { nested: "ObjectStorage.Rule" }), plain("to", { text: "There." })]],
    ]);
    expect(toJudge(declared, next({ types, nested }))).toEqual([
      "judge whether the new input `copyTo` of `oci:ObjectStorage/bucket:Bucket` places or moves data: Copies.",
      "drop `name` of `oci:ObjectStorage/bucket:Bucket` from every path: it is gone",
      "judge whether the new input `to` of `ObjectStorage.Rule`, which inputs of `oci:ObjectStorage/bucket:Bucket` reach, places or moves data: There.",
      "drop `region` of `ObjectStorage.Rule`, which inputs of `oci:ObjectStorage/bucket:Bucket` reach, from every path: it is gone",
    ]);
  });
});

describe("the evidence for judging a type", () => {
  it("has its documentation, its inputs and the paths below, each once", () => {
    expect(evidence(sdk, "oci:ObjectStorage/bucket:Bucket").split("\n")).toEqual([
      "### oci:ObjectStorage/bucket:Bucket",
      "Keeps objects. More of it.",
      "  name!",
      "  rules[]",
      "  tags{}",
      "    rules[].region: Where to.",
    ]);
  });

  it("refuses a type that the SDK lacks", () => {
    expect(() => evidence(sdk, "oci:No/such:Type")).toThrow("@pulumi/oci 1.0.0 has no type `oci:No/such:Type`");
  });
});
