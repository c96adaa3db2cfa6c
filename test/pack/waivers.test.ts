import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadWaivers } from "../../policies/pack/pack-waivers";
import { policiesOf } from "../../policies/pack/policies";
import { doubtHash } from "../../policies/residency/fingerprint";
import type { Waiver } from "../../policies/residency/waivers";
import { identityOf } from "../../policies/rules/identity";
import { packRules } from "../../policies/rules";
import type { Terms } from "../../policies/rules/rule";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { usDataStaysInUs } from "../../policies/rules/us-data-stays-in-us";
import { flowTerms } from "../support/flows";
import { provider, resource, estate } from "../support/estates";
import { analyzer, type Sent } from "./analyzer";

const tableType = "aws:dynamodb/table:Table";
const bucketType = "aws:s3/bucket:Bucket";
const bucket: Sent = {
  type: bucketType,
  name: "orders",
  provider: { name: "frankfurt", props: { region: "eu-central-1" } },
};
const root: Sent = { type: "pulumi:pulumi:Stack", name: "shop-dev" };

const frankfurt = provider("aws", { region: "eu-central-1" });
const [refused] = [
  ...(usDataStaysInUs.judgeEstate?.({
    estate: estate(resource(bucketType, "orders", {}, { provider: frankfurt })),
    ...flowTerms(),
  }) ?? []),
];
if (refused === undefined) throw new Error("a bucket in Frankfurt is refused");
const { fingerprint, traceHash } = identityOf(refused);

const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  finding: fingerprint,
  rule: "us-data-stays-in-us",
  stack: "dev",
  ...(traceHash !== null && { traceHash }),
  owner: "data",
  approver: "board",
  reason: "rehearsal\u202e",
  ticket: "P-1",
  created: "2026-11-20",
  expires: "2026-12-04",
  position: { file: "waivers.yaml", line: 1, column: 3 },
  ...changes,
});
const terms = (...waivers: readonly Waiver[]): Terms => ({
  ...flowTerms("name: ours\napprovers: [board]\n"),
  waivers,
});
const pack = (by: Terms) => analyzer(policiesOf(packRules, () => by));
const told = (reports: readonly { policy: string; level?: string }[]) =>
  reports.map(({ policy, level }) => [policy, level]);

describe("a waiver in the pack", () => {
  it("makes a refusal advisory, and says who let it pass", async () => {
    expect(await pack(terms(waiver())).analyze(bucket)).toMatchObject([
      {
        policy: "us-data-stays-in-us",
        level: "advisory",
        message: [
          'bucket "orders" holds us-user data in eu-central-1 (Frankfurt, Germany)',
          '  region of provider "frankfurt": aws:eu-central-1',
          "  waived until 2026-12-04 by board for data: rehearsal\\u202e, P-1",
          "  fix: move it to a US region, or declare the class of its data if that is free to move",
        ].join("\n"),
      },
    ]);
  });

  it("is told once, and makes the stack's analysis advisory, too", async () => {
    const { analyze, analyzeStack } = pack(terms(waiver()));
    await analyze(bucket);
    expect(await analyzeStack([root, bucket])).toEqual([]);
    expect(told(await pack(terms(waiver())).analyzeStack([root, bucket]))).toEqual([
      ["us-data-stays-in-us", "advisory"],
    ]);
  });

  it.each<[string, Partial<Waiver>]>([
    ["lapsed", { created: "2026-10-01", expires: "2026-11-21" }],
    ["approved by its owner", { owner: "board" }],
    ["of 91 days", { expires: "2027-02-19" }],
  ])("%s keeps the refusal, and is refused itself at the end", async (_, changes) => {
    const { analyze, analyzeStack } = pack(terms(waiver(changes)));
    expect(told(await analyze(bucket))).toEqual([["us-data-stays-in-us", "mandatory"]]);
    expect(told(await analyzeStack([root, bucket]))).toEqual([["waivers-are-valid", "mandatory"]]);
  });

  it.each<[string, Partial<Waiver>]>([
    ["another stack", { stack: "prod" }],
    ["another rule", { rule: "us-data-flows-stay-in-us" }],
    ["another finding", { finding: "0000aaaa0000aaaa" }],
  ])("for %s keeps the refusal, and isn't called unused where one stack is seen", async (_, changes) => {
    const { analyze, analyzeStack } = pack(terms(waiver(changes)));
    expect(told(await analyze(bucket))).toEqual([["us-data-stays-in-us", "mandatory"]]);
    expect(await analyzeStack([root, bucket])).toEqual([]);
  });

  it("goes by the finding where one resource is seen, and by its trace in the whole stack", async () => {
    const rule = "us-data-flows-stay-in-us";
    const virginia = { region: "us-east-1" };
    const inputs = { replicas: [{ regionName: "eu-west-1" }] };
    const made = resource(tableType, "t", inputs, { provider: provider("aws", virginia) });
    const [flow] = [...(usDataFlowsStayInUs.judgeEstate?.({ estate: estate(made), ...flowTerms() }) ?? [])];
    const finding = flow === undefined ? "" : identityOf(flow).fingerprint;
    const table: Sent = { type: tableType, name: "t", props: inputs, provider: { name: "virginia", props: virginia } };
    const { analyze, analyzeStack } = pack(terms(waiver({ finding, rule, traceHash: "0000aaaa0000aaaa" })));
    expect(told(await analyze(table))).toEqual([[rule, "advisory"]]);
    expect(told(await analyzeStack([root, table]))).toContainEqual([rule, "mandatory"]);
  });

  it("that was for what wasn't known doesn't let a resource be created that is refused now", async () => {
    const { analyze } = pack(terms(waiver({ traceHash: doubtHash("not-yet-known") })));
    expect(told(await analyze(bucket))).toEqual([["us-data-stays-in-us", "mandatory"]]);
  });
});

describe("the file of waivers", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-pack-waivers-"));
  const inFolder = (name: string, text?: string) => {
    const own = mkdtempSync(path.join(folder, "f-"));
    if (text !== undefined) writeFileSync(path.join(own, name), text);
    return own;
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("stands beside the mandate", () => {
    const text = `- ${JSON.stringify({ ...waiver({ reason: "rehearsal" }), position: undefined })}\n`;
    expect(loadWaivers(inFolder("waivers.yaml", text))).toEqual([waiver({ reason: "rehearsal" })]);
  });

  it("may be absent, or have no folder to stand in", () => {
    expect(loadWaivers(inFolder("waivers.yaml"))).toEqual([]);
    expect(loadWaivers(undefined)).toEqual([]);
  });

  it.each([
    ["that isn't valid", "waivers.yaml", "- 1\n- 2\n", /waivers\.yaml:1:3: .*\n.*waivers\.yaml:2:3: /],
    ["of another name", "waivers.yml", "", /waivers\.yml` is not read; name it waivers\.yaml$/],
  ])("stops the pack when it is one %s", (_, name, text, message) => {
    expect(() => loadWaivers(inFolder(name, text))).toThrow(message);
  });

  it("stops the pack when it can't be read", () => {
    const own = inFolder("waivers.yaml");
    symlinkSync(path.join(own, "nowhere"), path.join(own, "waivers.yaml"));
    expect(() => loadWaivers(own)).toThrow(/^can't read the waivers beside the mandate, `.*waivers\.yaml` \(ENOENT\)$/);
  });
});
