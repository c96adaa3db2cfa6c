import { gzipSync } from "node:zlib";
import type { Log, ToolComponent } from "sarif";
import { version } from "../../package.json";
import type { FindingResult, Result } from "../judge/result";
import { escapeJson } from "./json";
import { counted, type Look } from "./pen";
import { locatorOf, sourceRoot, type Locator } from "./sarif/locations";
import { written } from "./sarif/message";
import { invocationOf, notificationDescriptors } from "./sarif/notifications";
import { sarifResult, type ResultContext } from "./sarif/results";
import { ruleDescriptors } from "./sarif/rules";
import { mostStops } from "./sarif/trace";

/**
 * GitHub rejects a file of more results, or of more bytes when it is compressed
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#validating-your-sarif-file).
 */
const mostResults = 25_000;
const mostBytes = 10_000_000;
const driver: ToolComponent = {
  name: "Stateside",
  semanticVersion: version,
  notifications: [...notificationDescriptors],
};

/** Stops of all traces; more would fill memory before they fill a file. */
const mostStopsOfAll = 50_000;

/**
 * The result as a SARIF 2.1.0 log that GitHub code scanning takes. What is too much for it is left out, the least important
 * first, and the log says so.
 */
export function renderSarif(result: Result, look: Look): string {
  const findings = byImportance(result.findings);
  for (let limit = Math.min(mostResults, findings.length); ; limit = Math.floor(limit / 2)) {
    const text = tryToWrite(() => escapeJson(logOf(result, findings, limit, look)));
    if (text !== undefined && (limit === 0 || isSmallEnough(text))) return text;
  }
}

/** Undefined for what is longer than a string can be. */
function tryToWrite(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isSmallEnough(text: string): boolean {
  return Buffer.byteLength(text) <= mostBytes || gzipSync(text).length <= mostBytes;
}

/** What is cut is cut from the end: what somebody waived first, then what the baseline knows, then what warns. */
function byImportance(findings: readonly FindingResult[]): FindingResult[] {
  const rank = ({ waiver, known, verdict, effect }: FindingResult) =>
    waiver !== null ? 4 : known ? 3 : verdict === "refused" ? 0 : effect === "block" ? 1 : 2;
  return findings.toSorted((one, other) => rank(one) - rank(other));
}

function logOf(result: Result, findings: readonly FindingResult[], limit: number, look: Look): Log {
  const told = findings.slice(0, limit);
  const rules = ruleDescriptors(told);
  const locator = locatorOf(result.subject, look);
  const { results, shortened } = sarifResults(told, {
    locator,
    ruleIndexes: new Map([...rules.keys()].map((name, index) => [name, index])),
    baseline: result.baseline,
    isAloneOnItsLine: result.subject.kind === "states" ? () => false : aloneOnItsLine(told, locator),
  });
  const leftOut = [...leftOutText(findings.slice(limit)), ...shortenedText(shortened)];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...driver, rules: [...rules.values()] } },
        automationDetails: { id: categoryOf(result, locator) },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          [sourceRoot]: { description: { text: "Where the command ran: the repository's root." } },
        },
        invocations: [invocationOf(result, leftOut, look, locator)],
        results,
        properties: { verdict: result.verdict, date: result.date, mandate: written(result.mandate.name) },
      },
    ],
  };
}

/** Results, and how many of them don't show all of their traces. */
function sarifResults(told: readonly FindingResult[], context: ResultContext) {
  let left = mostStopsOfAll;
  let shortened = 0;
  const results = told.map((finding) => {
    const stops = Math.min(finding.trace.length, mostStops, left);
    left -= stops;
    if (stops < finding.trace.length) shortened += 1;
    return sarifResult(finding, stops, context);
  });
  return { results, shortened };
}

/**
 * GitHub takes findings of one rule on one line of a file for one, unless they say that they aren't. They say so only where they
 * must: its upload warns of an identity that isn't the hash of the line (https://github.com/github/codeql-action/issues/4052).
 */
function aloneOnItsLine(findings: readonly FindingResult[], { physical, ofFinding }: Locator) {
  const lineOf = (finding: FindingResult) => {
    const { artifactLocation, region } = physical(ofFinding(finding));
    return JSON.stringify([finding.rule, artifactLocation?.uri, region?.startLine]);
  };
  const ids = new Map<string, Set<string>>();
  for (const finding of findings) {
    const line = lineOf(finding);
    ids.set(line, (ids.get(line) ?? new Set()).add(finding.fingerprint));
  }
  return (finding: FindingResult) => ids.get(lineOf(finding))?.size === 1;
}

/** GitHub keeps the alerts of each category apart: one for each folder of programs, whatever the run. */
function categoryOf({ subject }: Result, { physical }: Locator): string {
  if (subject.kind === "states") return "stateside/states/";
  const folder = (physical(null).artifactLocation?.uri ?? "").split("/").slice(0, -1);
  return ["stateside", "program", ...folder, ""].join("/");
}

function leftOutText(findings: readonly FindingResult[]): string[] {
  if (findings.length === 0) return [];
  const waived = findings.filter(({ waiver }) => waiver !== null).length;
  const known = findings.filter((finding) => finding.waiver === null && finding.known).length;
  const counts = [
    [waived, "waived"],
    [known, "known to the baseline"],
    [findings.length - waived - known, "that nobody accepted"],
  ] as const;
  const parts = counts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return [
    `${counted(findings.length, "finding")} left out (${parts.join(", ")}), as GitHub takes no more; -o json has all`,
  ];
}

function shortenedText(count: number): string[] {
  return count === 0
    ? []
    : [`${counted(count, "trace")} not shown whole, as GitHub shows no more; -o json has all hops`];
}
