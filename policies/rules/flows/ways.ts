import type { Resource } from "../../residency/estate";
import { targetOf, type Movement } from "../../residency/flows/movement";
import type { Judgement } from "../../residency/judgement";
import type { Mandate } from "../../residency/mandate";
import { causes } from "../../residency/values";

/**
 * Judges movements, and yields the worst judgement of each way.
 * @param movements those of a resource stand together
 */
export function* worstOfWays(
  movements: readonly Movement[],
  mandate: Mandate,
  judge: (movement: Movement) => Iterable<Judgement>,
): Generator<Judgement> {
  let by: Resource | undefined;
  const worst = new Map<string, Judgement>();
  for (const movement of movements) {
    if (movement.by !== by) {
      yield* worst.values();
      by = movement.by;
      worst.clear();
    }
    let key: string | undefined;
    for (const judgement of judge(movement)) {
      key ??= wayOf(movement);
      const other = worst.get(key);
      if (other === undefined || isWorse(judgement, other, mandate)) worst.set(key, judgement);
    }
  }
  yield* worst.values();
}

/** Several sources, and several classes, that take one way to one destination are one thing to mend. */
function wayOf(movement: Movement): string {
  const { to, property, kind } = movement;
  const resource = targetOf(movement)?.urn;
  const place = to.kind === "place" ? to.placed.place.id : "";
  return `${property}\n${kind}\n${to.kind}\n${resource ?? ""}\n${place}`;
}

const verdicts = ["refused", "undecided", "allowed"] as const;

/** What blocks comes before what warns; the shorter trace tells the same with less. Never by the order of resources. */
function isWorse(one: Judgement, other: Judgement, { effects }: Mandate): boolean {
  const rank = (judgement: Judgement): readonly number[] => {
    const { verdict, evidence } = judgement;
    const cause = judgement.verdict === "undecided" ? judgement.cause : undefined;
    const isWarning = cause !== undefined && effects[cause] === "warn";
    const { length } = evidence.trace ?? [];
    return [verdicts.indexOf(verdict), Number(isWarning), length, cause === undefined ? 0 : causes.indexOf(cause)];
  };
  const [left, right] = [rank(one), rank(other)];
  const at = left.findIndex((number, index) => number !== right[index]);
  if (at >= 0) return (left[at] ?? 0) < (right[at] ?? 0);
  return one.evidence.places.join() < other.evidence.places.join();
}
