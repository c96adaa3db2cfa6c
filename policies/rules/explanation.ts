import type { ClassSource } from "../residency/classify";
import { ancestors, type Estate, type Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import { doubtOf, targetOf, type Movement } from "../residency/flows/movement";
import type { Hop } from "../residency/judgement";
import type { Placement } from "../residency/locate";
import type { ScopeEntry } from "../residency/mandate";
import { read, type Cause } from "../residency/values";
import { cutsOf, type Cut } from "./cuts";
import type { Finding } from "./judge";
import type { Rule, Terms } from "./rule";

/** How a finding comes about. Holds no property value except places and class names. */
export interface Explanation {
  readonly finding: Finding;
  /** What the rule promises. */
  readonly title: string;
  readonly dataClass: ExplainedClass;
  /** Where the resource is, and what put it there; absent for a type that nobody has judged. */
  readonly placement?: Placement;
  /** One for each hop of the finding's trace: why it isn't certain; undefined when it is. */
  readonly causes: readonly (Cause | undefined)[];
  readonly cuts: readonly Cut[];
}

/** The class of the data, and what declares it: that of the trace's first resource, else of the finding's own. */
export interface ExplainedClass {
  readonly name: string;
  readonly why: ClassSource;
  readonly of: Resource;
  /** The component that declares it. */
  readonly component?: Resource;
  /** The input that carries the label. */
  readonly label?: string;
  /** The mandate's entry. */
  readonly entry?: ScopeEntry;
}

/** @param before everything that is found in the estate */
export function explain(
  finding: Finding,
  before: readonly Finding[],
  estate: Estate,
  rules: readonly Rule[],
  terms: Terms,
): Explanation {
  const facts = factsOf(estate, terms);
  const { resource, evidence } = finding;
  const trace = evidence.trace ?? [];
  const [first] = trace;
  const holder = first === undefined ? undefined : estate.find(first.from);
  const row = facts.rowOf(resource);
  return {
    finding,
    title: rules.find(({ name }) => name === finding.rule)?.title ?? "",
    dataClass: classOf(holder ?? resource, facts, estate),
    ...(row && { placement: facts.placementOf(resource, row) }),
    causes: trace.map((hop) => causeOf(hop, facts.movements())),
    cuts: cutsOf(finding, before, estate, rules, terms),
  };
}

function classOf(resource: Resource, facts: Facts, { find }: Estate): ExplainedClass {
  const { name, why, entry } = facts.declaredOf(resource);
  const declares = (one: Resource) => one.kind === "component" && read(one.inputs, "dataClass") !== undefined;
  const component = why === "component" ? ancestors(resource, find).find(declares) : undefined;
  const label = why === "label" ? facts.rowOf(resource)?.label : undefined;
  return {
    name,
    why,
    of: resource,
    ...(component && { component }),
    ...(label !== undefined && { label }),
    ...(entry && { entry }),
  };
}

/** A hop says that it isn't certain; its movement says why. */
function causeOf(hop: Hop, movements: readonly Movement[]): Cause | undefined {
  if (hop.certainty === "certain") return undefined;
  const movement = movements.find(
    (one) =>
      one.by.urn === hop.by &&
      one.from.urn === hop.from &&
      one.property === hop.property &&
      one.kind === hop.kind &&
      targetOf(one)?.urn === hop.to,
  );
  return (movement && doubtOf(movement)) ?? "possible";
}
