import { whichFindingText } from "../../cli/reports/which-finding";
import { buildResult } from "../../cli/judge/build-result";
import { bucket, checked, refusal } from "./checked";

const findings = (...ids: string[]) =>
  buildResult(checked({ findings: ids.map((fingerprint) => refusal(bucket(`b-${fingerprint}`), { fingerprint })) }))
    .findings;

describe("what is told instead of a finding", () => {
  const all = findings("7f3a91c2b4d50e16", "7f3a91c2b4000000", "0123456789abcdef");

  it("is every one that begins so", () => {
    expect(whichFindingText("7f3a", all)).toBe(`\
error: \`7f3a\` is how several findings begin; use more digits
  7f3a91c2b40  us-data-stays-in-us: bucket "b-7f3a91c2b4000000" holds us-user data in eu-central-1, which is in Germany
  7f3a91c2b4d  us-data-stays-in-us: bucket "b-7f3a91c2b4d50e16" holds us-user data in eu-central-1, which is in Germany
`);
  });

  it("is every one that there is when none begins so, twenty at most", () => {
    expect(whichFindingText("dead", all).split("\n")).toHaveLength(5);
    const many = findings(...Array.from({ length: 23 }, (_, index) => index.toString(16).padStart(16, "0")));
    expect(whichFindingText("dead", many)).toMatch(
      /^error: no finding `dead`; use one of these\n(?: {2}0.*\n){20} {2}and 3 more\n$/,
    );
  });

  it("is that nothing is found", () => {
    expect(whichFindingText("dead", [])).toBe("error: no finding `dead`: nothing is found\n");
  });
});
