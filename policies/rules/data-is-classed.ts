import { handlesContent } from "../residency/catalog";
import { labelReadings, type LabelReading } from "../residency/classify";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import type { Judgement } from "../residency/judgement";
import type { Mandate } from "../residency/mandate";
import { distance } from "../residency/nearest";
import { isFree, isLooser } from "../residency/permission";
import { read, type Reading } from "../residency/values";
import { hopsOf } from "./flows/hops";
import type { EstateView, Rule } from "./rule";

const name = "data-is-classed";

/** Every class that is declared is one of the mandate's, and no holder that is declared free carries data that isn't. */
export const dataIsClassed: Rule = {
  name,
  title: "Data is classed",
  severity: "high",
  controls: ["CM-12", "DSP-19", "CCC.Core.CN06.AR02"],
  remedy: "declare the class that the data is of, or end the flow that brings other data",
  needs: "stack",
  *judgeEstate(view) {
    const facts = factsOf(view.estate, view);
    for (const resource of view.estate.resources) {
      if (resource.kind === "component") yield* judgeComponent(resource, view);
      else yield* judgeResource(resource, facts, view);
    }
  },
};

function* judgeComponent(resource: Resource, { mandate }: EstateView): Generator<Judgement> {
  const declared = read(resource.inputs, "dataClass");
  if (declared !== undefined) yield* judgeName(resource, declared, mandate);
}

function* judgeResource(resource: Resource, facts: Facts, { mandate }: EstateView): Generator<Judgement> {
  const row = facts.rowOf(resource);
  if (row === undefined) return;
  const isClassed = handlesContent(row.role);
  for (const label of labelReadings(resource, row)) {
    // Of what carries no class, a label that isn't known yet changes nothing.
    if (isClassed || label.reading.kind === "known") yield* judgeName(resource, label.reading, mandate);
    if (isClassed) yield* judgeLowering(resource, label, mandate);
  }
  if (row.role === "store") yield* judgeCarried(resource, facts, mandate);
}

/** A name that is no class of the mandate's counts as the strictest one: but somebody meant another. */
function* judgeName(resource: Resource, reading: Reading, { classes }: Mandate): Generator<Judgement> {
  const judged = { rule: name, subject: resource.urn };
  const evidence = { places: [], property: reading.path };
  if (reading.kind === "unknown") {
    const message = `the class that ${describe(resource)} declares is not known`;
    yield { ...judged, verdict: "undecided", cause: reading.cause, evidence: { ...evidence, message } };
    return;
  }
  const { value, secret } = reading;
  if (typeof value === "string" && classes.has(value)) {
    const message = `${describe(resource)} declares a class of the mandate`;
    yield { ...judged, verdict: "allowed", evidence: { ...evidence, message } };
    return;
  }
  const allowed = [...classes.keys()].map((one) => `\`${one}\``).join(", ");
  const isShown = typeof value === "string" && !secret && isMisspelt(value, [...classes.keys()]);
  const shown = isShown ? `the class \`${value}\`, which` : "a class that";
  const message = `${describe(resource)} declares ${shown} the mandate doesn't have; use ${allowed}`;
  yield { ...judged, verdict: "refused", evidence: { ...evidence, message } };
}

/** Only a name that is nearly a class's is shown: anything else may be no name at all, and a secret to boot. */
function isMisspelt(name: string, classes: readonly string[]): boolean {
  return classes.some(
    (known) => name.length < 2 * known.length && distance(name, known) <= Math.max(1, known.length / 3),
  );
}

function* judgeLowering(
  resource: Resource,
  { reading, mayLower }: LabelReading,
  mandate: Mandate,
): Generator<Judgement> {
  if (mandate.loweringLabels !== "refuse" || mayLower || reading.kind === "unknown") return;
  const { value, path } = reading;
  if (typeof value !== "string" || !mandate.classes.has(value) || !isLooser(value, mandate.defaultClass, mandate))
    return;
  const message = `${describe(resource)} lowers the class of its data by a label, which the mandate refuses`;
  const remedy = "declare the class on a component, by a defined tag of Oracle Cloud, or in the mandate's `scope`";
  yield {
    rule: name,
    subject: resource.urn,
    verdict: "refused",
    evidence: { message, places: [], property: path, remedy },
  };
}

function* judgeCarried(resource: Resource, facts: Facts, mandate: Mandate): Generator<Judgement> {
  const declared = facts.declaredOf(resource).name;
  if (!isFree(declared, mandate)) return;
  for (const [dataClass, { by, cause }] of facts.carriedBy(resource)) {
    if (by === undefined || cause !== undefined || isFree(dataClass, mandate)) continue;
    const message = `${describe(resource)} is declared ${declared}, and carries ${dataClass} data of ${describe(by.from)}`;
    const trace = hopsOf(facts.traceTo(resource, dataClass));
    yield {
      rule: name,
      subject: resource.urn,
      verdict: "refused",
      evidence: { message, dataClass, places: [], trace },
    };
  }
}
