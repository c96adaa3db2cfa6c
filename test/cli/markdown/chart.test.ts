import { traceChart } from "../../../cli/reports/markdown/chart";
import { buildResult } from "../../../cli/judge/build-result";
import type { HopResult } from "../../../cli/judge/result";
import type { Hop } from "../../../policies/residency/judgement";
import { bucket, checked, hop, refusal } from "../checked";
import { hostileNames } from "../hostile";
import { chartProblems } from "../readers/charts";

const orders = bucket("orders");
const exports_ = bucket("exports");
const replica = bucket("replica", { stack: "backup" });
const places: Readonly<Record<string, readonly string[]>> = {
  [orders.urn]: ["aws:us-east-1"],
  [replica.urn]: ["aws:eu-west-1", "aws:us-east-2"],
};

function hops(trace: readonly Hop[], placesOf = (urn: string) => places[urn] ?? []): readonly HopResult[] {
  const result = buildResult(checked({ findings: [refusal(orders, { evidence: { trace } })], placesOf }));
  return result.findings[0]?.trace ?? [];
}

describe("the chart of a trace", () => {
  it("has solid arrows for what is certain, dashed ones for what is possible, and tells what is abroad in words too", () => {
    const trace = hops([hop(orders, exports_), hop(exports_, replica, { kind: "copy", certainty: "possible" })]);
    expect(traceChart(trace, ["aws:eu-west-1"])).toBe(`\`\`\`mermaid
flowchart LR
  n0["orders<br/>us-east-1"]
  n1["dev/exports"]
  n2["backup/replica<br/>eu-west-1#44; us-east-2<br/>abroad"]
  n0 -->|"replication"| n1
  n1 -.->|"copy<br/>possible"| n2
  classDef abroad stroke:#cf222e,stroke-width:4px
  class n2 abroad
\`\`\``);
  });

  it.each([
    ["a place without a resource", hop(orders, undefined, { place: "aws:eu-west-1" }), '  n1["eu-west-1<br/>abroad"]'],
    [
      "one of several",
      hop(orders, undefined, { place: "aws:us-east-1 aws:eu-west-1" }),
      '  n1["us-east-1 eu-west-1<br/>abroad"]',
    ],
    ["an end that isn't known", hop(orders, undefined), '  n1["not known where"]'],
  ])("shows %s", (_, one, node) => {
    expect(traceChart(hops([one]), ["aws:eu-west-1"])).toContain(`\n${node}\n`);
  });

  it("has at most eight nodes, and one of them says how many aren't shown", () => {
    const all = Array.from({ length: 1000 }, (_, index) => bucket(`b${index}`));
    const trace = all
      .slice(1)
      .map((to, index) => hop(all[index] ?? to, to, index === 500 ? { certainty: "possible" } : {}));
    const chart = traceChart(hops(trace), []);
    expect(chart.match(/^ {2}n\d+\["[^"]*"\]$/gm)).toEqual(
      ["b0", "b1", "b2", "b3", "994 more", "b998", "b999"].map((name, index) => `  n${index}["${name}"]`),
    );
    expect(chart).toContain('\n  n3 --> n4\n  n4 -.->|"replication<br/>possible"| n5\n');
  });

  it.each(hostileNames.map((name) => [name.slice(0, 40), name]))("has no line that %j has written", (_, name) => {
    const from = bucket(name, { stack: name });
    const trace = [hop(from, bucket(name), { kind: name }), hop(from, undefined, { place: name })];
    const lines = traceChart(
      hops(trace, () => [name]),
      [name],
    ).split("\n");
    expect([lines[0], lines.at(-1)]).toEqual(["```mermaid", "```"]);
    expect(chartProblems(lines.slice(1, -1).join("\n"))).toEqual([]);
    expect(lines).toHaveLength(10);
  });

  it.each([
    ['a"] --> b["c', "a#34;#93; #45;#45;#62; b#91;#34;c"],
    ["%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"],
    ["#quot;", "#35;quot#59;"],
    ["`**a**`", "#96;#42;#42;a#42;#42;#96;"],
    ["1. a", "1#46; a"],
    ["my_data.v1-x", "my_data.v1-x"],
    ["_a_ -b", "#95;a#95; #45;b"],
    ["データ é", "データ é"],
  ])("writes %j by entity codes", (name, label) => {
    expect(
      traceChart(
        hops([hop(bucket(name), undefined)], () => []),
        [],
      ),
    ).toContain(`  n0["${label}"]\n`);
  });
});
