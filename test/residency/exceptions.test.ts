import { standing, type Approved } from "../../policies/residency/exceptions";

const rehearsal: Approved = {
  owner: "data-platform",
  approver: "privacy-board",
  created: "2022-06-17",
  expires: "2022-09-15",
};
const approvers = ["privacy-board", "counsel"];

describe("an exception", () => {
  it.each([
    ["on the day it was created", "2022-06-17", 90],
    ["in between", "2022-08-01", 45],
    ["on the day before its last", "2022-09-14", 1],
    ["through its last day", "2022-09-15", 0],
  ])("is in force %s", (_, date, daysLeft) => {
    expect(standing(rehearsal, approvers, date)).toEqual({ kind: "in-force", daysLeft });
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
    ...["data\u034f-platform", "data-platform\u3164", "\u2800data-platform", "data\ufe0f-platform"].map(
      (approver): [string, object, string, string] => [
        `when its owner approved it as ${JSON.stringify(approver)}`,
        { approver },
        "2022-06-17",
        "was approved by its own owner, `data-platform`",
      ],
    ),
    [
      "when its owner approved it in letters that only look wider",
      { approver: "ｄata-platform" },
      "2022-06-17",
      "was approved by its own owner, `data-platform`",
    ],
    [
      "when nobody of the approvers approved it",
      { approver: "marketing" },
      "2022-06-17",
      "was approved by `marketing`, who is none of the mandate's `approvers`",
    ],
  ])("is void %s", (_, changes, date, because) => {
    expect(standing({ ...rehearsal, ...changes }, approvers, date)).toMatchObject({ kind: "void", because });
  });

  it.each([
    ["stands for 90 days over a leap day", "2024-01-01", "2024-03-31", "in-force"],
    ["is void for 91 days over a leap day", "2024-01-01", "2024-04-01", "void"],
    ["stands for 90 days in a common year", "2023-01-01", "2023-04-01", "in-force"],
    ["can expire on a leap day", "2024-02-01", "2024-02-29", "in-force"],
    ["can last one day", "2024-02-29", "2024-02-29", "in-force"],
  ])("%s", (_, created, expires, kind) => {
    expect(standing({ ...rehearsal, created, expires }, approvers, created).kind).toBe(kind);
    expect(standing({ ...rehearsal, created, expires }, approvers, expires).kind).toBe(kind);
  });

  it.each([[["Privacy-Board "]], [["counsel", "privacy\u2060-board"]], [["ｐrivacy-board"]]])(
    "counts when its approver is one of %j in another spelling",
    (named) => {
      expect(standing(rehearsal, named, "2022-06-17").kind).toBe("in-force");
    },
  );

  it("is void when the mandate names no approvers", () => {
    expect(standing(rehearsal, [], "2022-06-17")).toEqual({
      kind: "void",
      fault: "not-approved",
      because: "can't be approved: the mandate's `approvers` names nobody",
    });
  });
});
