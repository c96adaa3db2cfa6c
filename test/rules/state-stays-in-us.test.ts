import { buildEstate } from "../../policies/residency/estate";
import type { StateAddress, StateLocation } from "../../policies/residency/state-location";
import { packRules, rules } from "../../policies/rules";
import { identityOf } from "../../policies/rules/identity";
import { judge } from "../../policies/rules/judge";
import { stateStaysInUs } from "../../policies/rules/state-stays-in-us";
import { resource } from "../support/estates";
import { termsOf } from "../support/terms";

const root = resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" });
const source = { file: "Pulumi.yaml", line: 4, column: 8 };

function location(at: StateAddress, keeps: StateLocation["keeps"] = "state"): StateLocation {
  return {
    stack: "dev",
    project: "shop",
    keeps,
    at,
    property: keeps === "state" ? "backend.url" : "secretsprovider",
    source,
  };
}
const estateOf = (...states: readonly StateLocation[]) =>
  buildEstate("stack", [{ name: "dev", project: "shop" }], [root], [], states);
const judged = (states: readonly StateLocation[], mandate?: string) => [
  ...(stateStaysInUs.judgeEstate?.({ estate: estateOf(...states), ...termsOf(mandate) }) ?? []),
];
const unjudged = (...states: readonly StateLocation[]) =>
  stateStaysInUs.notJudged?.({ estate: estateOf(...states), ...termsOf() });

const s3 = (region?: string): StateAddress => ({ kind: "s3", cloud: "aws", bucket: "b", ...(region && { region }) });

