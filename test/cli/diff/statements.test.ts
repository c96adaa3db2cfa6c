import { readFileSync } from "node:fs";
import path from "node:path";
import { compareJudges } from "../../../cli/diff/compare-judges";
import { mandateStatements } from "../../../cli/diff/statements";
import { builtInMandate, parseMandate, type Mandate } from "../../../policies/residency/mandate";
import { judgedKeys } from "../../../policies/residency/mandate-form";
import { waived } from "../checked";
import { side } from "./sides";

const page = readFileSync(path.join(__dirname, "../../../docs/mandate.md"), "utf8");
const sample = /## All of it\n\n```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

function read(text: string): Mandate {
  const parsed = parseMandate(text, "mandate.yaml");
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mandate;
}

const files = (mandate: Mandate, overrides: object = {}) => {
  return { ...side(), files: { mandate, waivers: [], baseline: [], ...overrides } };
};
const changed = (before: string, after: string) => {
  if (!sample.includes(before)) throw new Error(`the sample has no ${before}`);
  return compareJudges(files(read(sample)), files(read(sample.replace(before, after)))).map(
    ({ about, base, head }) => `${about}: ${base ?? "-"} → ${head ?? "-"}`,
  );
};

describe("a change to the mandate", () => {
  const cases: readonly [key: (typeof judgedKeys)[number], before: string, after: string, told: readonly string[]][] = [
    ["name", "name: us-user-data", "name: other", ["name: us-user-data → other"]],
    [
      "classes",
      "us-user: { countries: [US] }",
      "us-user: { countries: [US, DE] }",
      ["class us-user: may be in US → may be in DE, US"],
    ],
    [
      "classes",
      "classes:\n",
      "classes:\n  partner: { countries: any, reason: theirs }\n",
      ["class partner: - → may be anywhere: theirs"],
    ],
    ["defaultClass", "defaultClass: us-user", "defaultClass: operational", ["default class: us-user → operational"]],
    [
      "loweringLabels",
      "loweringLabels: refuse",
      "loweringLabels: allow",
      ["labels: a label may free no data → a label may free data"],
    ],
    [
      "declassify",
      "counts without users",
      "counts",
      [
        "declassify us-user at *::daily-counts: ends as operational, of analytics: counts without users → ends as operational, of analytics: counts",
      ],
    ],
    ["effects", "not-seen: block", "not-seen: warn", ["what is not-seen: blocks → warns"]],
    [
      "primary",
      "us-phoenix-1], since",
      "us-chicago-1], since",
      [
        "primary: stack primary, on oci in us-ashburn-1, us-phoenix-1, since 2022-06-17 → stack primary, on oci in us-ashburn-1, us-chicago-1, since 2022-06-17",
      ],
    ],
    [
      "centers",
      "phase: backup-only }",
      "phase: dual-run }",
      [
        "center virginia: backup, backup-only, stack backup-virginia, on aws in us-east-1 → backup, dual-run, stack backup-virginia, on aws in us-east-1",
      ],
    ],
    [
      "centers",
      "until: 2022-09-30",
      "until: 2022-10-30",
      [
        "center singapore: backup, draining, since 2022-07-01, until 2022-09-30, stack backup-singapore, on gcp in asia-southeast1 → backup, draining, since 2022-07-01, until 2022-10-30, stack backup-singapore, on gcp in asia-southeast1",
      ],
    ],
    [
      "centers",
      "ticket: PRIV-312",
      "ticket: PRIV-313",
      [
        "exception of center singapore: 2022-07-01 to 2022-09-28, by privacy-board for data-platform: the backup is drained, PRIV-312 → 2022-07-01 to 2022-09-28, by privacy-board for data-platform: the backup is drained, PRIV-313",
      ],
    ],
    [
      "scope",
      "holds no US users' data",
      "other",
      [
        "scope stack eu-*: class operational, of eu-platform: holds no US users' data → class operational, of eu-platform: other",
      ],
    ],
    [
      "scope",
      'stack: "eu-*"',
      'stack: "e*"',
      [
        "scope stack e*: - → class operational, of eu-platform: holds no US users' data",
        "scope stack eu-*: class operational, of eu-platform: holds no US users' data → -",
      ],
    ],
    [
      "catalog",
      "holds: content",
      "holds: logs",
      [
        expect.stringMatching(
          /^type snowflake:index\/database:Database: store, cloud aws, .*holds content.* → .*holds logs/,
        ) as string,
      ],
    ],
    [
      "sites",
      "country: US, reason: our cage",
      "country: CA, reason: our cage",
      ["site *:outpost/op-0123456789abcdef0 of aws: is in US: our cage in Reston → is in CA: our cage in Reston"],
    ],
    [
      "territories",
      "territories: false",
      "territories: true",
      ["territories: don't count as the United States → count as the United States"],
    ],
    ["approvers", "approvers: [privacy-board]", "approvers: [privacy-board, me]", ["approver me: - → may approve"]],
    [
      "duties",
      "us-data-has-a-second-us-region: primary",
      "us-data-has-a-second-us-region: landing",
      ["duty us-data-has-a-second-us-region: stack primary answers for it → stack landing answers for it"],
    ],
    [
      "audit",
      "urn:pulumi:backup-virginia::*::evidence",
      "urn:pulumi:backup-virginia::*",
      [
        "audit store urn:pulumi:backup-virginia::*: - → holds the audit trail, and no content",
        "audit store urn:pulumi:backup-virginia::*::evidence: holds the audit trail, and no content → -",
      ],
    ],
  ];

  it.each(cases)("is told: %s, %s", (_, before, after, told) => {
    expect(changed(before, after)).toEqual(told);
  });

  it("is told of every key that decides something", () => {
    expect([...new Set(cases.map(([key]) => key))].toSorted()).toEqual([...judgedKeys].toSorted());
  });

  it("is told of a key that isn't in effect yet by its name", () => {
    expect(changed("vendorApproval: required\n", "")).toEqual([
      "key vendorApproval: stated, and not in effect yet → -",
    ]);
  });

  it("is none where only lines, order of countries or comments differ", () => {
    expect(changed("name: us-user-data", "# ours\n\nname: us-user-data")).toEqual([]);
    expect(changed("regions: [us-ashburn-1, us-phoenix-1]", "regions: [us-phoenix-1, us-ashburn-1]")).toEqual([]);
  });

  it("has one statement for each thing, so that none hides another", () => {
    const about = mandateStatements(read(sample)).map((one) => one.about);
    expect(new Set(about).size).toBe(about.length);
  });
});

