import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Estate, Resource } from "../../../policies/residency/estate";
import { read as readValue, Secret, Unknown } from "../../../policies/residency/values";
import { aws, bucket, estateOf, exported, faultOf, fileOf, fixture, read, stated } from "./reading";

const names = ({ resources }: Estate) => resources.map(({ kind, name }) => `${kind} ${name}`).sort();
const named = ({ resources }: Estate, name: string): Resource => {
  const found = resources.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const urn = (name: string) => `urn:pulumi:dev::every-kind::${name}`;

const everyKind = [
  "component store",
  "managed copies",
  "managed orders",
  "managed page",
  "managed store-bucket",
  "provider default",
  "provider default_7_48_0",
  "read looked-up",
  "read organization/every-kind/base",
  "stack every-kind-dev",
];

describe("a deployed state", () => {
  it("knows what is protected, and what is left in the cloud", async () => {
    const both = { protect: true, retainOnDelete: true };
    const guarded = [
      bucket("a", {}, both),
      bucket("b", {}, { retainOnDelete: true }),
      bucket("c", {}, { protect: false }),
    ];
    const estate = await estateOf([fileOf(exported([aws, ...guarded]))]);
    expect(["a", "b", "c"].map((name) => named(estate, name).deletion)).toEqual(["refused", "left", undefined]);
  });

  it.each([
    ["an export", "dev.json"],
    ["a checkpoint", "dev.checkpoint.json"],
    ["a preview", "dev.preview.json"],
    ["a preview without changes", "dev.sames.json"],
    ["the log of a preview", "dev.preview.ndjson"],
    ["the log of an update", "dev.up.ndjson"],
  ])("has every resource, as what it is: %s", async (_, file) => {
    const estate = await estateOf([fixture(file)]);
    expect(names(estate)).toEqual(everyKind);
    expect(estate.stacks).toEqual([{ name: "dev", project: "every-kind", resources: 7 }]);
    const orders = named(estate, "orders");
    expect(orders.provider).toMatchObject({
      package: "aws",
      isDefault: true,
      urn: urn("pulumi:providers:aws::default_7_48_0"),
    });
    expect(orders.provider?.inputs).toMatchObject({ region: "us-east-1", version: "7.48.0" });
    expect(orders.injected).toEqual(new Set(["region"]));
    expect(named(estate, "store-bucket")).toMatchObject({
      parent: urn("every-kind:index:Store::store"),
      ignoreChanges: [],
    });
    expect(orders).not.toHaveProperty("parent");
    expect(readValue(named(estate, "store-bucket").inputs, "tags.owner")).toMatchObject({
      cause: "encrypted",
      secret: true,
    });
    expect(readValue(named(estate, "store").inputs, "owner")).toMatchObject({ value: { urn: orders.urn } });
    expect(readValue(named(estate, "page").inputs, "source")).toMatchObject({ value: { kind: "asset" } });
    expect(readValue(named(estate, "copies").inputs, "rules[0].destination.bucket")).toMatchObject({
      value: "arn:aws:s3:::every-kind-abroad",
    });
  });

  it.each([
    ["an export", "dev.json"],
    ["a checkpoint", "dev.checkpoint.json"],
    ["a preview", "dev.preview.json"],
  ])("tells what was computed from what, and where the program says it: %s", async (_, file) => {
    const estate = await estateOf([fixture(file)]);
    const copies = named(estate, "copies");
    expect(copies.references).toEqual(
      new Map([
        ["bucket", [named(estate, "orders").urn]],
        ["rules", [urn("pulumi:pulumi:StackReference::organization/every-kind/base")]],
      ]),
    );
    expect(copies.dependsOn).toContain(named(estate, "page").urn);
    expect(copies.source).toMatchObject({ file: "index.ts", line: 2 });
    expect(named(estate, "every-kind-dev").source?.file).toBe(file);
  });

  it("has the ids and names that its cloud has told, and none of the other outputs", async () => {
    const orders = named(await estateOf([fixture("dev.json")]), "orders");
    expect([orders.id, orders.outputs?.["arn"]]).toEqual(["every-kind-orders", "arn:aws:s3:::every-kind-orders"]);
    expect(orders.outputs).not.toHaveProperty("acl");
  });

  it("keeps secrets as secrets: unknown where they are encrypted, and known in an export with `--show-secrets`", async () => {
    const region = async (file: string) => {
      const { provider } = named(await estateOf([fixture(file)]), "abroad");
      return provider?.inputs["region"];
    };
    expect(await region("base.json")).toEqual(new Secret(new Unknown("encrypted")));
    expect(await region("base.secrets.json")).toEqual(new Secret("eu-central-1"));
  });

  it("is the same when it is compressed", async () => {
    const text = readFileSync(fixture("dev.checkpoint.json"));
    const [plain, packed] = [
      await estateOf([fileOf(text, "same.json")]),
      await estateOf([fileOf(gzipSync(text), "same.json.gz")]),
    ];
    const told = ({ resources, stacks }: Estate) => JSON.stringify([resources, stacks]).replaceAll(".json.gz", ".json");
    expect(told(packed)).toBe(told(plain));
  });

  it("is one estate with the states of other stacks, whole when they are all", async () => {
    const files = [fixture("dev.json"), fixture("base.json")];
    const estate = await estateOf(files, { areWhole: true });
    expect(estate.scope).toBe("organization");
    expect(estate.stacks.map(({ name }) => name)).toEqual(["dev", "base"]);
    expect(estate.named("arn:aws:s3:::every-kind-abroad").map(({ stack, name }) => [stack, name])).toEqual([
      ["base", "abroad"],
    ]);
    expect((await estateOf(files)).scope).toBe("stack");
  });

  it("without resources is a stack that is called as the checkpoint or the file says", async () => {
    const stacks = async (content: string, name: string) => (await estateOf([fileOf(content, name)])).stacks;
    expect(await stacks('{"version":3,"deployment":{}}', "landing.json")).toEqual([
      { name: "landing", project: "", resources: 0 },
    ]);
    const checkpoint = '{"version":3,"checkpoint":{"stack":"organization/shop/dev"}}';
    expect(await stacks(checkpoint, "x.json")).toEqual([{ name: "dev", project: "shop", resources: 0 }]);
  });

  it("has features of version 4 that change nothing here", async () => {
    const features = ["refreshBeforeUpdate", "views", "hooks", "taint", "replaceWith", "byteString"];
    const viewed = bucket("seen", {}, { viewOf: bucket("orders").urn, taint: true, protect: true, replaceWith: [] });
    const estate = await estateOf([fileOf(exported([aws, bucket("orders"), viewed], { version: 4, features }))]);
    expect(names(estate)).toEqual(["managed orders", "managed seen", "provider virginia"]);
  });

  it("has what a replacement has left beside what has replaced it, with its own provider", async () => {
    const old = { ...aws, id: "0", inputs: { region: "eu-west-1" }, delete: true };
    const left = bucket("orders", {}, { delete: true, provider: `${aws.urn}::0` });
    const estate = await estateOf([fileOf(exported([aws, bucket("orders"), left, left, old]))]);
    const region = (name: string) => named(estate, name).provider?.inputs["region"];
    expect(names(estate)).toEqual([
      "managed orders",
      "managed orders (pending deletion 2)",
      "managed orders (pending deletion)",
      "provider virginia",
      "provider virginia (pending deletion)",
    ]);
    expect([region("orders"), region("orders (pending deletion)")]).toEqual(["us-east-1", "eu-west-1"]);
  });

  it("has no provider where it refers to one that isn't there, by its id or at all", async () => {
    const [another, none] = [
      bucket("another", {}, { provider: `${aws.urn}::7` }),
      bucket("none", {}, { provider: `${stated("pulumi:providers:aws", "frankfurt").urn}::1` }),
    ];
    const estate = await estateOf([fileOf(exported([aws, bucket("orders"), another, none]))]);
    const region = (name: string) => named(estate, name).provider?.inputs["region"];
    expect(["orders", "another", "none"].map(region)).toEqual(["us-east-1", undefined, undefined]);
  });

  it("has what an operation that was cut off may have made or changed, and tells of each", async () => {
    const pending_operations = [
      { type: "creating", resource: bucket("new", { region: "eu-west-1" }) },
      { type: "updating", resource: bucket("orders", { region: "eu-west-2" }) },
      { type: "deleting", resource: bucket("orders") },
      { type: "reading", resource: bucket("looked-up") },
    ];
    const estate = await estateOf([fileOf(exported([aws, bucket("orders")], {}, { pending_operations }))]);
    expect(names(estate)).toEqual([
      "managed new (creating)",
      "managed orders",
      "managed orders (updating)",
      "provider virginia",
    ]);
    expect(estate.gaps.map(({ kind, what, stack }) => [kind, what, stack])).toEqual([
      ["pending-operation", "creating new", "dev"],
      ["pending-operation", "updating orders", "dev"],
      ["pending-operation", "deleting orders", "dev"],
    ]);
  });

  it("never takes a bucket for a component, whatever it says of itself", async () => {
    const estate = await estateOf([fileOf(exported([aws, bucket("orders", {}, { custom: false })]))]);
    expect(named(estate, "orders").kind).toBe("managed");
  });

  it("has a provider's lists and records as such, and its region from an assumption where it states none", async () => {
    const provider = { ...aws, inputs: { defaultTags: '{"tags":{"a":"b"}}' } };
    const result = await read([fileOf(exported([provider, bucket("orders")]))], {
      assume: new Map([["aws:region", "us-west-2"]]),
    });
    if (result.kind === "failed") throw new Error("it can be read");
    const { provider: seen } = named(result.estate, "orders");
    expect(readValue(seen?.inputs ?? {}, "defaultTags.tags.a")).toMatchObject({ value: "b" });
    expect([seen?.ambientRegion?.region, result.usedAssumptions]).toEqual(["us-west-2", ["aws:region=us-west-2"]]);
  });

  it("reads keys and values that look like others as what they are", async () => {
    const inputs = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":"c","bytes":{},"tags":{"toString":"t"}}',
    ) as object;
    const signature = "4dabf18193072939515e22adb298388d";
    const bytes = { [signature]: "803fd3297a5875dc03ca845dda5d2a98", value: "/w==" };
    const odd = bucket("odd", { ...inputs, ["__proto__"]: { polluted: true }, bytes });
    const { inputs: seen } = named(await estateOf([fileOf(exported([aws, odd]))]), "odd");
    expect(Object.keys(seen)).toEqual(["__proto__", "constructor", "bytes", "tags"]);
    expect(readValue(seen, "__proto__.polluted")).toMatchObject({ value: true });
    expect(seen["polluted"]).toBeUndefined();
    expect(readValue(seen, "tags.valueOf")).toBeUndefined();
    expect(seen["bytes"]).toEqual(new Unknown("unreadable"));
  });
});

