import { buildResult } from "../../cli/judge/build-result";
import { renderText } from "../../cli/reports/text";
import { bucket, checked, refusal, waived } from "./checked";

const look = { color: false, seconds: 1.94, shown: (file: string) => file };
const render = (seen: Parameters<typeof checked>[0]) => renderText(buildResult(checked(seen)), look);
const known = (name: string, digit = "a", more: Parameters<typeof refusal>[1] = {}) =>
  refusal(bucket(name), { fingerprint: digit.repeat(16), known: true, ...more });
const gone = {
  finding: "7f3a91c2b4d50e16",
  rule: "data-is-classed",
  stack: "dev",
  resource: "aws:s3/bucket:Bucket::old",
};

describe("the text report of an estate with a baseline", () => {
  it("tells a known finding in a line, behind what counts, and what of the baseline is gone", () => {
    const findings = [
      known("exports"),
      refusal(bucket("imports")),
      known("old", "b", { waiver: waived(), known: false }),
    ];
    expect(render({ findings, baseline: { source: "baseline.json", count: 2, gone: [gone] } })).toBe(`\
✖ us-data-stays-in-us                                               critical
  bucket "imports" holds us-user data in eu-central-1, which is in Germany
    index.ts:7:16      aws:s3/bucket:Bucket in stack dev
    providers.ts:3:20  region: aws:eu-central-1
  fix      place it in the United States
  id       7f3a91c2
○ us-data-stays-in-us                                                 waived
  bucket "old" holds us-user data in eu-central-1, which is in Germany
  waived   until 2026-12-04 (12 days left) by privacy-board for data-platform: rehearsal with synthetic rows, PRIV-312
    index.ts:7:16      aws:s3/bucket:Bucket in stack dev
    providers.ts:3:20  region: aws:eu-central-1
  fix      place it in the United States
  id       bbbbbbbb

known      aaaaaaaa us-data-stays-in-us: bucket "exports" holds us-user data in eu-central-1, which is in Germany, in stack dev

baseline   1 finding known from baseline.json doesn't count; nobody has approved it
gone       finding 7f3a91c2b4d50e16 of data-is-classed, aws:s3/bucket:Bucket::old in stack dev: no longer occurs as the baseline has it
           \`stateside baseline --prune\` takes out of it what is gone
mandate    us-user-data (mandate.yaml); judged for 2026-11-22

✖ dev  3 resources  1 refused
1 stack · 3 resources · 1 refused · 1 waived (12 days left) · 1 known (baseline)      1.9 s
`);
  });

  it("is clean when all is known, and says so in its last lines", () => {
    const findings = [known("exports"), known("imports", "b")];
    const text = render({ findings, baseline: { source: "baseline.json", count: 2, gone: [] } });
    expect(text).toContain("baseline   2 findings known from baseline.json don't count; nobody has approved them\n");
    expect(text).toContain("✔ dev  2 resources  clean\n");
    expect(text).toMatch(/clean · 2 known \(baseline\) +1\.9 s\n$/);
    expect(text).not.toContain("gone");
  });

  it("says nothing of a baseline that nothing needs, or of none", () => {
    const empty = render({ baseline: { source: "baseline.json", count: 0, gone: [] } });
    expect(empty).toBe(render({ baseline: null }));
    expect(empty).not.toContain("baseline");
  });

  it("lists at most 20 known findings and 5 that are gone, and counts the others", () => {
    const findings = Array.from({ length: 23 }, (_, index) => known(`b${index}`, "a"));
    const all = Array.from({ length: 8 }, (_, index) => ({ ...gone, stack: `s${index}` }));
    const lines = render({ findings, baseline: { source: "baseline.json", count: 31, gone: all } }).split("\n");
    expect(lines.filter((line) => line.startsWith("known "))).toHaveLength(21);
    expect(lines[20]).toBe("known      and 3 more; -o json lists all");
    expect(lines.filter((line) => line.startsWith("gone "))).toHaveLength(6);
    expect(lines).toContain("gone       and 3 more; -o json lists all");
  });

  it("lets no name of a program or of the file act on a terminal", () => {
    const text = render({
      findings: [known("a", "a", { evidence: { message: 'bucket "\u001b[2J\n✔ clean"' } })],
      baseline: { source: "base\u001bline.json", count: 2, gone: [{ ...gone, resource: "\u202e", stack: "a\nb" }] },
    });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\p{Cf}]/u);
    expect(text).toContain('known      aaaaaaaa us-data-stays-in-us: bucket "\\x1b[2J\\n✔ clean", in stack dev\n');
    expect(text).toContain(", \\u202e in stack a\\nb: no longer occurs");
  });
});

describe("the result of an estate with a baseline", () => {
  it("has known findings last, and they don't count", () => {
    const waiver = refusal(bucket("c"), { waiver: waived() });
    const baseline = { source: "baseline.json", count: 3, gone: [gone] };
    const result = buildResult(checked({ findings: [known("a"), waiver, refusal(bucket("b"))], baseline }));
    expect(result.findings.map((one) => [one.resource.name, one.known])).toEqual([
      ["b", false],
      ["c", false],
      ["a", true],
    ]);
    expect(result).toMatchObject({ verdict: "refused", baseline });
    expect(buildResult(checked({ findings: [known("a")] })).verdict).toBe("clean");
  });
});
