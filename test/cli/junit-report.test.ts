import { readFileSync } from "node:fs";
import path from "node:path";
import { buildResult } from "../../cli/judge/build-result";
import type { Result } from "../../cli/judge/result";
import { renderJunit } from "../../cli/reports/junit";
import type { Look } from "../../cli/reports/pen";
import { bucket, checked, doubt, refusal, waived } from "./checked";
import { expectGolden } from "./golden/golden";
import { goldenResult } from "./golden/result";
import { hostileNames, hostileResult } from "./hostile";
import { xmlProblems } from "./readers/readers";

const plain: Look = { color: false, seconds: 1.94, shown: (file) => file };
const render = (seen: Parameters<typeof checked>[0]) => renderJunit(buildResult(checked(seen)), plain);
const schema = readFileSync(path.join(__dirname, "junit/dialect.xsd"), "utf8");
const tally = { allowed: 1, refused: 0, undecided: 0, notJudged: null };

/** Sums of an attribute over the elements of a name. */
function sum(xml: string, element: string, attribute: string): number {
  const values = xml.matchAll(new RegExp(`<${element} [^>]*?\\b${attribute}="(\\d+)"`, "g"));
  return Array.from(values, ([, value]) => Number(value)).reduce((all, one) => all + one, 0);
}

const count = (xml: string, text: string) => xml.split(text).length - 1;

