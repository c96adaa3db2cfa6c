import { standing } from "../../policies/residency/exceptions";
import type { Exception } from "../../policies/residency/mandate";

const rehearsal: Exception = {
  owner: "data-platform",
  approver: "privacy-board",
  reason: "the backup in Singapore drains until October",
  ticket: "PRIV-7",
  created: "2022-06-17",
  expires: "2022-09-15",
};

describe("an exception", () => {
  it.each([
    ["on the day it was created", "2022-06-17", 90],
    ["in between", "2022-08-01", 45],
    ["on the day before its last", "2022-09-14", 1],
    ["through its last day", "2022-09-15", 0],
  ])("is in force %s", (_, date, daysLeft) => {
    expect(standing(rehearsal, date)).toEqual({ kind: "in-force", daysLeft });
  });

  it.each([
    ["before it was created", {}, "2022-06-16", "is not in force before 2022-06-17"],
    ["from the day after its last", {}, "2022-09-16", "lapsed on 2022-09-15"],
    ["long after", {}, "2026-11-22", "lapsed on 2022-09-15"],
    ["when it runs 91 days", { expires: "2022-09-16" }, "2022-06-17", "runs 91 days; at most 90 are allowed"],
    [
      "when it ran too long and is over",
      { expires: "2023-06-17" },
      "2024-01-01",
      "runs 365 days; at most 90 are allowed",
    ],
    [
      "when its owner approved it",
      { approver: "data-platform" },
      "2022-06-17",
      "was approved by its own owner, `data-platform`",
    ],
    [
      "when its owner approved it in capitals",
      { approver: " Data-Platform" },
      "2022-06-17",
      "was approved by its own owner, `data-platform`",
    ],
    [
      "when its owner approved it with a character that nobody sees",
      { approver: "data-platform\u200b" },
      "2022-06-17",
      "was approved by its own owner, `data-platform`",
    ],
    [
      "when its owner approved it in letters that only look wider",
      { approver: "ｄata-platform" },
      "2022-06-17",
      "was approved by its own owner, `data-platform`",
    ],
  ])("is void %s", (_, changes, date, because) => {
    expect(standing({ ...rehearsal, ...changes }, date)).toEqual({ kind: "void", because });
  });

  it.each([
    ["stands for 90 days over a leap day", "2024-01-01", "2024-03-31", "in-force"],
    ["is void for 91 days over a leap day", "2024-01-01", "2024-04-01", "void"],
    ["stands for 90 days in a common year", "2023-01-01", "2023-04-01", "in-force"],
    ["can expire on a leap day", "2024-02-01", "2024-02-29", "in-force"],
    ["can last one day", "2024-02-29", "2024-02-29", "in-force"],
  ])("%s", (_, created, expires, kind) => {
    expect(standing({ ...rehearsal, created, expires }, created).kind).toBe(kind);
    expect(standing({ ...rehearsal, created, expires }, expires).kind).toBe(kind);
  });
});
