import { factsOf, type Facts } from "../residency/facts";
import type { Movement } from "../residency/flows/movement";
import type { Judgement } from "../residency/judgement";
import type { Carried } from "../residency/spread";
import { judgeSink } from "./flows/judge-sink";
import { ownMovements } from "./flows/own-movements";
import { sinkOf } from "./flows/sinks";
import { worstOfWays } from "./flows/ways";
import { centerAround } from "./phases/in-centers";
import type { EstateView, Rule } from "./rule";

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
    yield* worstOfWays(facts.movements(), view.mandate, function* (movement) {
      if (movement.isJudged) yield* judgeMovement(movement, facts.restrictedOn(movement.from), facts, view);
    });
  },
};

function* judgeMovement(movement: Movement, carried: Carried, facts: Facts, view: EstateView): Generator<Judgement> {
  if (carried.size === 0) return;
  const within = view.mandate.centers.length === 0 ? undefined : centerAround(movement.from, facts, view.mandate);
  for (const [dataClass, { cause }] of carried) {
    const sink = sinkOf(movement, dataClass, facts, view.mandate);
    if (sink.kind === "elsewhere") continue;
    const before = () => facts.traceTo(movement.from, dataClass);
    const flow = {
      ...{ rule: name, movement, dataClass, before },
      ...(cause !== undefined && { reached: cause }),
      ...(within !== undefined && { within }),
    };
    yield judgeSink(flow, sink, view);
  }
}
