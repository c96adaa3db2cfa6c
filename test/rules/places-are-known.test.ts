import { buildEstate, type Gap, type Resource } from "../../policies/residency/estate";
import { Unknown } from "../../policies/residency/values";
import { identityOf } from "../../policies/rules/identity";
import { placesAreKnown } from "../../policies/rules/places-are-known";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const virginia = provider("aws", { region: "us-east-1" });
const later = new Unknown("not-yet-known");

function judged(subject: Resource) {
  return [...(placesAreKnown.judgeEstate?.({ estate: estate(subject), ...termsOf() }) ?? [])];
}

const bucket = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  resource("gcp:storage/bucket:Bucket", "temp", inputs, more);

describe("places-are-known", () => {
  it.each<[string, Resource, string, string]>([
    [
      "a location computed at `up`",
      bucket({ location: later }),
      "not-yet-known",
      'bucket "temp": `location` is not known until `pulumi up`',
    ],
    ["a misspelt region", bucket({ location: "us-esat4" }), "unresolvable", 'bucket "temp": `location` is `us-esat4`:'],
    [
      "a provider without a region",
      resource("aws:s3/bucket:Bucket", "b", {}, { provider: provider("aws", {}) }),
      "not-stated",
      'bucket "b": no region is stated for provider "aws"',
    ],
    [
      "an encrypted region",
      resource("aws:s3/bucket:Bucket", "b", {}, { provider: provider("aws", { region: new Unknown("encrypted") }) }),
      "encrypted",
      'bucket "b": region of provider "aws" is encrypted',
    ],
    [
      "an input that changes are ignored of",
      bucket({ location: "US" }, { ignoreChanges: ["location"] }),
      "ignored",
      'bucket "temp": changes to `location` are ignored',
    ],
  ])("is undecided about %s", (_, subject, cause, message) => {
    const [judgement, ...more] = judged(subject);
    expect(more).toEqual([]);
    expect(judgement).toMatchObject({ verdict: "undecided", cause, subject: subject.urn });
    expect(judgement?.evidence.message.startsWith(message)).toBe(true);
    expect(judgement?.evidence.remedy).toBeDefined();
  });

  it("makes one finding of several zones that are unknown for one reason, and two of two", () => {
    const table = (...replicas: readonly unknown[]) =>
      resource("aws:dynamodb/globalTable:GlobalTable", "t", {
        replicas: replicas.map((regionName) => ({ regionName })),
      });
    expect(judged(table(later, later))).toHaveLength(1);
    expect(judged(table(later, "atlantis", "us-east-1"))).toMatchObject([
      { cause: "not-yet-known" },
      { cause: "unresolvable" },
    ]);
  });

  it.each<[string, Resource]>([
    ["a place that is known", resource("aws:s3/bucket:Bucket", "b", {}, { provider: virginia })],
    ["a store that is global, which us-data-stays-in-us judges", bucket({ location: "global" })],
  ])("allows %s", (_, subject) => {
    expect(judged(subject)).toMatchObject([{ verdict: "allowed" }]);
  });

  it.each<[string, Resource]>([
    ["data that is free to move", bucket({ location: later, labels: { "data-class": "operational" } })],
    ["what holds nothing", resource("aws:iam/role:Role", "r")],
    ["a type that nobody judged", resource("aws:new/thing:Thing", "t")],
    ["a bucket that is only looked up", bucket({ location: later }, { kind: "read" })],
  ])("says nothing of %s", (_, subject) => {
    expect(judged(subject)).toEqual([]);
  });

  it.each<[string, Gap, string, string]>([
    [
      "a lookup that failed",
      { stack: "dev", kind: "invoke", what: "aws:ssm/getParameter:getParameter" },
      "not-seen",
      "lookup `aws:ssm/getParameter:getParameter` was not answered, and the program went on without it",
    ],
    [
      "configuration that nobody decrypted",
      { stack: "dev", kind: "configuration", what: "shop:where", cause: "encrypted" },
      "encrypted",
      "configuration `shop:where` is encrypted, and the program may decide by it",
    ],
    [
      "configuration from an environment",
      { stack: "dev", kind: "configuration", what: "environment" },
      "not-seen",
      "configuration `environment` is not seen, and the program may decide by it",
    ],
  ])("is undecided about a stack that was decided by %s", (_, gap, cause, message) => {
    const stack = resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" });
    const seen = buildEstate("stack", [{ name: "dev", project: "shop" }], [stack], [gap]);
    expect([...(placesAreKnown.judgeEstate?.({ estate: seen, ...termsOf() }) ?? [])]).toMatchObject([
      { verdict: "undecided", cause, subject: stack.urn, evidence: { message } },
    ]);
  });

  it("tells one lookup from another, so that a waiver of one is for no other", () => {
    const gaps = ["a", "b"].map((what) => ({ stack: "dev", kind: "invoke", what }) as const);
    const stack = resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" });
    const seen = buildEstate("stack", [{ name: "dev", project: "shop" }], [stack], gaps);
    const found = [...(placesAreKnown.judgeEstate?.({ estate: seen, ...termsOf() }) ?? [])];
    expect(new Set(found.map((one) => identityOf(one).fingerprint)).size).toBe(2);
  });

  it("says nothing of gaps whose resource is judged by itself", () => {
    const stack = resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" });
    const gaps = (["remote-component", "stack-reference", "method-call"] as const).map((kind) => ({
      stack: "dev",
      kind,
      what: "x",
    }));
    const seen = buildEstate("stack", [{ name: "dev", project: "shop" }], [stack], gaps);
    expect([...(placesAreKnown.judgeEstate?.({ estate: seen, ...termsOf() }) ?? [])]).toEqual([]);
  });
});

