import { Asset, ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, provider, resource, values } from "../support/estates";
import { termsOf } from "../support/terms";
import { observeEmbedded } from "./embedded";
import { asset, elided, reference, secret, unknown } from "./observed";
import { observeReal } from "./real";

const mark = "4dabf18193072939515e22adb298388d";
const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const bucket = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders";
const found = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::found";
const west = "urn:pulumi:dev::shop::pulumi:providers:aws::we::st";

describe("the reader of the real engine", () => {
  const shown = {
    urn: bucket,
    type: "aws:s3/bucket:Bucket",
    provider: west,
    parent: stack,
    ignoreChanges: ["tags"],
    properties: {
      bucket: { [mark]: "1b47061264138c4ac30d75fd1eb44270", value: "orders" },
      later: [sentinel, null],
      of: sentinel,
      file: { [mark]: "c44067f5952c0a294b673a41bacd8c17", text: "" },
      __defaults: [],
    },
  };
  const graph = [
    {
      ...shown,
      ...{ properties: { bucket: "an output" }, dependencies: [found] },
      propertyDependencies: { of: [found], later: [] },
    },
    {
      ...{ urn: stack, type: "pulumi:pulumi:Stack", provider: "", parent: "", ignoreChanges: [] },
      ...{ properties: { url: sentinel }, dependencies: [], propertyDependencies: {} },
    },
  ];
  const step = (op: string, urn: string, inputs: object) => ({
    resourcePreEvent: {
      metadata: {
        op,
        urn,
        type: "aws:s3/bucket:Bucket",
        new: { id: "existing", parent: stack, provider: `${west}::${sentinel}`, inputs },
      },
    },
  });
  const violation = (policyPackName: string, enforcementLevel: string) => ({
    policyEvent: { policyPackName, policyName: "places-are-known", resourceUrn: bucket, enforcementLevel },
  });
  const seen = observeReal(
    lines({ kind: "resource", ...shown }, { kind: "stack", resources: graph }),
    lines(
      step("create", bucket, { of: { [mark]: "5cf8f73096256a8f31e491e813e4eb8e", urn: found, id: "" } }),
      step("read", found, { secret: { [mark]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" } }),
      violation("stateside", "advisory"),
      violation("stateside", "mandatory"),
      violation("another", "mandatory"),
    ),
  );

  it("reads a resource's inputs as they were checked, and its place in the graph", () => {
    expect(seen.resources.get(bucket)).toEqual({
      ...{ urn: bucket, type: "aws:s3/bucket:Bucket", parent: "", provider: west, ignoreChanges: ["tags"] },
      inputs: { bucket: secret("orders"), later: [unknown, null], of: reference(found), file: asset("asset") },
      dependencies: [found],
      propertyDependencies: { of: [found] },
    });
  });

  it("reads a resource that is only looked up from the log", () => {
    expect(seen.resources.get(found)).toEqual({
      ...{ urn: found, type: "aws:s3/bucket:Bucket", parent: "", provider: west, ignoreChanges: [] },
      ...{ id: "existing", inputs: { secret: elided } },
    });
  });

  it("reads the stack's outputs", () => {
    expect(seen.outputs).toEqual({ url: unknown });
  });

  it("reads what the pack says, and no other pack", () => {
    expect(seen.verdicts).toEqual([
      { rule: "places-are-known", urn: bucket, effect: "warn" },
      { rule: "places-are-known", urn: bucket, effect: "block" },
    ]);
  });
});

describe("the reader of the embedded engine", () => {
  const inputs = {
    ...{ bucket: new Secret("orders"), later: [new Unknown("not-yet-known"), null], file: new Asset("asset") },
    of: new ResourceReference(found),
  };
  const more = { provider: provider("aws", { region: "eu-west-1" }), references: new Map([["of", [found]]]) };
  const one = resource("aws:s3/bucket:Bucket", "orders", inputs, { ...more, dependsOn: [found] });
  const other = resource(
    "aws:s3/bucket:Bucket",
    "found",
    {},
    { kind: "read", id: "existing", provider: more.provider },
  );
  const seen = observeEmbedded(estate(one, other), values({ url: new Unknown("not-yet-known") }), termsOf());

  it("reads a resource and its place in the graph", () => {
    expect(seen.resources.get(bucket)).toEqual({
      ...{ urn: bucket, type: "aws:s3/bucket:Bucket", parent: "", provider: more.provider.urn, ignoreChanges: [] },
      inputs: { bucket: secret("orders"), later: [unknown, null], file: asset("asset"), of: reference(found) },
      dependencies: [found],
      propertyDependencies: { of: [found] },
    });
  });

  it("leaves out the dependencies of what is only read, which the real engine doesn't show", () => {
    expect(seen.resources.get(found)).toMatchObject({ id: "existing" });
    expect(seen.resources.get(found)?.dependencies).toBeUndefined();
  });

  it("reads the stack's outputs and what the rules say", () => {
    expect(seen.outputs).toEqual({ url: unknown });
    expect(seen.verdicts).toEqual([{ rule: "us-data-stays-in-us", urn: bucket, effect: "block" }]);
  });

  it("takes what isn't seen for what isn't known yet, as a pack must", () => {
    const unseen = { ...one, provider: provider("aws", { region: new Unknown("not-seen") }) };
    const { verdicts } = observeEmbedded(estate(unseen), values({}), termsOf());
    expect(verdicts).toEqual([{ rule: "places-are-known", urn: bucket, effect: "warn" }]);
  });

  it("takes a remote component for one that a program builds, as it is shown to a pack", () => {
    const remote = resource("shop:index:Site", "site", {}, { kind: "remote", provider: more.provider });
    const { resources, verdicts } = observeEmbedded(estate(remote), values({}), termsOf());
    expect([resources.get(remote.urn)?.provider, verdicts]).toEqual(["", []]);
  });

  it("leaves out values under keys that the engine keeps from packs", () => {
    const dynamic = resource("aws:s3/bucket:Bucket", "dynamic", { __provider: "code", list: [{ __a: 1, b: 2 }] });
    const { resources } = observeEmbedded(estate(dynamic), values({}), termsOf());
    expect(resources.get(dynamic.urn)?.inputs).toEqual({ list: [{ b: 2 }] });
  });

  it("leaves out what only the command knows: that changes are ignored", () => {
    const ignoring = { ...one, ignoreChanges: ["region"] };
    const { verdicts } = observeEmbedded(estate(ignoring), values({}), termsOf());
    expect(verdicts).toEqual([{ rule: "us-data-stays-in-us", urn: bucket, effect: "block" }]);
  });
});

function lines(...objects: readonly object[]): string {
  return objects.map((one) => `${JSON.stringify(one)}\n`).join("");
}
