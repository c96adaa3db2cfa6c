import { handlesContent } from "../../residency/catalog";
import { declaredClass, mayBeLowered } from "../../residency/classify";
import { buildEstate, type Resource } from "../../residency/estate";
import { Facts } from "../../residency/facts";
import { isApplicable } from "../../residency/flows/applicable";
import { declaredMovements } from "../../residency/flows/declared";
import type { Judgement } from "../../residency/judgement";
import { arrivingClass, isFree } from "../../residency/permission";
import type { Terms } from "../rule";
import { centerAround } from "../phases/in-centers";
import { judgeSink, mayBeExcused } from "./judge-sink";
import { sinkOf } from "./sinks";

/**
 * The resource half: the certain movements of a resource whose class is certain, to foreign places that its own inputs
 * name. What other resources could excuse or explain is left to the estate half.
 */
export function* ownMovements(
  rule: string,
  resource: Resource,
  ancestors: readonly Resource[],
  terms: Terms,
): Generator<Judgement> {
  const { mandate, catalog, movements } = terms;
  const type = resource.kind === "managed" ? catalog.find(resource.type) : undefined;
  if (type === undefined) return;
  const rows = movements.of(type.type).filter((row) => row.from.length === 0 && isApplicable(row, resource.inputs));
  if (rows.length === 0) return;
  const alone = buildEstate("stack", [], [...ancestors, resource], []);
  const context = { ...terms, find: alone.find, named: alone.named };
  if (mayBeLowered(resource, context)) return;
  const { name, why } = declaredClass(resource, context);
  const dataClass = arrivingClass(resource, name, mandate);
  // What reaches compute and transfers takes the place of a class that nobody declared.
  const isCertain = type.role === "store" || (handlesContent(type.role) && why !== "default");
  if (!isCertain || isFree(dataClass, mandate)) return;
  const facts = new Facts(alone, terms);
  const within = centerAround(resource, facts, mandate);
  const lookedFor = { catalog, movements, lookup: alone, ownAccounts: new Set<string>() };
  for (const row of rows) {
    for (const movement of declaredMovements(resource, type, row, lookedFor)) {
      if (movement.cause !== undefined || movement.to.kind === "resource") continue;
      const sink = sinkOf(movement, dataClass, facts, mandate);
      if (sink.kind !== "outside" || mayBeExcused(movement, sink, within, terms)) continue;
      yield judgeSink({ rule, movement, dataClass, before: () => [] }, sink, terms);
    }
  }
}
