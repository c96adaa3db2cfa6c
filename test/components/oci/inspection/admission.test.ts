import fc from "fast-check";
import {
  accessToken,
  admittedSeverities,
  branchName,
  cvssLimit,
  imageTag,
  inspectedName,
  projectPrefix,
  severities,
  sourceUrl,
} from "../../../../components/oci/inspection/admission";
import type { Severity } from "../../../../components/oci/inspection/admission";

/** https://nvd.nist.gov/vuln-metrics/cvss */
function severityOf(score: number): Severity {
  if (score === 0) return "NONE";
  if (score < 4) return "LOW";
  if (score < 7) return "MEDIUM";
  return score < 9 ? "HIGH" : "CRITICAL";
}

const score = fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10);

it("admits no severity that has a score above the limit, and each that has none", () => {
  fc.assert(
    fc.property(score, score, (limit, found) => {
      const admitted = admittedSeverities(limit);
      if (found > limit) expect(admitted).not.toContain(severityOf(found));
      else if (severityOf(found) !== severityOf(limit)) expect(admitted).toContain(severityOf(found));
    }),
  );
});

it("admits the severities from the least on, without a gap, and always that nothing was found", () => {
  fc.assert(
    fc.property(score, (limit) => {
      const admitted = admittedSeverities(limit);
      expect(admitted).toEqual(severities.slice(0, admitted.length));
      expect(admitted).toContain("NONE");
    }),
  );
});

it.each([
  [0, ["NONE"]],
  [3.8, ["NONE"]],
  [3.9, ["NONE", "LOW"]],
  [6.9, ["NONE", "LOW", "MEDIUM"]],
  [10, ["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"]],
])("admits at a limit of %s %j", (limit, admitted) => {
  expect(admittedSeverities(limit)).toEqual(admitted);
});

it("leaves room for the longest name of a side after the prefix of all", () => {
  const longest = `a${"-b".repeat(19)}c`;
  expect(projectPrefix.accepts(longest)).toBe(true);
  expect(projectPrefix.accepts(`${longest}c`)).toBe(false);
  expect(inspectedName.accepts(`${longest}-inspection-standby`)).toBe(true);
});

it("accepts every limit from 0.0 to 10.0 as the configuration writes it, and its own example", () => {
  fc.assert(
    fc.property(score, (limit) => {
      expect(cvssLimit.accepts(limit.toFixed(1))).toBe(true);
    }),
  );
  for (const check of [accessToken, branchName, cvssLimit, imageTag, inspectedName, sourceUrl]) {
    expect(check === accessToken || check.accepts(check.example)).toBe(true);
  }
});

it.each([
  [cvssLimit, ["4", "10.1", "11.0", "-1.0", "3.95", "1e0", ""]],
  [inspectedName, ["", "Enclave", "-enclave", "enclave-", "1enclave", "a/b", "a".repeat(61)]],
  [imageTag, ["", "-9", ".9", "9:1", "a b", "a".repeat(129)]],
  [branchName, ["", "/main", "main/", "main.", "a b", "-b"]],
  [accessToken, ["", "short", "with space", "a".repeat(256), "<token>"]],
  [
    sourceUrl,
    [
      "http://github.com/example/application.git",
      "https://github.com/application",
      "https://user@github.com/example/application.git",
      "git@github.com:example/application.git",
      "https://github.com/example/application.git?ref=main",
    ],
  ],
])("refuses what isn't $allowed", (check, values) => {
  expect(values.filter(check.accepts)).toEqual([]);
});
