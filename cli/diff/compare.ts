import type { Estate } from "../../policies/residency/estate";
import type { Result } from "../judge/result";
import { compareFindings } from "./compare-findings";
import { compareHolders } from "./compare-holders";
import { compareJudges, type Judges } from "./compare-judges";
import { compareMovements } from "./compare-movements";
import { notesOn } from "./compare-notes";
import { compareResources, inStacks } from "./compare-resources";
import type { Diff, SideResult } from "./difference";
import { freedHolders } from "./freedom";

/** One of the two that are compared. */
export interface Side extends Judges {
  readonly side: Pick<SideResult, "kind" | "name" | "commit">;
  readonly result: Result;
  /** Absent for a saved result: only what that tells is compared. */
  readonly estate?: Estate;
  /** What to know of it. */
  readonly notes: readonly string[];
}

/**
 * Compares what was found on two sides. The time it takes grows as the two do.
 * @param stacks - the names of those to compare; absent for all
 */
export function compare(base: Side, head: Side, stacks?: ReadonlySet<string>): Diff {
  const isCompared = inStacks(stacks);
  const of = ({ result }: Side) => ({
    findings: result.findings.filter(({ resource }) => isCompared(resource.urn)),
    holders: result.holders.filter(({ urn }) => isCompared(urn)),
    movements: result.movements.filter(({ from, by }) => isCompared(from) || isCompared(by)),
    mandate: result.mandate,
  });
  const [before, after] = [of(base), of(head)];
  const findings = compareFindings(before.findings, after.findings);
  const holders = compareHolders(before.holders, after.holders, idsOf(base, head));
  const movements = compareMovements(before, after);
  const told = { findings, holders: holders.changes, movements: movements.changes };
  const areAlike = base.result.subject.kind === head.result.subject.kind;
  return {
    version: 1,
    base: sideResult(base, stacks),
    head: sideResult(head, stacks),
    notes: [...base.notes, ...head.notes, ...notesOn(base, head, isCompared)],
    judges: compareJudges(base, head),
    freed: freedHolders(holders.held, before.mandate, after.mandate),
    ...told,
    hidden: {
      resources: compareResources(base, head, told, isCompared, areAlike),
      holders: holders.unchanged,
      movements: movements.unchanged,
      freeMovements: movements.free,
    },
  };
}

function sideResult({ side, result }: Side, stacks: ReadonlySet<string> | undefined): SideResult {
  const { verdict, date, mandate, trust } = result;
  return {
    ...{ kind: side.kind, name: side.name, commit: side.commit },
    ...{ verdict, date, trust },
    mandate: { name: mandate.name, source: mandate.source },
    stacks: result.stacks.filter(({ name }) => stacks?.has(name) !== false),
  };
}

/** Only two deployments have ids that say whether one thing is the other. */
function idsOf(base: Side, head: Side): Parameters<typeof compareHolders>[2] {
  const idIn = ({ estate }: Side) => {
    return (urn: string) => estate?.find(urn)?.id;
  };
  const areDeployed = [base, head].every(({ result }) => result.subject.kind === "states");
  return areDeployed ? { base: idIn(base), head: idIn(head) } : { base: noId, head: noId };
}

function noId(): undefined {
  return undefined;
}
