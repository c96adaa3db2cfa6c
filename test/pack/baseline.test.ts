import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { baselineText } from "../../cli/baseline-file";
import { loadBaseline } from "../../policies/pack/pack-baseline";
import { policiesOf } from "../../policies/pack/policies";
import { PackTerms } from "../../policies/pack/terms";
import { baselineOf, noBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { doubtHash } from "../../policies/residency/fingerprint";
import type { Judgement } from "../../policies/residency/judgement";
import type { Waiver } from "../../policies/residency/waivers";
import { packRules } from "../../policies/rules";
import { identityOf } from "../../policies/rules/identity";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { usDataStaysInUs } from "../../policies/rules/us-data-stays-in-us";
import { estate, provider, resource } from "../support/estates";
import { flowTerms } from "../support/flows";
import { analyzer, type Sent } from "./analyzer";

const bucketType = "aws:s3/bucket:Bucket";
const bucket: Sent = {
  type: bucketType,
  name: "orders",
  provider: { name: "frankfurt", props: { region: "eu-central-1" } },
};
const root: Sent = { type: "pulumi:pulumi:Stack", name: "shop-dev" };

/** The first judgement of an estate, as a baseline has it. */
function entryOf([judgement]: readonly Judgement[], rule: BaselineEntry["rule"]): BaselineEntry {
  if (judgement === undefined) throw new Error("something is refused");
  const { fingerprint: finding, traceHash } = identityOf(judgement);
  return { finding, traceHash, rule, stack: "dev", project: "shop", resource: "for people" };
}
const frankfurt = provider("aws", { region: "eu-central-1" });
const seen = { estate: estate(resource(bucketType, "orders", {}, { provider: frankfurt })), ...flowTerms() };
const entry = entryOf([...(usDataStaysInUs.judgeEstate?.(seen) ?? [])], "us-data-stays-in-us");

const waiver: Waiver = {
  ...{ finding: entry.finding, rule: entry.rule, stack: "dev" },
  ...(entry.traceHash !== null && { traceHash: entry.traceHash }),
  ...{ owner: "data", approver: "board", reason: "rehearsal", ticket: "P-1" },
  ...{ created: "2026-11-20", expires: "2026-12-04", position: { file: "waivers.yaml", line: 1, column: 3 } },
};
const pack = (entries: readonly BaselineEntry[], waivers: readonly Waiver[] = [], mandate = "approvers: [board]") => {
  const terms = { ...flowTerms(`name: ours\n${mandate}\n`), waivers, baseline: baselineOf(entries) };
  return analyzer(policiesOf(packRules, () => terms));
};
const told = (reports: readonly { policy: string; level?: string }[]) =>
  reports.map(({ policy, level }) => [policy, level]);

describe("a violation that the baseline has", () => {
  it("is advisory, and says so", async () => {
    expect(await pack([entry]).analyze(bucket)).toMatchObject([
      {
        policy: "us-data-stays-in-us",
        level: "advisory",
        message: [
          'bucket "orders" holds us-user data in eu-central-1 (Frankfurt, Germany)',
          '  region of provider "frankfurt": aws:eu-central-1',
          "  known from the baseline; nobody has approved it",
          "  fix: move it to a US region, or declare the class of its data if that is free to move",
        ].join("\n"),
      },
    ]);
  });

  it("is told once, and advisory in the stack's analysis, too", async () => {
    const { analyze, analyzeStack } = pack([entry]);
    await analyze(bucket);
    expect(await analyzeStack([root, bucket])).toEqual([]);
    expect(told(await pack([entry]).analyzeStack([root, bucket]))).toEqual([["us-data-stays-in-us", "advisory"]]);
  });

  it("is waived where a waiver is in force, too", async () => {
    const [{ message } = { message: "" }] = await pack([entry], [waiver]).analyze(bucket);
    expect(message).toContain("waived until 2026-12-04 by board");
    expect(message).not.toContain("baseline");
  });

  it.each<[string, Partial<BaselineEntry>]>([
    ["another stack", { stack: "prod" }],
    ["another rule", { rule: "us-data-flows-stay-in-us" }],
    ["another finding", { finding: "0000aaaa0000aaaa" }],
    ["another class", { traceHash: "0000aaaa0000aaaa" }],
    ["what wasn't known", { traceHash: doubtHash("not-yet-known") }],
  ])("stays mandatory under an entry for %s", async (_, changes) => {
    const { analyze, analyzeStack } = pack([{ ...entry, ...changes }]);
    expect(told(await analyze(bucket))).toEqual([["us-data-stays-in-us", "mandatory"]]);
    expect(await analyzeStack([root, bucket])).toEqual([]);
  });

  it("goes by the finding where one resource is seen, and by its trace in the whole stack", async () => {
    const rule = "us-data-flows-stay-in-us";
    const tableType = "aws:dynamodb/table:Table";
    const virginia = { region: "us-east-1" };
    const inputs = { replicas: [{ regionName: "eu-west-1" }] };
    const made = resource(tableType, "t", inputs, { provider: provider("aws", virginia) });
    const flows = [...(usDataFlowsStayInUs.judgeEstate?.({ estate: estate(made), ...flowTerms() }) ?? [])];
    const flow = entryOf(flows, rule);
    const table: Sent = { type: tableType, name: "t", props: inputs, provider: { name: "virginia", props: virginia } };

    const known = pack([flow]);
    expect(told(await known.analyze(table))).toEqual([[rule, "advisory"]]);
    expect(await known.analyzeStack([root, table])).toEqual([]);

    const changed = pack([{ ...flow, traceHash: "0000aaaa0000aaaa" }]);
    expect(told(await changed.analyze(table))).toEqual([[rule, "advisory"]]);
    expect(told(await changed.analyzeStack([root, table]))).toEqual([[rule, "mandatory"]]);
  });
});

describe("the file of the pack's baseline", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-pack-baseline-"));
  const inFolder = (text?: string) => {
    const own = mkdtempSync(path.join(folder, "f-"));
    if (text !== undefined) writeFileSync(path.join(own, "baseline.json"), text);
    return own;
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("stands beside the mandate", () => {
    expect(loadBaseline(inFolder(baselineText([entry])))).toEqual(baselineOf([entry]));
  });

  it("is part of what the pack judges by", () => {
    const own = inFolder(baselineText([entry]));
    writeFileSync(path.join(own, "mandate.yaml"), "name: ours\n");
    const environment = { STATESIDE_MANDATE: path.join(own, "mandate.yaml") };
    const terms = new PackTerms({ packFolder: "/nowhere", workingFolder: "/nowhere", environment }, () => undefined);
    expect(terms.settle(undefined).baseline.entries).toEqual([entry]);
  });

  it("may be absent, or have no folder to stand in", () => {
    expect(loadBaseline(inFolder())).toBe(noBaseline);
    expect(loadBaseline(undefined)).toBe(noBaseline);
  });

  it("stops the pack when it isn't valid", () => {
    expect(() => loadBaseline(inFolder('{"version": 1,\n"findings": [1, 2]}'))).toThrow(
      /baseline\.json:2:14: .*\n.*baseline\.json:2:17: /,
    );
  });

  it("stops the pack when it can't be read", () => {
    const own = inFolder();
    mkdirSync(path.join(own, "baseline.json"));
    expect(() => loadBaseline(own)).toThrow(
      /^can't read the baseline beside the mandate, `.*baseline\.json` \(EISDIR\)$/,
    );
  });
});
