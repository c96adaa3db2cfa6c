import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Clouds } from "./provider/clouds";
import { broken, inputsOf, isJoined, loadConstraints } from "./provider/constraints";
import { Declarations, type Property } from "./provider/declarations";
import { undeclared, unknown, type Failure } from "./provider/validation";

const constraints = loadConstraints();
const region = "us-ashburn-1";
const nothing = () => [];
const reasons = (failures: readonly Failure[]) => failures.map(({ reason }) => reason);

/** With every text that it has in common with a resource changed: nothing ties the two together. */
function untied<T>(value: T, resource: unknown): T {
  const texts = new Set<unknown>();
  JSON.stringify(resource, (_, one: unknown) => (texts.add(one), one));
  return JSON.parse(JSON.stringify(value), (key, one: unknown) =>
    typeof one === "string" && texts.has(one) && key !== "type" ? "another" : one,
  ) as T;
}

describe("the services' rules about several inputs", () => {
  it.each(constraints.map((one) => [one.type, one.message, one] as const))("%s: %s", (type, message, one) => {
    const declarations = new Declarations(type.split(":")[0] ?? "");
    const declared = declarations.resource(type);
    expect(declared).toBeDefined();
    // Nothing but the constraint is wrong with the fixture.
    expect(undeclared(one.breaks, declared?.inputs ?? new Map(), declarations)).toEqual([]);
    const named = [...inputsOf(one)]
      .map((input) => /[\w$]+/.exec(input)?.[0] ?? "")
      .filter((name) => !/^\$/.test(name));
    expect(named.filter((name) => declared?.inputs.has(name) !== true)).toEqual([]);
    for (const { type: other, properties } of one.beside) {
      const { inputs, outputs } = declarations.resource(other) ?? { inputs: new Map(), outputs: new Map() };
      expect(Object.keys(properties).filter((name) => !inputs.has(name) && !outputs.has(name))).toEqual([]);
    }
    expect(reasons(broken(type, one.breaks, region, constraints, () => one.beside))).toEqual([message]);
  });

  it.each(constraints.filter(isJoined).map((one) => [one.type, one.message, one] as const))(
    "%s: %s; only if the other is there and known",
    (type, _, { breaks, beside }) => {
      expect(broken(type, breaks, region, constraints, nothing)).toEqual([]);
      const others = beside.map((one) => ({ ...untied(one, breaks), id: "another" }));
      expect(broken(type, breaks, region, constraints, () => others)).toEqual([]);
      const blank = Object.fromEntries(Object.keys(breaks).map((name) => [name, unknown]));
      expect(broken(type, blank, region, constraints, () => beside)).toEqual([]);
    },
  );

  it("each need something beside them exactly if they reach it", () => {
    expect(constraints.filter((one) => isJoined(one) !== one.beside.length > 0)).toEqual([]);
    expect(constraints.filter(isJoined).length).toBeGreaterThanOrEqual(4);
  });

  it("are many, and at least half of them join two inputs or two resources", () => {
    expect(constraints.length).toBeGreaterThanOrEqual(60);
    const joins = constraints.filter((one) => isJoined(one) || inputsOf(one).size > 1);
    expect(joins.length).toBeGreaterThanOrEqual(constraints.length / 2);
  });

  it("each are about something of their own", () => {
    const lines = readFileSync(path.join(__dirname, "constraints.tsv"), "utf8").split("\n").slice(1);
    const rules = lines.filter((line) => line !== "").map((line) => line.split("\t").slice(0, 2).join(": "));
    expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
  });

  it("each say where they are from", () => {
    expect(constraints.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
  });

  it("are broken by nothing that isn't known yet", () => {
    const inputs = { versioning: unknown, retentionRules: [{ displayName: "year" }] };
    expect(broken("oci:ObjectStorage/bucket:Bucket", inputs, region, constraints, nothing)).toEqual([]);
  });

  it("take a name in the region that the reference states", () => {
    const [policy] = constraints.filter(({ message }) => message.includes("can't have versioning"));
    const elsewhere = policy?.beside.map((one) => ({ ...one, region: "us-sanjose-1" })) ?? [];
    expect(elsewhere).toHaveLength(1);
    expect(broken(policy?.type ?? "", policy?.breaks ?? {}, region, constraints, () => elsewhere)).toEqual([]);
  });

  it("take a location in any letters", () => {
    const [bucket] = constraints.filter(({ message }) => message.includes("in the bucket's location"));
    const inputs = { ...bucket?.breaks, location: "EUROPE-WEST3" };
    expect(broken(bucket?.type ?? "", inputs, region, constraints, () => bucket?.beside ?? [])).toEqual([]);
  });
});

describe("what simulated providers have created", () => {
  const one = (urn: string, id: string) => ({ urn, id, type: "t", region, properties: {} });
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stateside-clouds-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is seen by other processes, and by the next operation", () => {
    const file = path.join(folder, "clouds");
    new Clouds(file).tell({ kind: "create", resource: one("a", "1") });
    expect(new Clouds(file).besides("b")).toEqual([one("a", "1")]);
    expect(new Clouds(file).besides("a")).toEqual([]);
    expect(new Clouds(path.join(folder, "others")).besides("b")).toEqual([]);
  });

  it.each(["in a file", "in a process"])("is what was last told of it, %s", (where) => {
    const clouds = new Clouds(where === "in a file" ? path.join(folder, "clouds") : undefined);
    clouds.tell({ kind: "create", resource: one("a", "1") });
    clouds.tell({ kind: "update", resource: one("a", "2") });
    expect(clouds.besides("b").map(({ id }) => id)).toEqual(["2"]);
    // A replacement comes before what it replaces goes.
    clouds.tell({ kind: "create", resource: one("a", "3") });
    clouds.tell({ kind: "delete", urn: "a" });
    expect(clouds.besides("b").map(({ id }) => id)).toEqual(["3"]);
    clouds.tell({ kind: "delete", urn: "a" });
    expect(clouds.besides("b")).toEqual([]);
  });
});

