import { policiesOf } from "../../policies/pack/policies";
import { loadCatalog } from "../../policies/residency/catalog";
import { rules } from "../../policies/rules";
import type { Rule, Terms } from "../../policies/rules/rule";
import { termsOf } from "../support/terms";
import { analyzer, secret, unknownString, urnOf, type Sent } from "./analyzer";

const terms: Terms = { ...termsOf(), catalog: loadCatalog() };
const bucketType = "aws:s3/bucket:Bucket";

const bucket = (more: Partial<Sent> = {}): Sent => ({
  type: bucketType,
  name: "orders",
  provider: { name: "frankfurt", props: { region: "eu-central-1" } },
  ...more,
});
const inVirginia = { name: "virginia", props: { region: "us-east-1" } };
const pack = (own: readonly Rule[] = rules, by: Terms = terms) => analyzer(policiesOf(own, () => by));

describe("the pack's policies", () => {
  it("are the rules, each whole", () => {
    expect(policiesOf(rules, () => terms)).toEqual(
      rules.map((rule) => ({
        name: rule.name,
        displayName: rule.title,
        description: rule.title,
        severity: rule.severity,
        remediationSteps: rule.remedy,
        tags: rule.controls,
        enforcementLevel: "mandatory",
        configSchema: expect.objectContaining({ properties: { undecided: expect.anything() as unknown } }) as unknown,
        validateResource: expect.any(Function) as unknown,
        validateStack: expect.any(Function) as unknown,
      })),
    );
  });

  it("refuse a bucket abroad in the command's words, before it is created", async () => {
    expect(await pack().analyze(bucket())).toEqual([
      {
        policy: "us-data-stays-in-us",
        level: "mandatory",
        urn: urnOf(bucketType, "orders"),
        message: [
          'bucket "orders" holds us-user data in eu-central-1 (Frankfurt, Germany)',
          '  region of provider "frankfurt": aws:eu-central-1',
          "  fix: move it to a US region, or declare the class of its data if that is free to move",
        ].join("\n"),
      },
    ]);
  });

  it("say the same thing once: not again when the stack is judged", async () => {
    const { analyze, analyzeStack } = pack();
    await analyze(bucket());
    expect(await analyzeStack([bucket()])).toEqual([]);
    expect(await analyze(bucket())).toHaveLength(1);
  });

  it("refuse in the stack's analysis alone what was not analyzed by itself", async () => {
    expect(await pack().analyzeStack([bucket()])).toMatchObject([{ level: "mandatory" }]);
  });

  it("report a place that isn't known yet as a warning, and as no pass", async () => {
    const unplaced = bucket({ provider: { name: "later", props: { region: unknownString } } });
    const { analyze, analyzeStack } = pack();
    expect(await analyze(unplaced)).toEqual([]);
    expect(await analyzeStack([unplaced])).toMatchObject([{ policy: "places-are-known", level: "advisory" }]);
  });

  it("block on what isn't known when the mandate says so", async () => {
    const { mandate } = termsOf("name: strict\neffects: { not-yet-known: block }\n");
    const unplaced = bucket({ provider: { name: "later", props: { region: unknownString } } });
    expect(await pack(rules, { ...terms, mandate }).analyzeStack([unplaced])).toMatchObject([{ level: "mandatory" }]);
  });

  it("stay mandatory when another input, or another zone, isn't known", async () => {
    const props = { bucket: unknownString, tags: { "data-class": "us-user", other: unknownString } };
    expect(await pack().analyze(bucket({ props }))).toMatchObject([{ level: "mandatory" }]);
  });

  it.each([["advisory"], ["mandatory"], ["disabled"]] as const)("never report above the level `%s`", async (level) => {
    const set = policiesOf(rules, () => terms).map((policy) => ({ ...policy, enforcementLevel: level }));
    const levels = (await analyzer(set).analyze(bucket())).map((one) => one.level);
    expect(levels).toEqual(level === "disabled" ? [] : [level]);
  });

  it.each([
    ["mandatory", "block", ["mandatory"]],
    ["mandatory", "warn", ["advisory"]],
    ["advisory", "block", ["advisory"]],
    ["advisory", "warn", ["advisory"]],
    ["disabled", "block", []],
    ["disabled", "warn", []],
  ] as const)(
    "at the level `%s`, report what is undecided and has the effect `%s` as %j",
    async (level, effect, found) => {
      const { mandate } = termsOf(`name: ours\neffects: { not-yet-known: ${effect} }\n`);
      const set = policiesOf(rules, () => ({ ...terms, mandate })).map((policy) => ({
        ...policy,
        enforcementLevel: level,
      }));
      const unplaced = bucket({ provider: { name: "later", props: { region: unknownString } } });
      expect((await analyzer(set).analyzeStack([unplaced])).map((one) => one.level)).toEqual(found);
    },
  );

  it("judge by a secret region like by any other", async () => {
    const provider = { name: "hidden", props: { region: secret("eu-central-1") } };
    expect(await pack().analyze(bucket({ provider }))).toHaveLength(1);
  });

  it("take a class from the provider's default tags, which are JSON text", async () => {
    const defaultTags = JSON.stringify({ tags: { "data-class": "operational" } });
    const provider = { name: "frankfurt", props: { region: "eu-central-1", defaultTags } };
    expect(await pack().analyze(bucket({ provider }))).toEqual([]);
  });

  it("take a class from the component around it, whose inputs only its own analysis shows", async () => {
    const component: Sent = { type: "shop:index:Logs", name: "logs", props: { dataClass: "operational" } };
    const parent = urnOf(component.type, component.name);
    const { analyze, analyzeStack } = pack();
    await analyze(component);
    expect(await analyze(bucket({ parent }))).toEqual([]);
    expect(await analyzeStack([{ ...component, props: {} }, bucket({ parent })])).toEqual([]);
  });

  it("place an object by its bucket, which only the graph knows", async () => {
    const object: Sent = {
      type: "gcp:storage/bucketObject:BucketObject",
      name: "report",
      props: { bucket: unknownString },
      provider: { name: "google", props: { region: "us-east4" } },
      references: { bucket: [urnOf("gcp:storage/bucket:Bucket", "eu")] },
    };
    const container: Sent = {
      type: "gcp:storage/bucket:Bucket",
      name: "eu",
      props: { location: "EUROPE-WEST3", labels: { "data-class": "us-user" } },
      provider: { name: "google", props: { region: "us-east4" } },
    };
    const { analyze, analyzeStack } = pack();
    expect(await analyze(container)).toHaveLength(1);
    expect(await analyze(object)).toEqual([]);
    expect(await analyzeStack([container, object])).toMatchObject([{ urn: urnOf(object.type, "report") }]);
  });

  it("name the region's true source when the AWS provider wrote it into the resource", async () => {
    const [written] = await pack().analyze(bucket({ props: { region: "eu-central-1" } }));
    expect(written?.message).toContain('region of provider "frankfurt"');
    const [own] = await pack().analyze(bucket({ props: { region: "eu-west-1" }, provider: inVirginia }));
    expect(own?.message).toContain("  region: aws:eu-west-1");
  });

  it("refuse a type that nobody has judged, and take no known type for a component", async () => {
    const { analyze } = pack();
    expect(await analyze({ type: "acme:index:Vault", name: "v", provider: { name: "acme", props: {} } })).toMatchObject(
      [{ policy: "types-are-known" }],
    );
    expect(await analyze({ type: "acme:index:Component", name: "c" })).toEqual([]);
    expect(await analyze({ type: bucketType, name: "b", props: { region: "eu-west-1" } })).toHaveLength(1);
  });

  it.each([
    ["an ANSI sequence", "\u001b[2J\u001b[31morders", "\\x1b[2J\\x1b[31morders"],
    ["line breaks", "orders\r\n  fix: nothing", "orders\\r\\n  fix: nothing"],
    ["what turns the reading direction", "\u202eorders", "\\u202eorders"],
  ])("show %s in a name so that a terminal obeys nothing in it", async (_, name, shown) => {
    const [{ message } = { message: "" }] = await pack().analyze(bucket({ name }));
    expect(message.split("\n")).toEqual([
      `bucket "${shown}" holds us-user data in eu-central-1 (Frankfurt, Germany)`,
      expect.stringMatching(/^ {2}region of provider/),
      expect.stringMatching(/^ {2}fix: /),
    ]);
  });

  it("show a place of the program's choice so that a terminal obeys nothing in it", async () => {
    const provider = { name: "odd\u001b[2J\nplace", props: { region: "eu-central-1" } };
    const [{ message } = { message: "" }] = await pack().analyze(bucket({ provider }));
    expect(message).toContain('  region of provider "odd\\x1b[2J\\nplace"');
    expect(message.split("\n")).toHaveLength(3);
  });

  it("show no line longer than a reader can take", async () => {
    const provider = { name: "x".repeat(9999), props: { region: "eu-central-1" } };
    const [{ message } = { message: "" }] = await pack().analyze(bucket({ name: "y".repeat(9999), provider }));
    expect(message.split("\n").every((line) => line.length < 450)).toBe(true);
  });
});

