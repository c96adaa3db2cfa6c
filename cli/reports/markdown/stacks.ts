import type { FindingResult, Result } from "../../judge/result";
import { counting, verdictWords } from "../verdict-text";
import { blocks, table } from "./blocks";
import type { Part } from "./fit";
import { cell, inline, prose, type Inline } from "./inline";

/** Stacks that are shown; fewer where there is little room. */
const mostStacks = [100, 20, 5] as const;

/** A row for each stack, those that something is wrong with first. */
export function stacksPart(result: Result): Part {
  const findings = byStack(counting(result));
  const stacks = result.stacks
    .map((stack) => ({ ...stack, own: findings.get(keyOf(stack.project, stack.name)) ?? [] }))
    .sort((one, other) => rankOf(one.own) - rankOf(other.own));
  const header = [inline`stack`, inline`project`, inline`resources`, inline`verdict`];
  return mostStacks.map((most) => {
    const rows = stacks.slice(0, most).map(({ name, project, resources, own }) => {
      const verdict = inline`${symbols[rankOf(own)] ?? inline`✔`} ${prose(verdictWords(own))}`;
      return [cell(name), cell(project), inline`${resources}`, verdict];
    });
    const more = stacks.length - rows.length;
    return blocks([
      table(header, rows),
      more > 0 ? inline`and ${more} more ${more === 1 ? inline`stack` : inline`stacks`}` : "",
    ]);
  });
}

function byStack(findings: readonly FindingResult[]): ReadonlyMap<string, readonly FindingResult[]> {
  const found = new Map<string, FindingResult[]>();
  for (const finding of findings) {
    const key = keyOf(finding.resource.project, finding.resource.stack);
    const own = found.get(key);
    if (own === undefined) found.set(key, [finding]);
    else own.push(finding);
  }
  return found;
}

const symbols: readonly Inline[] = [inline`✖`, inline`?`, inline`✔`];

function rankOf(findings: readonly FindingResult[]): number {
  if (findings.some(({ verdict }) => verdict === "refused")) return 0;
  return findings.length > 0 ? 1 : 2;
}

function keyOf(project: string, stack: string): string {
  return JSON.stringify([project, stack]);
}
