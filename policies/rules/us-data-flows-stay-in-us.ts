import type { Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import { targetOf, type Movement } from "../residency/flows/movement";
import type { Judgement } from "../residency/judgement";
import type { Mandate } from "../residency/mandate";
import type { Carried } from "../residency/spread";
import { causes } from "../residency/values";
import { judgeSink } from "./flows/judge-sink";
import { ownMovements } from "./flows/own-movements";
import type { EstateView, Rule } from "./rule";
import { sinkOf } from "./flows/sinks";

const name = "us-data-flows-stay-in-us";

/** No movement leads US users' data to a place that the mandate doesn't allow. */
export const usDataFlowsStayInUs: Rule = {
  name,
  title: "US users' data flows stay in the United States",
  severity: "critical",
  controls: ["SA-9(8)", "SA-9(5)", "CCC.Core.CN06.AR01", "DSP-19"],
  remedy: "lead it to a place in the US, or take the movement out",
  needs: "stack",
  *judgeResource({ resource, ancestors, ...terms }) {
    yield* ownMovements(name, resource, ancestors, terms);
  },
  *judgeEstate(view) {
    const facts = factsOf(view.estate, view);
    let by: Resource | undefined;
    let worst = new Map<string, Judgement>();
    for (const movement of facts.movements()) {
      if (!movement.isJudged) continue;
      // The movements of a resource stand together.
      if (movement.by !== by) {
        yield* worst.values();
        by = movement.by;
        worst = new Map();
      }
      const carried = facts.restrictedOn(movement.from);
      const key = wayOf(movement);
      for (const judgement of judgeMovement(movement, carried, facts, view)) {
        const other = worst.get(key);
        if (other === undefined || isWorse(judgement, other, view.mandate)) worst.set(key, judgement);
      }
    }
    yield* worst.values();
  },
};

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

function* judgeMovement(movement: Movement, carried: Carried, facts: Facts, view: EstateView): Generator<Judgement> {
  for (const [dataClass, { cause }] of carried) {
    const sink = sinkOf(movement, dataClass, facts, view.mandate);
    if (sink.kind === "elsewhere") continue;
    const before = () => facts.traceTo(movement.from, dataClass);
    const flow = { rule: name, movement, dataClass, before, ...(cause !== undefined && { reached: cause }) };
    yield judgeSink(flow, sink, view);
  }
}