describe("where a state's program declares a resource", () => {
  const source = async (more: object) =>
    named(await estateOf([fileOf(exported([bucket("orders", {}, more)]), "s.json")]), "orders").source;
  it.each([
    [
      "its own position",
      { sourcePosition: "project:///src/a%20b.ts#12,3" },
      { file: "src/a b.ts", line: 12, column: 3 },
    ],
    ["without a column", { sourcePosition: "project:///index.ts#12" }, { file: "index.ts", line: 12, column: 1 }],
    [
      "the first call outside of packages",
      {
        sourcePosition: "project:///node_modules/x/index.js#1,1",
        stackTrace: [
          {},
          { sourcePosition: "project:///../other/index.ts#2,2" },
          { sourcePosition: "project:///b.ts#3,4" },
        ],
      },
      { file: "b.ts", line: 3, column: 4 },
    ],
    ["the state, where nothing says it", {}, { file: "s.json", line: 6, column: 13 }],
    [
      "the state, for a position that is none",
      { sourcePosition: "file:///etc/passwd#1,1" },
      { file: "s.json", line: 6, column: 13 },
    ],
  ])("is %s", async (_, more, expected) => {
    expect(await source(more)).toEqual(expected);
  });
});

describe("a preview or log that doesn't show all", () => {
  const digest = JSON.parse(readFileSync(fixture("dev.preview.json"), "utf8")) as Record<string, unknown>;
  const log = readFileSync(fixture("dev.up.ndjson"), "utf8");

  it.each([
    [
      "a preview without what stays the same",
      readFileSync(fixture("dev.without-sames.json"), "utf8"),
      "it shows 1 of 6 resources of its operation `same`; `pulumi preview --json --show-sames` shows those that stay the same",
    ],
    [
      "a preview that failed",
      JSON.stringify({ ...digest, diagnostics: [{ severity: "error", message: "canary" }] }),
      "the preview failed, so that it doesn't show every resource",
    ],
    [
      "a preview without a summary",
      JSON.stringify({ ...digest, changeSummary: undefined }),
      "it has no `changeSummary`: the preview didn't come to its end",
    ],
    [
      "a log without a summary",
      log.split("\n").slice(0, -3).join("\n"),
      "it is cut off: the operation's summary is missing",
    ],
    [
      "a log of an operation that failed",
      log.replace('"result":"succeeded"', '"result":"failed"'),
      "the operation didn't succeed, so that its log doesn't show every resource; export the state",
    ],
    [
      "a log that lacks an event",
      log
        .split("\n")
        .filter((text) => !text.includes('"urn":"urn:pulumi:dev::every-kind::aws:s3/bucket:Bucket::orders","custom"'))
        .join("\n"),
      "it shows 5 of 6 resources of its operation `create`",
    ],
    [
      "the log of a refresh, which passes over what isn't targeted",
      log.replaceAll('"op":"create"', '"op":"refresh"').replaceAll('"create":6', '"same":0'),
      "it is of a `pulumi refresh`, which may show only some of the resources; export the state",
    ],
    ["a line that is no event", `${log}{"a":1}\n`, /an event is expected here$/],
    [
      "an operation that nobody knows",
      log.replaceAll('"op":"create"', '"op":"conjure"'),
      /its `op` is not an operation that is known/,
    ],
  ] as const)("is refused: %s", async (_, content, message) => {
    const fault = await faultOf(content);
    if (typeof message === "string") expect(fault).toBe(message);
    else expect(fault).toMatch(message);
  });
});

