import { readUrn } from "../../../policies/residency/urns";
import type { SourcePosition, StackSummary } from "../../../policies/residency/estate";
import { sortedBy } from "../../judge/build-result";
import type { GapResult, HolderResult, Result } from "../../judge/result";

/** Every resource in which data rests, version 1: fields may be added, not renamed. */
export interface Inventory {
  readonly version: 1;
  /** The day whose classes and phases these are, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly mandate: Result["mandate"];
  readonly subject: Result["subject"];
  readonly trust: Result["trust"];
  readonly stacks: readonly StackSummary[];
  /** By project, stack and URN. */
  readonly holders: readonly ListedHolder[];
  /** What isn't known to hold data, nor not to: silence about it isn't absence. */
  readonly notKnown: readonly NotKnown[];
  readonly gaps: readonly GapResult[];
}

/** What a URN says, apart. */
interface Named {
  readonly urn: string;
  readonly stack: string;
  readonly project: string;
  readonly type: string;
  readonly name: string;
}

export type ListedHolder = Named & HolderResult;

/** A resource of a type that nobody has judged, or whose parts can't be seen. */
export interface NotKnown extends Named {
  readonly because: string;
  readonly source: SourcePosition | null;
}

/** The inventory that a result tells. */
export function inventoryOf(result: Result): Inventory {
  const { date, mandate, subject, trust, stacks, gaps } = result;
  const holders = result.holders.map((holder) => ({ ...named(holder.urn), ...holder }));
  const known = new Set(result.holders.map(({ urn }) => urn));
  const notKnown = new Map<string, NotKnown>();
  for (const { rule, resource, message, source } of result.findings) {
    const { urn } = resource;
    if (rule !== "types-are-known" || known.has(urn)) continue;
    notKnown.set(urn, { ...named(urn), because: message, source });
  }
  return {
    version: 1,
    ...{ date, mandate, subject, trust, stacks },
    holders: sortedBy(holders, order),
    notKnown: sortedBy([...notKnown.values()], order),
    gaps,
  };
}

function order({ project, stack, urn }: Named): readonly string[] {
  return [project, stack, urn];
}

function named(urn: string): Named {
  const { stack = "", project = "", type = "", name = urn } = readUrn(urn) ?? {};
  return { urn, stack, project, type, name };
}
