import type { Estate } from "../../policies/residency/estate";
import { stackIn, typeIn } from "../../policies/residency/urns";
import type { Result } from "../judge/result";
import type { Diff, Hidden } from "./difference";
import { areSame } from "./same-values";

interface Looked {
  readonly result: Pick<Result, "resources">;
  /** Absent for a saved result. */
  readonly estate?: Estate;
}

/** Counts the resources that nothing else is said about. */
export function compareResources(
  base: Looked,
  head: Looked,
  told: Pick<Diff, "findings" | "holders" | "movements">,
  isCompared: (urn: string) => boolean,
  areAlike: boolean,
): Hidden["resources"] {
  const [before, after] = [base, head].map(({ result }) => new Set(result.resources.filter(isCounted)));
  const mentioned = urnsIn(told);
  const only = (these?: ReadonlySet<string>, those?: ReadonlySet<string>) =>
    [...(these ?? [])].filter((urn) => those?.has(urn) !== true && !mentioned.has(urn)).length;
  return { new: only(after, before), deleted: only(before, after), changed: areAlike ? changed() : null };

  function isCounted(urn: string): boolean {
    const type = typeIn(urn);
    return type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:") && isCompared(urn);
  }

  function changed(): number | null {
    if (base.estate === undefined || head.estate === undefined) return null;
    let count = 0;
    for (const urn of before ?? []) {
      const [one, other] = [base.estate.find(urn), head.estate.find(urn)];
      if (one === undefined || other === undefined || mentioned.has(urn)) continue;
      if (!areSame(one.inputs, other.inputs)) count += 1;
    }
    return count;
  }
}

/** True for what a comparison of these stacks is about; of any stack where none is named. */
export function inStacks(stacks: ReadonlySet<string> | undefined): (urn: string) => boolean {
  return (urn) => stacks?.has(stackIn(urn)) !== false;
}

function urnsIn({ findings, holders, movements }: Pick<Diff, "findings" | "holders" | "movements">): Set<string> {
  const changes = [...findings.changed].flatMap(({ base, head }) => [base, head]);
  const held = [...holders.replaced, ...holders.moved, ...holders.changed].flatMap(({ base, head }) => [base, head]);
  const moves = movements.changed.flatMap(({ base, head }) => [base, head]);
  return new Set([
    ...[...findings.new, ...findings.fixed, ...changes].map(({ resource }) => resource.urn),
    ...[...holders.new, ...holders.deleted, ...held].map(({ urn }) => urn),
    ...[...movements.new, ...movements.lost, ...moves].map(({ by }) => by),
  ]);
}