describe("state-stays-in-us", () => {
  it("refuses a state abroad, at the stack and where it is stated", () => {
    expect(judged([location(s3("eu-west-1"))])).toEqual([
      {
        rule: "state-stays-in-us",
        subject: root.urn,
        verdict: "refused",
        evidence: {
          message: 'the state of stack "shop-dev" is in eu-west-1 (Ireland)',
          places: ["aws:eu-west-1"],
          property: "backend.url",
          decidedAt: source,
          about: "state aws:eu-west-1",
        },
      },
    ]);
  });

  it("tells the state from its key where both are in one place", () => {
    const key: StateAddress = { kind: "awskms", cloud: "aws", region: "eu-west-1" };
    const both = judged([location(s3("eu-west-1")), location(key, "secrets")]);
    expect(new Set(both.map((one) => identityOf(one).fingerprint)).size).toBe(2);
  });

  it.each<[string, StateAddress, string]>([
    ["a key of AWS", { kind: "awskms", cloud: "aws", region: "eu-central-1" }, "eu-central-1 (Frankfurt, Germany)"],
    [
      "a key of Google Cloud",
      { kind: "gcpkms", cloud: "gcp", region: "europe-west3" },
      "europe-west3 (Frankfurt, Germany)",
    ],
    ["a key without a region", { kind: "gcpkms", cloud: "gcp", region: "global" }, "no particular region"],
  ])("refuses %s abroad", (_, at, where) => {
    const [judgement] = judged([location(at, "secrets")]);
    expect(judgement?.verdict).toBe("refused");
    expect(judgement?.evidence.message).toBe(`the key to the secrets of stack "shop-dev" is in ${where}`);
  });

  it.each<[string, StateLocation]>([
    ["a bucket of S3", location(s3("us-east-1"))],
    ["a bucket of Oracle Cloud", location({ kind: "s3", cloud: "oci", region: "us-ashburn-1" })],
    ["a key of AWS", location({ kind: "awskms", cloud: "aws", region: "us-west-2" }, "secrets")],
    ["a key in a multi-region", location({ kind: "gcpkms", cloud: "gcp", region: "us" }, "secrets")],
  ])("allows %s in the US", (_, at) => {
    expect(judged([at])).toMatchObject([{ verdict: "allowed", subject: root.urn }]);
  });

  it.each<[string, StateAddress, string]>([
    ["S3 without a region", s3(), "the bucket's URL states no region, or an endpoint that isn't known"],
    [
      "an endpoint of its own",
      { kind: "s3", bucket: "b" },
      "the bucket's URL states no region, or an endpoint that isn't known",
    ],
    ["a region that isn't one", s3("atlantis"), "no aws place has this name"],
    ["Cloud Storage", { kind: "gs", bucket: "b" }, "a bucket of Cloud Storage doesn't say where it is"],
    ["Azure", { kind: "azblob" }, "a container of Azure doesn't say where it is"],
    ["Pulumi Cloud", { kind: "https" }, "Pulumi Cloud, or a server of one's own, doesn't say where it is"],
    ["an unknown form", { kind: "unreadable" }, "its URL is of no form that is known"],
  ])("is undecided about a state with %s", (_, at, why) => {
    expect(judged([location(at)])).toMatchObject([
      {
        verdict: "undecided",
        cause: "unresolvable",
        evidence: { message: `the state of stack "shop-dev" is in no place that can be told: ${why}`, places: [] },
      },
    ]);
  });

  it.each<[string, StateAddress]>([
    ["of AWS without a region", { kind: "awskms", cloud: "aws" }],
    ["of Google Cloud without a location", { kind: "gcpkms", cloud: "gcp" }],
    ["of Azure", { kind: "azurekeyvault" }],
    ["of a Vault server", { kind: "hashivault" }],
  ])("is undecided about a key %s", (_, at) => {
    expect(judged([location(at, "secrets")])).toMatchObject([{ verdict: "undecided", cause: "unresolvable" }]);
  });

  it.each(["passphrase", "default"] as const)("says nothing of secrets by %s, which is in no place", (kind) => {
    expect(judged([location({ kind }, "secrets")])).toEqual([]);
  });

  it("goes by the mandate's default class", () => {
    const german = "name: test\ndefaultClass: de-user\nclasses: { de-user: { countries: [DE] } }";
    const verdicts = (mandate: string) => judged([location(s3("eu-central-1"))], mandate).map(({ verdict }) => verdict);
    expect(verdicts(german)).toEqual(["allowed"]);
    expect(verdicts("name: test\ndefaultClass: operational")).toEqual(["allowed"]);
    expect(judged([location({ kind: "gs" })], "name: test\ndefaultClass: operational")).toMatchObject([
      { evidence: { message: 'the state of stack "shop-dev" may be anywhere, as operational data may' } },
    ]);
  });

  it("says what it didn't judge: a backend that nobody states, and the machine that runs Pulumi", () => {
    const nobody = "no stack states its backend";
    expect(unjudged()).toBe(nobody);
    expect(stateStaysInUs.notJudged?.({ estate: buildEstate("stack", [], [], []), ...termsOf() })).toBe(nobody);
    expect(unjudged(location({ kind: "passphrase" }, "secrets"))).toBe(nobody);
    expect(unjudged(location({ kind: "file" }))).toBe("the state is on the machine that runs Pulumi");
    expect(judged([location({ kind: "file" })])).toEqual([]);
    expect(unjudged(location({ kind: "file" }), location(s3()))).toBeUndefined();
  });

  it("is counted with that, beside what it did judge", () => {
    const states = [location({ kind: "awskms", cloud: "aws", region: "us-east-1" }, "secrets")];
    expect(judge(estateOf(...states), [stateStaysInUs], termsOf()).judged.get("state-stays-in-us")).toEqual({
      allowed: 1,
      refused: 0,
      undecided: 0,
      notJudged: "no stack states its backend",
    });
  });

  it("says nothing of a stack that the estate lacks", () => {
    expect(judged([{ ...location(s3("eu-west-1")), stack: "prod" }])).toEqual([]);
  });

  it("is every rule's neighbor but in the pack, which isn't told where the state is", () => {
    expect(rules.filter((rule) => !packRules.includes(rule))).toEqual([stateStaysInUs]);
  });
});