describe("a change to waivers and baseline", () => {
  const waiver = waived();
  const entry = {
    ...{ finding: "7f3a91c2b4d50e16", rule: "us-data-stays-in-us", stack: "dev", project: "shop" },
    ...{ resource: "aws:s3/bucket:Bucket::exports", traceHash: null },
  } as const;
  const compared = (before: object, after: object) =>
    compareJudges(files(builtInMandate(), before), files(builtInMandate(), after)).map(
      ({ file, about, base, head }) => [...[file, about, base, head]],
    );

  it("tells what was added, for whom and until when", () => {
    expect(compared({}, { waivers: [waiver] })).toEqual([
      [
        "waivers",
        "waiver of 7f3a91c2b4d50e16 of us-data-stays-in-us in stack dev",
        null,
        "2026-11-20 to 2026-12-04, by privacy-board for data-platform: rehearsal with synthetic rows, PRIV-312",
      ],
    ]);
    expect(compared({}, { baseline: [entry] })).toEqual([
      [
        "baseline",
        "us-data-stays-in-us of aws:s3/bucket:Bucket::exports in stack dev, 7f3a91c2b4d50e16",
        null,
        "accepted",
      ],
    ]);
  });

  it("tells of one for another trace", () => {
    const other = { ...waiver, traceHash: "a".repeat(16) };
    expect(compared({ waivers: [waiver] }, { waivers: [other] })[0]?.[3]).toMatch(/, for trace aaaaaaaaaaaaaaaa$/);
    expect(compared({ baseline: [entry] }, { baseline: [{ ...entry, traceHash: "b".repeat(16) }] })[0]?.[3]).toBe(
      "accepted, for trace bbbbbbbbbbbbbbbb",
    );
  });

  it("tells of a second one for the same finding", () => {
    const later = { ...waiver, expires: "2027-01-01" };
    expect(compared({ waivers: [waiver] }, { waivers: [later, waiver] })[0]?.[3]).toMatch(
      /PRIV-312; 2026-11-20 to 2027-01-01/,
    );
    expect(compared({ waivers: [waiver, later] }, { waivers: [later, waiver] })).toEqual([]);
  });
});