describe("what the SDKs declare", () => {
  const oci = new Declarations("oci");
  const aws = new Declarations("aws");
  const bucket = oci.resource("oci:ObjectStorage/bucket:Bucket")?.inputs ?? new Map<string, Property>();

  it("refuses an input that no declaration has, at any depth", () => {
    const inputs = {
      compartmentId: "c",
      namespace: "n",
      regionn: "x",
      retentionRules: [{ displayName: "d", days: 1 }],
    };
    expect(undeclared(inputs, bucket, oci).map(({ reason }) => reason)).toEqual([
      "unknown input `regionn`",
      "unknown input `retentionRules[0].days`",
    ]);
  });

  it("refuses the lack of an input that a declaration requires, at any depth", () => {
    expect(undeclared({ compartmentId: "c", retentionRules: [{}] }, bucket, oci)).toEqual([
      { property: "namespace", reason: "missing required input `namespace`" },
      { property: "retentionRules[0].displayName", reason: "missing required input `retentionRules[0].displayName`" },
    ]);
  });

  it("takes what isn't known yet for given", () => {
    expect(undeclared({ compartmentId: unknown, namespace: unknown, retentionRules: unknown }, bucket, oci)).toEqual(
      [],
    );
  });

  it("reads maps, functions and providers, too", () => {
    expect(bucket.get("freeformTags")?.optional).toBe(true);
    expect([...(oci.function("oci:ObjectStorage/getNamespace:getNamespace")?.outputs.keys() ?? [])]).toContain(
      "namespace",
    );
    expect([...aws.provider().keys()]).toContain("region");
    expect(aws.resource("aws:s3/noSuchType:NoSuchType")).toBeUndefined();
  });
});