describe("the steps of an operation", () => {
  const step = (op: string, name: string, newState?: object) => ({
    op,
    urn: bucket(name).urn,
    ...(newState && { newState }),
  });
  const seen = async (steps: readonly object[], changeSummary = {}) =>
    names(await estateOf([fileOf(JSON.stringify({ steps, changeSummary }))]));

  it("leave what will be there: what is deleted goes, and what is replaced is there once", async () => {
    const root = stated("pulumi:pulumi:Stack", "shop-dev", { custom: false });
    const steps = [
      step("refresh", "gone", bucket("gone")),
      step("refresh", "replaced", bucket("replaced")),
      { op: "same", urn: root.urn, newState: root },
      step("create-replacement", "replaced", bucket("replaced")),
      step("replace", "replaced", bucket("replaced")),
      step("delete-replaced", "replaced"),
      step("import", "imported", bucket("imported")),
      step("read", "looked-up", bucket("looked-up", {}, { external: true })),
      step("delete", "gone"),
    ];
    expect(await seen(steps, { replace: 1, delete: 1, import: 1 })).toEqual([
      "managed imported",
      "managed replaced",
      "read looked-up",
      "stack shop-dev",
    ]);
  });

  it("make up no provider that the program may have made itself, as a preview leaves out every one called `default…`", async () => {
    const providerOf = async (name: string) => {
      const reference = `${stated("pulumi:providers:gcp", name).urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`;
      const orders = stated("gcp:storage/bucket:Bucket", "orders", { provider: reference });
      const steps = [{ op: "create", urn: orders.urn, newState: orders }];
      const content = JSON.stringify({ config: { "gcp:region": "us-east1" }, steps, changeSummary: { create: 1 } });
      return named(await estateOf([fileOf(content)]), "orders").provider?.inputs["region"];
    };
    const found = await Promise.all(["default", "default_eu", "default-eu", "default_9_1_0"].map(providerOf));
    expect(found).toEqual([undefined, undefined, undefined, "us-east1"]);
  });

  it("are refused where one doesn't say what the resource will be", async () => {
    const content = JSON.stringify({ steps: [step("create", "orders")], changeSummary: {} });
    expect(await faultOf(content)).toMatch(/it doesn't say what the resource will be$/);
  });

  it("give a default provider what the preview's configuration says of it, and no more", async () => {
    const reference = `${stated("pulumi:providers:aws", "default_7_48_0").urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`;
    const orders = bucket("orders", {}, { provider: reference });
    const config = { "aws:region": "eu-west-1", "aws:secretKey": "[secret]", "gcp:region": "europe-west1" };
    const content = JSON.stringify({ config, steps: [step("create", "orders", orders)], changeSummary: {} });
    const { provider } = named(await estateOf([fileOf(content)]), "orders");
    expect(provider?.inputs).toEqual({
      region: "eu-west-1",
      secretKey: new Secret(new Unknown("encrypted")),
      version: "7.48.0",
    });
    expect(provider?.isDefault).toBe(true);
  });
});
