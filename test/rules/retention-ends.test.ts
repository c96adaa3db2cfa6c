import type { RetentionTerm } from "../../policies/residency/retention-terms";
import type { Span } from "../../policies/residency/retention-span";
import type { Mechanism } from "../../policies/residency/retention";
import type { Cause } from "../../policies/residency/values";
import { contentEnd, endOf, firstEnd, lastEnd, saying, type End } from "../../policies/rules/phases/retention-ends";
import { resource } from "../support/estates";

const by = resource("aws:s3/bucket:Bucket", "b");
const term = (mechanism: Mechanism, span: Span, lag = 0): RetentionTerm => ({
  ...{ by, span },
  row: { type: by.type, mechanism, gate: [], lag, because: "a page" },
});
const days = (count: number): Span => ({ kind: "days", days: count, isSecret: false });
const through = (date: string): Span => ({ kind: "through", date, isSecret: false });
const never: Span = { kind: "never" };
const unknown = (cause: Cause): Span => ({ kind: "unknown", cause });
const shown = (end: End) => (end.kind === "on" ? end.date : end.kind === "unknown" ? end.cause : end.kind);

describe("the end of what is kept", () => {
  it.each<[string, Span, number, string]>([
    ["days", days(30), 0, "2022-08-31"],
    ["days, and what the service takes", days(30), 3, "2022-09-03"],
    ["a day", through("2022-09-30"), 3, "2022-10-03"],
    ["a day that is over", through("2020-01-01"), 0, "2022-08-01"],
    ["no end", never, 3, "never"],
    ["what isn't known", unknown("ignored"), 3, "ignored"],
  ])("by %s", (_, span, lag, expected) => {
    expect(shown(endOf(term("expiry", span, lag), "2022-08-01"))).toBe(expected);
  });

  const ends = (...spans: readonly Span[]) => spans.map((span) => endOf(term("expiry", span), "2022-08-01"));

  it.each<[readonly Span[], string, string]>([
    [[days(70), days(5)], "2022-08-06", "2022-10-10"],
    [[days(5), unknown("not-seen")], "2022-08-06", "not-seen"],
    [[days(70), unknown("not-seen")], "not-seen", "not-seen"],
    [[days(70), never], "2022-10-10", "never"],
    [[unknown("not-yet-known"), unknown("ignored")], "ignored", "ignored"],
    [[never], "never", "never"],
    [[], "never", "never"],
  ])("of several is the first or the last: %j", (spans, first, last) => {
    for (const all of [ends(...spans), ends(...spans).reverse()]) {
      expect(shown(firstEnd(all, "2022-09-30"))).toBe(first);
      expect(shown(lastEnd(all))).toBe(last);
    }
  });

  it("of content is the last of its parts, else the first of what ends everything", () => {
    const parts = [term("keeps", days(7)), term("keeps", days(70))];
    const all = [term("purge", days(9)), term("expiry", days(8)), term("noncurrent", days(1))];
    expect(shown(contentEnd([...all, ...parts], "2022-08-01", "2022-09-30"))).toBe("2022-10-10");
    expect(shown(contentEnd(all, "2022-08-01", "2022-09-30"))).toBe("2022-08-09");
    expect(shown(contentEnd([term("stays", never)], "2022-08-01", "2022-09-30"))).toBe("never");
    expect(saying(all, "noncurrent", "purge")).toHaveLength(2);
  });
});
