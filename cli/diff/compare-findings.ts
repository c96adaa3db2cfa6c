import type { FindingResult, Verdict } from "../judge/result";
import { severities } from "../../policies/rules/rule";
import type { ChangedFinding, FindingChanges } from "./difference";
import { differences } from "./differences";
import { keyOf, ordered, pairedBy } from "./pairs";

/** Findings are the same by their id in the same stack, whatever way their data takes. */
export function compareFindings(base: readonly FindingResult[], head: readonly FindingResult[]): FindingChanges {
  const pairs = pairedBy(base, head, [(one) => keyOf(identity(one), one.traceHash), identity]);
  const changed = pairs.both.map(changeOf);
  return {
    new: inOrder(pairs.head),
    fixed: inOrder(pairs.base),
    changed: ordered(
      changed.filter(({ differs }) => differs.length > 0),
      ({ head: finding }) => orderOf(finding),
    ),
    unchanged: inOrder(changed.flatMap(({ differs, head: finding }) => (differs.length === 0 ? [finding] : []))),
  };
}

function identity({ fingerprint, rule, resource }: FindingResult): string {
  return keyOf(rule, fingerprint, resource.project, resource.stack);
}

function changeOf([base, head]: readonly [FindingResult, FindingResult]): ChangedFinding {
  return {
    base,
    head,
    differs: differences(base, head, {
      verdict: ({ verdict }) => verdict,
      effect: ({ effect }) => effect,
      cause: ({ cause }) => cause,
      trace: ({ traceHash }) => traceHash,
      waiver: ({ waiver }) => (waiver === null ? null : `until ${waiver.expires}`),
      baseline: ({ known }) => (known ? "known" : null),
    }),
  };
}

function inOrder(findings: readonly FindingResult[]): FindingResult[] {
  return ordered(findings, orderOf);
}

function orderOf(finding: FindingResult): readonly (string | number)[] {
  const { severity, resource, rule, property, message } = finding;
  return [
    2 - weightOf(finding),
    severities.indexOf(severity),
    resource.stack,
    resource.urn,
    rule,
    property ?? "",
    message,
  ];
}

/** What a finding does to the verdict: 2 refuses, 1 leaves it undecided, 0 nothing. */
function weightOf({ verdict, effect, waiver, known }: FindingResult): 0 | 1 | 2 {
  if (waiver !== null || known) return 0;
  return verdict === "refused" ? 2 : effect === "block" ? 1 : 0;
}

/**
 * The verdict of what is new alone: findings that weren't there, that didn't count as much, or whose data takes another way or
 * is of another class, which no waiver or baseline covers either.
 */
export function verdictOfNew({ new: added, changed }: Pick<FindingChanges, "new" | "changed">): Verdict {
  const weights = [
    ...added.map(weightOf),
    ...changed.map(({ base, head }) =>
      weightOf(head) > weightOf(base) || head.traceHash !== base.traceHash ? weightOf(head) : 0,
    ),
  ];
  if (weights.includes(2)) return "refused";
  return weights.includes(1) ? "undecided" : "clean";
}
