import { escapeText } from "../../../policies/residency/terminal-safe";
import { shortIds } from "../../finding-ids";
import type { FindingResult, Result } from "../../judge/result";
import { findingLines } from "../finding-text";
import { penOf, type Look } from "../pen";
import { counting, verdictWords } from "../verdict-text";
import { xmlText, type Element } from "./xml";

/** Findings of one rule in one stack that are told; GitLab reads no file of more than 30 MB. */
const mostFindings = 100;
const nameLimit = 200;

/** A stack as a suite. */
export interface Suite {
  readonly element: Element;
  readonly cases: readonly Case[];
}

/** A rule in a stack. */
interface Case {
  readonly outcome: "passed" | "failed" | "skipped";
  readonly element: Element;
}

/** What turns a finding into text. */
type Tell = (finding: FindingResult) => string;

/** Every stack that was judged, and whatever else findings are about. */
export function suitesOf(result: Result, look: Look): Suite[] {
  const tell = teller(result, look);
  const stacks = new Map(result.stacks.map(({ project, name }) => [keyOf(project, name), `${project}.${name}`]));
  const findings = new Map<string, FindingResult[]>();
  for (const finding of result.findings) {
    const { project, stack } = finding.resource;
    const key = keyOf(project, stack);
    stacks.set(key, `${project}.${stack}`);
    const own = findings.get(key);
    if (own === undefined) findings.set(key, [finding]);
    else own.push(finding);
  }
  const names = new Set<string>();
  return [...stacks].map(([key, name]) => suiteOf(unused(name, names), findings.get(key) ?? [], result, tell));
}

/** How many there are of each; errors are none, as a check that fails writes no report. */
export function totals(cases: readonly Case[]): { tests: number; failures: number; skipped: number; errors: number } {
  const count = (wanted: Case["outcome"]) => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: count("failed"), skipped: count("skipped"), errors: 0 };
}

function suiteOf(name: string, findings: readonly FindingResult[], { judged }: Result, tell: Tell): Suite {
  const rules = new Set([...Object.keys(judged), ...findings.map(({ rule }) => rule)]);
  const names = new Set<string>();
  const cases = [...rules].map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule);
    const notJudged = Object.hasOwn(judged, rule) ? (judged[rule]?.notJudged ?? null) : null;
    return caseOf({ "@classname": name, "@name": unused(rule, names), "@time": 0 }, own, notJudged, tell);
  });
  const { tests, failures, skipped, errors } = totals(cases);
  const counts = { "@tests": tests, "@failures": failures, "@errors": errors, "@skipped": skipped, "@time": 0 };
  return { cases, element: { "@name": name, ...counts, testcase: cases.map(({ element }) => element) } };
}

function caseOf(head: Element, findings: readonly FindingResult[], notJudged: string | null, tell: Tell): Case {
  const failing = counting({ findings }).filter(({ verdict, effect }) => verdict === "refused" || effect === "block");
  const isFailing = new Set(failing);
  const others = findings.filter((finding) => !isFailing.has(finding));
  const output = others.length === 0 ? {} : { "system-out": text(others, tell) };
  if (failing.length > 0) {
    const type = failing.some(({ verdict }) => verdict === "refused") ? "refused" : "undecided";
    const failure = { "@message": verdictWords(failing), "@type": type, "#text": text(failing, tell) };
    return { outcome: "failed", element: { ...head, failure, ...output } };
  }
  if (findings.length === 0 && notJudged !== null) {
    const why = xmlText(escapeText(notJudged, 400));
    // Jenkins shows the attribute, GitLab the text.
    return { outcome: "skipped", element: { ...head, skipped: { "@message": why, "#text": why } } };
  }
  return { outcome: "passed", element: { ...head, ...output } };
}

function text(findings: readonly FindingResult[], tell: Tell): string {
  const more = findings.length - mostFindings;
  const told = findings.slice(0, mostFindings).map(tell);
  return `\n${xmlText([...told, ...(more > 0 ? [`and ${more} more; -o json lists all`] : [])].join("\n"))}\n`;
}

/** A finding as on a terminal, without colors, and with its id. */
function teller({ findings }: Result, { seconds, shown }: Look): Tell {
  const pen = penOf({ color: false, seconds, shown });
  const ids = shortIds(findings);
  return (finding) => {
    const id = ids.get(finding.fingerprint) ?? finding.fingerprint;
    return [...findingLines(finding, pen), `  id       ${id}`].join("\n");
  };
}

/** A name that no other has had: GitLab reads the first case of a class and name only, and stacks may come to the same. */
function unused(name: string, names: Set<string>): string {
  const shown = xmlText(escapeText(name, nameLimit));
  let free = shown;
  for (let count = 2; names.has(free); count += 1) free = `${shown} (${count})`;
  names.add(free);
  return free;
}

function keyOf(project: string, stack: string): string {
  return JSON.stringify([project, stack]);
}