describe("the JUnit report", () => {
  it("tells one of everything", () => {
    expectGolden("result.junit.xml", renderJunit(goldenResult(), plain));
  });

  it("has a suite for each stack and in it a case for each rule, and passes where nothing is found", () => {
    const xml = render({
      stacks: ["dev", "prod"],
      judged: [
        ["a", tally],
        ["b", tally],
      ],
    });
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stateside" tests="4" failures="0" errors="0" time="0">
  <testsuite name="shop.dev" tests="2" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="shop.dev" name="a" time="0"/>
    <testcase classname="shop.dev" name="b" time="0"/>
  </testsuite>
  <testsuite name="shop.prod" tests="2" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="shop.prod" name="a" time="0"/>
    <testcase classname="shop.prod" name="b" time="0"/>
  </testsuite>
</testsuites>
`);
  });

  it("has one failure for all that a rule finds in a stack", () => {
    const xml = render({ findings: [refusal(bucket("a")), refusal(bucket("b")), doubt(bucket("c"), "block")] });
    expect(count(xml, "<failure ")).toBe(2);
    expect(xml).toContain('<failure message="2 refused" type="refused">');
    expect(xml).toContain('<failure message="1 undecided (blocks)" type="undecided">');
    expect(count(xml, "holds us-user data in eu-central-1")).toBe(2);
  });

  it.each([
    ["warns", doubt(bucket("a"))],
    ["is waived", refusal(bucket("a"), { waiver: waived() })],
    ["the baseline has", refusal(bucket("a"), { known: true })],
  ])("doesn't fail for what %s, but tells it", (_, finding) => {
    const xml = render({ findings: [finding] });
    expect(xml).not.toContain("<failure");
    expect(xml).toMatch(/<testsuites [^>]* failures="0"/);
    expect(xml).toMatch(/<system-out>\n[○?] [^]*bucket &quot;a&quot;[^]*<\/system-out>/);
  });

  it("skips a rule that wasn't judged, with the reason where Jenkins and where GitLab read it", () => {
    const xml = render({ judged: [["a", { ...tally, notJudged: "needs <every> stack" }]] });
    const why = "needs &lt;every&gt; stack";
    expect(xml).toContain(`<skipped message="${why}">${why}</skipped>`);
    expect(xml).toContain('<testsuite name="shop.dev" tests="1" failures="0" errors="0" skipped="1" time="0">');
  });

  it("fails for a finding of a stack or a rule that isn't told otherwise", () => {
    const xml = render({ stacks: [], findings: [refusal(bucket("a"), { rule: "__proto__" })] });
    expect(xml).toContain('<testcase classname="shop.dev" name="__proto__" time="0">\n      <failure ');
  });

  it("writes a name that is a word of XML builders as any other", () => {
    expect(render({ judged: [["true", tally]] })).toContain('<testcase classname="shop.dev" name="true" time="0"/>');
  });

  it("gives stacks that come to the same name each its own", () => {
    const result = buildResult(checked({ stacks: [], judged: [["a", tally]] }));
    const stacks = [
      { project: "shop", name: "us.prod", resources: 0 },
      { project: "shop.us", name: "prod", resources: 0 },
    ];
    const xml = renderJunit({ ...result, stacks }, plain);
    expect(xml.match(/<testsuite name="[^"]*"/g)).toEqual([
      '<testsuite name="shop.us.prod"',
      '<testsuite name="shop.us.prod (2)"',
    ]);
  });

  it("tells the first hundred findings of a rule in a stack, and how many more there are", () => {
    const findings = Array.from({ length: 5000 }, (_, index) => refusal(bucket(`b${index}`)));
    const xml = render({ findings });
    expect(xml).toContain('<failure message="5000 refused" type="refused">');
    expect(count(xml, "holds us-user data in eu-central-1")).toBe(100);
    expect(xml).toContain("\nand 4900 more; -o json lists all\n</failure>");
  });

  it("has no color and wraps nothing, wherever it goes", () => {
    const result = goldenResult();
    expect(renderJunit(result, { ...plain, color: true, columns: 20 })).toBe(renderJunit(result, plain));
  });
});

describe("JUnit XML", () => {
  const hostile: Result[] = [
    hostileResult(),
    ...hostileNames.map((name) => hostileResult([name, "true", "[[ATTACHMENT|/x]]"])),
  ];
  const reports = [goldenResult(), buildResult(checked({ stacks: [] })), ...hostile].map((one) =>
    renderJunit(one, plain),
  );
  const problems = xmlProblems(schema, reports);

  it("is what Jenkins and GitLab take, whatever names are", () => {
    expect(problems).toEqual(reports.map(() => null));
  });

  it("has as many cases, failures and skipped ones as it says, in each suite and in all", () => {
    for (const xml of reports) {
      expect(sum(xml, "testsuites", "tests")).toBe(count(xml, "<testcase "));
      expect(sum(xml, "testsuite", "tests")).toBe(count(xml, "<testcase "));
      expect(sum(xml, "testsuites", "failures")).toBe(count(xml, "<failure "));
      expect(sum(xml, "testsuite", "failures")).toBe(count(xml, "<failure "));
      expect(sum(xml, "testsuite", "skipped")).toBe(count(xml, "<skipped "));
    }
  });

  it("takes no file from the machine that runs the job", () => {
    for (const xml of reports) expect(xml).not.toMatch(/\[\[\s*attachment/i);
  });

  const good = reports[0] ?? "";
  it.each([
    ["an attribute without a value", good.replace('name="us-data-stays-in-us"', "name")],
    ["two failures of a case", good.replace(/<failure [^]*?<\/failure>/, "$&$&")],
    ["a case of the same name", good.replace('name="us-data-stays-in-us"', 'name="us-data-flows-stay-in-us"')],
    ["a suite of the same name", good.replace('name="shop.prod"', 'name="shop.dev"')],
    ["a control character", good.replace("bucket", "\u001b")],
    ["a character reference to one", good.replace("bucket", "&#27;")],
    ["a character that XML doesn't have", good.replace("bucket", "\uffff")],
    ["an attribute that Jenkins doesn't know", good.replace("<testcase ", '<testcase file="a.ts" ')],
    ["no count", good.replace(/ tests="\d+"/, "")],
    ["an element that never ends", good.replace("</failure>", "")],
    ["a line break in a name", good.replace('name="shop.dev"', 'name="shop&#10;dev"')],
  ])("would be found wrong with %s", (_, xml) => {
    expect(xml).not.toBe(good);
    expect(xmlProblems(schema, [xml])).not.toEqual([null]);
  });
});
