import type { Estate } from "../../residency/estate";
import { factsOf } from "../../residency/facts";
import type { Hop } from "../../residency/judgement";
import { strictest } from "../../residency/permission";
import { hopsOf } from "./hops";
import type { Terms } from "../rule";
import { sinkOf } from "./sinks";

/** A movement of the estate, and the classes of the data that it carries, sorted. */
export interface CarryingMovement {
  readonly hop: Hop;
  readonly classes: readonly string[];
}

/** Every movement that carries something, in the order of the estate's resources. */
export function movementsOf(estate: Estate, terms: Terms): CarryingMovement[] {
  const facts = factsOf(estate, terms);
  return facts.movements().flatMap((movement) => {
    const classes = movement.isJudged ? [...facts.carriedBy(movement.from).keys()].sort() : [];
    if (classes.length === 0) return [];
    const sink = sinkOf(movement, strictest(classes, terms.mandate), facts, terms.mandate);
    const place = "places" in sink && sink.places.length > 0 ? sink.places.join(" ") : undefined;
    return hopsOf([movement], place).map((hop) => ({ hop, classes }));
  });
}