describe("a rule that throws", () => {
  const broken: Rule = {
    ...{ name: "broken", title: "Broken", severity: "low", controls: [], remedy: "none", needs: "stack" },
    judgeResource: () => {
      throw new TypeError("no such thing");
    },
    judgeEstate: () => {
      throw new TypeError("no such thing");
    },
  };

  it("refuses, and lets the others speak", async () => {
    const { analyze, analyzeStack } = pack([broken, ...rules]);
    const found = [...(await analyze(bucket())), ...(await analyzeStack([bucket()]))];
    expect(found.map(({ policy, level }) => [policy, level])).toEqual([
      ["broken", "mandatory"],
      ["us-data-stays-in-us", "mandatory"],
      ["broken", "mandatory"],
    ]);
    expect(found[0]?.message).toContain("rule `broken` could not judge: TypeError: no such thing");
  });
});

describe("sharing between policies", () => {
  const watching = (name: string, seen: unknown[]): Rule => ({
    ...{ name, title: name, severity: "low", controls: [], remedy: "none", needs: "stack" },
    *judgeResource({ resource }) {
      seen.push(resource);
      yield* [];
    },
    *judgeEstate({ estate }) {
      seen.push(estate);
      yield* [];
    },
  });

  it("decodes a resource, and builds the estate, once in each analysis", async () => {
    const seen: unknown[] = [];
    const { analyze, analyzeStack } = pack([watching("one", seen), watching("two", seen)]);
    await analyze(bucket());
    await analyze(bucket());
    await analyzeStack([bucket()]);
    const [first, second, again, last, estate, same] = seen;
    expect(second).toBe(first);
    expect(again).not.toBe(first);
    expect(last).toBe(again);
    expect(same).toBe(estate);
  });

  it("says that a rule needs more than a stack instead of passing it", async () => {
    const wide: Rule = { ...watching("wide", []), needs: "organization" };
    expect(await pack([wide]).analyzeStack([bucket()])).toEqual([]);
  });
});
