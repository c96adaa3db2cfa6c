import { asDate, daysAfter } from "../../policies/residency/dates";
import { readSpan, type Span } from "../../policies/residency/retention-span";
import type { Unit } from "../../policies/residency/retention";
import type { Plain, Reading } from "../../policies/residency/values";

const known = (value: Plain, secret = false): Reading => ({ kind: "known", path: "a", value, secret });
const days = (count: number): Span => ({ kind: "days", days: count, isSecret: false });
const through = (date: string): Span => ({ kind: "through", date, isSecret: false });
const unreadable: Span = { kind: "unknown", cause: "unreadable" };

describe("a time that something is kept", () => {
  it.each<[Unit, Plain, Span]>([
    ["days", 30, days(30)],
    ["days", "30", days(30)],
    ["days", 0, days(0)],
    ["days", -1, { kind: "never" }],
    ["days", 0.5, days(1)],
    ["days", "30s", unreadable],
    ["days", "soon", unreadable],
    ["days", true, unreadable],
    ["days", "", unreadable],
    ["years", 1, days(366)],
    ["years", 4, days(1461)],
    ["hours", 24, days(1)],
    ["hours", 25, days(2)],
    ["hours", 168, days(7)],
    ["seconds", 604_800, days(7)],
    ["seconds", "604801", days(8)],
    ["seconds", 60, days(1)],
    ["milliseconds", 86_400_000, days(1)],
    ["duration", "604800s", days(7)],
    ["duration", "604800.5s", days(8)],
    ["duration", "1440m", days(1)],
    ["duration", "36h", days(2)],
    ["duration", "7d", days(7)],
    ["duration", "72h0m0s", days(3)],
    ["duration", "72h0m1s", days(4)],
    ["duration", "-72h0m0s", { kind: "never" }],
    ["duration", "72h-1s", unreadable],
    ["duration", "500ms", unreadable],
    ["duration", "7", unreadable],
    ["duration", "7w", unreadable],
    ["date", "2022-09-30", through("2022-09-30")],
    ["date", "2022-09-30T23:59:59Z", through("2022-09-30")],
    ["date", "2022-09-30T23:59:59.999", through("2022-09-30")],
    ["date", "2022-09-30T23:30:00-01:00", through("2022-10-01")],
    ["date", "2022-09-30 10:00", through("2022-09-30")],
    ["date", "2023-02-29", unreadable],
    ["date", "30 September 2022", unreadable],
    ["date", "", unreadable],
    ["epoch", Date.parse("2022-09-30T12:00:00Z"), through("2022-09-30")],
    ["epoch", "1664539200000", through("2022-09-30")],
    ["epoch", "late", unreadable],
    ["epoch", -1, unreadable],
    ["epoch", 1e300, through("9999-12-31")],
  ])("in %s may be %p", (unit, value, span) => {
    expect(readSpan(known(value), unit)).toEqual(span);
  });

  it("that isn't known has the cause of that", () => {
    expect(readSpan({ kind: "unknown", path: "a", cause: "not-seen" }, "days")).toEqual({
      kind: "unknown",
      cause: "not-seen",
    });
  });

  it("that is a secret is marked as one", () => {
    expect(readSpan(known(30, true), "days")).toEqual({ ...days(30), isSecret: true });
    expect(readSpan(known("2022-09-30", true), "date")).toEqual({ ...through("2022-09-30"), isSecret: true });
  });
});

describe("the day after some", () => {
  it.each([
    ["2022-09-27", 3, "2022-09-30"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2023-02-28", 1, "2023-03-01"],
    ["2022-12-31", 1, "2023-01-01"],
    ["2022-09-30", 0, "2022-09-30"],
    ["2022-09-30", 1e12, "9999-12-31"],
  ])("%s by %d is %s", (date, count, expected) => {
    expect(daysAfter(date, count)).toBe(expected);
  });

  it("is told in UTC", () => {
    expect(asDate(Date.parse("2022-09-30T23:59:59.999Z"))).toBe("2022-09-30");
  });
});
