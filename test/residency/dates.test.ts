import fc from "fast-check";
import { daysBetween, isDate } from "../../policies/residency/dates";

describe("a date", () => {
  it.each(["2022-06-17", "2024-02-29", "2000-02-29", "0001-01-01", "0099-12-31", "9999-12-31"])("can be %s", (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    ["a day that doesn't exist", "2023-02-30"],
    ["a leap day of a common year", "2023-02-29"],
    ["a leap day of a century that has none", "1900-02-29"],
    ["a thirteenth month", "2022-13-01"],
    ["a month zero", "2022-00-10"],
    ["a day zero", "2022-06-00"],
    ["short numbers", "2022-6-17"],
    ["a time of day", "2022-06-17T00:00:00Z"],
    ["another order", "17-06-2022"],
    ["a line end after it", "2022-06-17\n"],
    ["a space before it", " 2022-06-17"],
    ["other digits than ASCII's", "２０２２-06-17"],
    ["five digits for the year", "12022-06-17"],
    ["nothing", ""],
  ])("can't be %s", (_, text) => {
    expect(isDate(text)).toBe(false);
  });

  it("is what every day of the calendar is written as", () => {
    const days = fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        expect(isDate(day.toISOString().slice(0, 10))).toBe(true);
      }),
    );
  });
});

describe("the days between two dates", () => {
  it.each([
    ["are none on the same day", "2022-06-17", "2022-06-17", 0],
    ["are one to the next day", "2022-06-17", "2022-06-18", 1],
    ["are negative backward", "2022-06-18", "2022-06-17", -1],
    ["count a leap day", "2024-02-28", "2024-03-01", 2],
    ["count none in a common year", "2023-02-28", "2023-03-01", 1],
    ["are whole over a change to summer time", "2022-03-12", "2022-03-14", 2],
    ["are 366 over a leap year", "2024-01-01", "2025-01-01", 366],
  ])("%s", (_, from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it("can't be counted from what isn't a date", () => {
    expect(() => daysBetween("2023-02-30", "2023-03-01")).toThrow(
      new RangeError("unknown date `2023-02-30`; use a day that exists, as YYYY-MM-DD"),
    );
    expect(() => daysBetween("2023-03-01", "")).toThrow(RangeError);
  });
});
