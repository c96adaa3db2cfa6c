import { pattern } from "../../checks";
import type { Check } from "../../checks";

/** From the least to the worst, as the scanning of images rates what it finds. */
export const severities = ["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

export type Severity = (typeof severities)[number];

/**
 * The highest score of each severity. https://nvd.nist.gov/vuln-metrics/cvss
 */
const highest: Readonly<Record<Severity, number>> = { NONE: 0, LOW: 3.9, MEDIUM: 6.9, HIGH: 8.9, CRITICAL: 10 };

/**
 * The severities that a limit admits as a whole: of an image's problems only the severity is known, so one is admitted
 * only when no score of it is above the limit.
 *
 * @param limit - the highest score that is admitted, from 0 to 10
 */
export function admittedSeverities(limit: number): Severity[] {
  return severities.filter((severity) => highest[severity] <= limit);
}

/** The highest CVSS score that is admitted, with one decimal. https://www.first.org/cvss/v3-1/specification-document */
export const cvssLimit = pattern("a score from `0.0` to `10.0`, with one decimal", "3.9", /^(?:\d\.\d|10\.0)$/);

/**
 * What an image may be called in its registry, and a repository, a project and a topic in theirs.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 */
export const inspectedName = named(60);

/** The same, with room for what the sides' projects are called after it. */
export const projectPrefix = named(40);

function named(most: number): Check<string> {
  return pattern(
    `1 to ${most} lower-case letters, digits and hyphens, a letter first, none at the end a hyphen`,
    "us-enclave",
    new RegExp(`^[a-z](?:[a-z0-9-]{0,${most - 2}}[a-z0-9])?$`),
  );
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
export const imageTag = pattern(
  "a tag of 1 to 128 letters, digits, periods, hyphens and underscores",
  "9",
  /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
);

/** Where sources are: DevOps mirrors public hosts by HTTPS. */
export const sourceUrl = pattern(
  "the HTTPS address of a Git repository, such as `https://github.com/example/application.git`",
  "https://github.com/example/application.git",
  /^https:\/\/[a-z0-9.-]+(?:\/[A-Za-z0-9._-]+){2,}$/,
);

/** https://git-scm.com/docs/git-check-ref-format */
export const branchName = pattern(
  "a branch's name of letters, digits, slashes, periods, hyphens and underscores",
  "main",
  /^[A-Za-z0-9_](?:[A-Za-z0-9/._-]{0,98}[A-Za-z0-9_-])?$/,
);

/** A token as hosts of sources give them out. */
export const accessToken = pattern(
  "a token of 8 to 255 letters, digits, hyphens and underscores",
  "<token>",
  /^[A-Za-z0-9_-]{8,255}$/,
);
