import type { Mandate } from "../../policies/residency/mandate";
import type { UsedStatements } from "../../policies/residency/statements";
import { ruleNames } from "../../policies/residency/rule-names";

/** What beside the programs decided something: reviewed statements of the mandate, by their lines in it, and assumptions. */
export interface UsedResult {
  readonly scope: readonly (Statement & { readonly class: string; readonly resources: readonly string[] })[];
  /** URNs of what a label makes freer than the mandate's default class. */
  readonly loweringLabels: readonly string[];
  readonly declassify: readonly (Statement & { readonly from: string; readonly to: string })[];
  readonly catalog: readonly { readonly line: number; readonly type: string; readonly role: string }[];
  readonly sites: readonly {
    readonly line: number;
    readonly country: string;
    readonly reason: string;
    readonly resources: readonly string[];
  }[];
  /** Stores that count as the audit trail's, which hold no content. */
  readonly audit: readonly { readonly line: number; readonly resources: readonly string[] }[];
  /** Codes of US territories that count as the United States. */
  readonly territories: readonly string[];
  /** Rules that one stack answers for, where that stack was seen. */
  readonly duties: readonly { readonly rule: string; readonly stack: string }[];
  readonly assume: readonly string[];
}

interface Statement {
  readonly line: number;
  readonly owner: string;
  readonly reason: string;
}

/** No statement and no assumption. */
export const nothingUsed: UsedResult = {
  scope: [],
  loweringLabels: [],
  declassify: [],
  catalog: [],
  sites: [],
  audit: [],
  territories: [],
  duties: [],
  assume: [],
};

export function usedResult(
  used: UsedStatements,
  { duties }: Pick<Mandate, "duties">,
  stacks: readonly string[],
  assumptions: readonly string[],
): UsedResult {
  return {
    scope: byLine([...used.scope]).map(([{ class: name, owner, reason, position }, urns]) => ({
      ...{ line: position.line, class: name, owner, reason },
      resources: [...urns].sort(),
    })),
    loweringLabels: used.lowered,
    declassify: [...used.declassify]
      .sort((one, other) => one.position.line - other.position.line)
      .map(({ from, to, owner, reason, position }) => ({ line: position.line, from, to, owner, reason })),
    catalog: [...used.catalog].map(({ row, position }) => ({ line: position.line, type: row.type, role: row.role })),
    sites: byLine([...used.sites]).map(([{ country, reason, position }, urns]) => ({
      ...{ line: position.line, country, reason },
      resources: [...urns].sort(),
    })),
    audit: byLine([...used.audit]).map(([{ position }, urns]) => ({
      line: position.line,
      resources: [...urns].sort(),
    })),
    territories: used.territories,
    duties: [...duties]
      .filter(([rule, { stack }]) => ruleNames.some((name) => name === rule) && stacks.includes(stack))
      .map(([rule, { stack }]) => ({ rule, stack })),
    assume: [...assumptions].sort(),
  };
}

function byLine<Entry extends { readonly position: { readonly line: number } }>(
  pairs: [Entry, readonly string[]][],
): [Entry, readonly string[]][] {
  return pairs.sort(([one], [other]) => one.position.line - other.position.line);
}
