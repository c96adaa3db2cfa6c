import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { previewProgram } from "../../doors/program";
import { noBaseline, parseBaseline, type Baseline } from "../../policies/residency/baseline";
import type { Estate } from "../../policies/residency/estate";
import type { Hop } from "../../policies/residency/judgement";
import { builtInMandate, parseMandate, type Mandate } from "../../policies/residency/mandate";
import { parseWaivers, type Waiver } from "../../policies/residency/waivers";
import { rules } from "../../policies/rules";
import { judge, type Finding } from "../../policies/rules/judge";
import { termsUnder } from "../../policies/rules/terms";

jest.setTimeout(120_000);

const outcomes = ["refused", "undecided", "clean"] as const;
/** The day on which scenarios are judged, unless they say another. */
const usualDate = "2026-11-22";

interface Expected {
  readonly verdict: (typeof outcomes)[number];
  readonly date?: string;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}

const folders = outcomes.flatMap((outcome) => {
  const folder = path.join(__dirname, outcome);
  return existsSync(folder) ? readdirSync(folder).map((name) => [outcome, name] as const) : [];
});

describe.each(outcomes)("scenarios that are %s", (outcome) => {
  const names = folders.filter(([of]) => of === outcome).map(([, name]) => name);

  it.concurrent.each(names)("%s", async (name) => {
    const folder = path.join(__dirname, outcome, name);
    // SAFETY: our own files; what they lack makes the comparison fail.
    const expected = parse(readFileSync(path.join(folder, "expected.yaml"), "utf8")) as Expected;
    const found = await check(folder, expected.date ?? usualDate);
    const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
    expect({ verdict: found.verdict, findings: sorted(found.findings) }).toEqual({
      verdict: expected.verdict,
      findings: sorted(expected.findings.map(normalized)),
    });
    expect(expected.verdict).toBe(outcome);
  });
});

/** Keys in one order, and no trace where there is none. */
function normalized(finding: Readonly<Record<string, unknown>>) {
  const { rule, verdict, cause, resource, places = [], trace, waived, known } = finding;
  return {
    rule,
    verdict,
    ...(cause !== undefined && { cause }),
    resource,
    places,
    ...(trace !== undefined && { trace }),
    ...(waived !== undefined && { waived }),
    ...(known !== undefined && { known }),
  };
}

async function check(folder: string, date: string) {
  const preview = await previewProgram({
    directory: folder,
    stacks: [],
    timeout: 60,
    environment: { PATH: process.env["PATH"], HOME: "/nowhere" },
    assume: new Map(),
    invokes: new Map(),
  });
  if (preview.kind === "failed") throw new Error(preview.failures.map(({ message }) => message).join("\n"));
  const { estate } = preview;
  const { findings } = judge(estate, rules, termsUnder(mandateOf(folder), date, waiversOf(folder), baselineOf(folder)));
  const counting = findings.filter(({ waiver, known }) => waiver === null && !known);
  const blocks = counting.some(({ effect }) => effect === "block");
  const verdict = counting.some((one) => one.verdict === "refused") ? "refused" : blocks ? "undecided" : "clean";
  return { verdict, findings: findings.map((finding) => shown(finding, estate)) };
}

function shown({ rule, verdict, cause, resource, evidence, waiver, known }: Finding, estate: Estate) {
  const { trace } = evidence;
  return normalized({
    rule,
    verdict,
    ...(cause !== null && { cause }),
    resource: nameOf(resource.urn, estate),
    places: evidence.places,
    ...(trace !== undefined && { trace: trace.map((hop) => shownHop(hop, estate)) }),
    ...(waiver !== null && { waived: waiver.expires }),
    ...(known && { known }),
  });
}

function shownHop({ from, to, place, kind, certainty }: Hop, estate: Estate): string {
  const arrow = certainty === "certain" ? `--${kind}-->` : `~~${kind}~~>`;
  return `${nameOf(from, estate)} ${arrow} ${to === undefined ? (place ?? "?") : nameOf(to, estate)}`;
}

function nameOf(urn: string, { stacks, find }: Estate): string {
  const resource = find(urn);
  if (resource === undefined) return urn;
  return stacks.length > 1 ? `${resource.stack}/${resource.name}` : resource.name;
}

function mandateOf(folder: string): Mandate {
  const file = path.join(folder, "mandate.yaml");
  if (!existsSync(file)) return builtInMandate();
  const result = parseMandate(readFileSync(file, "utf8"), "mandate.yaml");
  if ("errors" in result) throw new Error(result.errors.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return result.mandate;
}

function waiversOf(folder: string): readonly Waiver[] {
  const file = path.join(folder, "waivers.yaml");
  if (!existsSync(file)) return [];
  const result = parseWaivers(readFileSync(file, "utf8"), "waivers.yaml");
  if ("errors" in result) throw new Error(result.errors.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return result.waivers;
}

function baselineOf(folder: string): Baseline {
  const file = path.join(folder, "baseline.json");
  if (!existsSync(file)) return noBaseline;
  const result = parseBaseline(readFileSync(file, "utf8"));
  if ("errors" in result) throw new Error(result.errors.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return result.baseline;
}
