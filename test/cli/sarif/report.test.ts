import { readFileSync } from "node:fs";
import path from "node:path";
import type { Log } from "sarif";
import { buildResult } from "../../../cli/judge/build-result";
import type { Result } from "../../../cli/judge/result";
import { notificationDescriptors } from "../../../cli/reports/sarif/notifications";
import { rules } from "../../../policies/rules";
import { bucket, checked, doubt, refusal, waived } from "../checked";
import { expectGolden } from "../golden/golden";
import { goldenResult } from "../golden/result";
import { hostileResult } from "../hostile";
import { root } from "../run";
import { found, notices, only, rendered, resultsOf, runOf } from "./log";
import { changed, itMultitool, multitoolFaults, schemaFaults } from "./validators";

jest.setTimeout(120_000);

/** Nobody knows where Stateside lives, so that it names no address. */
const noAddress = /^warning SARIF2005: .*'informationUri'/;

describe("the SARIF report", () => {
  it("tells all of a result", () => {
    expectGolden("result.sarif", rendered(goldenResult()));
  });

  it.each([
    ["one of everything", goldenResult],
    ["nothing", () => buildResult(checked({ resources: [bucket("orders")] }))],
    ["hostile texts", hostileResult],
  ])("is valid by the schema: %s", (_, result) => {
    expect(schemaFaults(rendered(result()))).toEqual([]);
  });

  itMultitool.each([
    ["one of everything", goldenResult],
    ["nothing", () => buildResult(checked({ resources: [bucket("orders")] }))],
    ["hostile texts", hostileResult],
  ])("is taken by Microsoft's validator, GitHub's rules included: %s", (_, result) => {
    expect(multitoolFaults(rendered(result())).filter((fault) => !noAddress.test(fault))).toEqual([]);
  });

  itMultitool.each<[string, (log: Log) => void, RegExp]>([
    ["a result without a location", ({ runs: [run] }) => delete run?.results?.[0]?.locations, /GH1015/],
    [
      "an empty message",
      ({ runs: [run] }) => Object.assign(run?.results?.[0] ?? {}, { message: { text: "" } }),
      /error/,
    ],
    ["a rule without help", ({ runs: [run] }) => delete run?.tool.driver.rules?.[0]?.help, /GH2012/],
    [
      "a file that is no URI",
      ({ runs: [run] }) =>
        Object.assign(run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation ?? {}, { uri: "a b\\%" }),
      /error/,
    ],
  ])("would not be taken with %s", (_, plant, fault) => {
    const faults = multitoolFaults(changed(rendered(goldenResult()), plant));
    expect(faults.filter((one) => !noAddress.test(one)).join("\n")).toMatch(fault);
  });

  it.each<[string, (log: Log) => void]>([
    ["a level that doesn't exist", ({ runs: [run] }) => Object.assign(run?.results?.[0] ?? {}, { level: "fatal" })],
    ["a field that doesn't exist", ({ runs: [run] }) => Object.assign(run?.results?.[0] ?? {}, { severity: "high" })],
    ["no message", ({ runs: [run] }) => Object.assign(run?.results?.[0] ?? {}, { message: undefined })],
    [
      "a line that is none",
      ({ runs: [run] }) =>
        Object.assign(run?.results?.[0]?.locations?.[0]?.physicalLocation?.region ?? {}, { startLine: 0 }),
    ],
  ])("would not be valid with %s", (_, plant) => {
    expect(schemaFaults(changed(rendered(goldenResult()), plant))).not.toEqual([]);
  });

  it("has a descriptor for every rule, and results point to theirs", () => {
    const { tool, results = [] } = runOf(rendered(goldenResult()));
    const ids = tool.driver.rules?.map(({ id }) => id) ?? [];
    expect(ids).toEqual(rules.map(({ name }) => name));
    expect(results.map(({ ruleIndex = -1 }) => ids[ruleIndex])).toEqual(results.map(({ ruleId }) => ruleId));
    for (const { properties } of tool.driver.rules ?? []) expect(properties?.tags?.length).toBeLessThanOrEqual(20);
  });

  it("describes a rule that only another version knows", () => {
    const { tool, results } = runOf(rendered(found([bucket("a"), { rule: "data-is-painted-blue" }])));
    expect(tool.driver.rules?.at(-1)).toMatchObject({
      id: "data-is-painted-blue",
      help: { text: expect.any(String) as string },
    });
    expect(results?.[0]).toMatchObject({ ruleId: "data-is-painted-blue", ruleIndex: rules.length });
  });

  it.each([
    ["refused", refusal(bucket("a")), "error"],
    ["undecided, which blocks", doubt(bucket("a"), "block"), "error"],
    ["undecided, which warns", doubt(bucket("a")), "warning"],
  ])("gives what is %s its level", (_, finding, level) => {
    expect(only(buildResult(checked({ findings: [finding] }))).level).toBe(level);
  });

  it("suppresses what is waived or known to the baseline, and says who said so", () => {
    const result = found([bucket("a"), { waiver: waived() }], [bucket("b")]);
    const known: Result = {
      ...result,
      findings: result.findings.map((one) => ({ ...one, known: one.waiver === null })),
      baseline: { source: "baseline.json", count: 1, gone: [] },
    };
    const external = { kind: "external", status: "accepted" };
    expect(resultsOf(known).map(({ suppressions }) => suppressions)).toEqual([
      [{ ...external, justification: "known to the baseline baseline.json; nobody has approved it" }],
      [
        {
          ...external,
          justification:
            "waived until 2026-12-04 (12 days left) by privacy-board for data-platform: rehearsal with synthetic rows, PRIV-312",
        },
      ],
    ]);
    expect(only(found([bucket("a")]))).not.toHaveProperty("suppressions");
  });

  it("says what isn't seen, judged or in the baseline any more", () => {
    const gone = { finding: "0".repeat(16), rule: "data-is-classed", stack: "dev", resource: "old" };
    const text = rendered({ ...goldenResult(), baseline: { source: "b.json", count: 1, gone: [gone] } });
    expect(notices(text, "not-seen")).toEqual(["remote component eks:index:Cluster in stack dev can't be seen into."]);
    expect(notices(text, "not-judged")).toContain("primary-is-oracle: the mandate names no `primary`.");
    expect(notices(text, "gone")).toEqual([
      "finding 0000000000000000 of the baseline no longer occurs: data-is-classed, old in stack dev.",
    ]);
    expect(notices(text, "changed")).toHaveLength(1);
  });

  it("is explained in the docs, with every kind of notification", () => {
    const docs = readFileSync(path.join(root, "docs/formats.md"), "utf8");
    expect(notificationDescriptors.map(({ id }) => id).filter((id) => !docs.includes(`\`${id}\``))).toEqual([]);
  });
});