describe("places-are-known says what it judged", () => {
  it("of a place that is known", () => {
    const subject = resource("aws:s3/bucket:Bucket", "b", {}, { provider: virginia });
    const evidence = { message: 'the place of bucket "b" is known', places: [] };
    expect(judged(subject)).toEqual([{ rule: "places-are-known", subject: subject.urn, verdict: "allowed", evidence }]);
  });

  it("of one that isn't, with the input and what settles it", () => {
    expect(judged(bucket({ location: later }))[0]?.evidence).toEqual({
      message: 'bucket "temp": `location` is not known until `pulumi up`',
      places: [],
      property: "location",
      remedy: "state the region as a plain value; otherwise it is judged at `pulumi up`, before creation",
    });
  });

  it("of one that its provider doesn't tell, and where that is", () => {
    const source = { file: "providers.ts", line: 9, column: 20 };
    const vague = provider("aws", { region: later }, { source });
    const [found] = judged(resource("aws:s3/bucket:Bucket", "b", {}, { provider: vague }));
    expect(found?.evidence).toMatchObject({ decidedAt: source, property: 'region of provider "aws"' });
  });

  it("with no remedy of its own where the rule's will do", () => {
    const [found] = judged(bucket({ location: new Unknown("unreadable") }));
    expect(found?.evidence).not.toHaveProperty("remedy");
    expect(found?.evidence).not.toHaveProperty("decidedAt");
  });

  it.each([
    ["compute", "aws:ec2/instance:Instance"],
    ["a transfer", "gcp:storage/transferJob:TransferJob"],
  ])("of %s, too", (_, type) => {
    expect(judged(resource(type, "w", {}, { provider: provider("aws", {}) }))).not.toEqual([]);
  });
});

describe("places-are-known, of what a stack was decided by", () => {
  const stackOf = (stack: string) => resource("pulumi:pulumi:Stack", `shop-${stack}`, {}, { kind: "stack", stack });
  const stacks = ["dev", "prod"].map((name) => ({ name, project: "shop" }));
  const gaps = (all: readonly Gap[], ...resources: readonly Resource[]) => [
    ...(placesAreKnown.judgeEstate?.({ estate: buildEstate("stack", stacks, resources, all), ...termsOf() }) ?? []),
  ];

  it.each<[string, Omit<Gap, "stack">, string]>([
    ["a lookup", { kind: "invoke", what: "w" }, "give its result with --invokes"],
    [
      "configuration that is encrypted",
      { kind: "configuration", what: "w", cause: "encrypted" },
      "give the passphrase in PULUMI_CONFIG_PASSPHRASE, or don't encrypt what decides a place",
    ],
    [
      "configuration that isn't seen",
      { kind: "configuration", what: "w" },
      "put the values that decide places into the stack's file",
    ],
  ])("tells what settles it: %s", (_, gap, remedy) => {
    const [found] = gaps([{ stack: "dev", ...gap }], stackOf("dev"));
    expect(found?.evidence).toMatchObject({ remedy, places: [] });
  });

  it("tells it of its own stack, not of another resource or stack", () => {
    const component = resource("my:C", "c", {}, { kind: "component", stack: "prod" });
    const gap: Gap = { stack: "prod", kind: "invoke", what: "w" };
    const found = gaps([gap], stackOf("dev"), component, stackOf("prod"));
    expect(found.map(({ subject }) => subject)).toEqual([stackOf("prod").urn]);
    expect(gaps([gap], stackOf("dev"), component)).toEqual([]);
  });
});
