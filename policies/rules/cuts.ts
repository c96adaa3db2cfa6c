import { cut, cutResource, listMember, mentionsOf } from "../residency/cut";
import type { Estate, Resource } from "../residency/estate";
import { impliedKinds } from "../residency/flows/movement";
import type { Hop } from "../residency/judgement";
import { topInput } from "../residency/property-path";
import { readAll } from "../residency/values";
import { judge, type Finding } from "./judge";
import type { Rule, Terms } from "./rule";

/** Something to take out of a program that makes a finding go away, as judging the estate without it has shown. */
export interface Cut {
  readonly resource: Resource;
  /** The input to take out, with indices; absent: the resource itself. */
  readonly property?: string;
  /** What is found instead; never a refusal. */
  readonly instead: readonly Finding[];
}

/**
 * Every single cut that makes a finding go away, in the order of its trace. One that every way needs lies on each of them,
 * so that the hops of the one trace that is told are all that need to be tried.
 * @param before everything that is found in the estate
 */
export function cutsOf(
  finding: Finding,
  before: readonly Finding[],
  estate: Estate,
  rules: readonly Rule[],
  terms: Terms,
): Cut[] {
  const cuts = new Map<string, Cut>();
  for (const hop of finding.evidence.trace ?? []) {
    const resource = estate.find(hop.by);
    if (resource === undefined) continue;
    const found = best(candidates(hop, resource, terms), (property) =>
      tried(resource, property, finding, before, estate, rules, terms),
    );
    if (found !== undefined) cuts.set(JSON.stringify([hop.by, found.property ?? null]), found);
  }
  return [...cuts.values()];
}

/** The first that works with nothing found instead, else the first that works. */
function best(properties: readonly (string | undefined)[], attempt: (property: string | undefined) => Cut | undefined) {
  let second: Cut | undefined;
  for (const property of new Set(properties)) {
    const found = attempt(property);
    if (found?.instead.length === 0) return found;
    second ??= found;
  }
  return second;
}

function tried(
  resource: Resource,
  property: string | undefined,
  finding: Finding,
  before: readonly Finding[],
  estate: Estate,
  rules: readonly Rule[],
  terms: Terms,
): Cut | undefined {
  const { urn } = resource;
  const left = property === undefined ? cutResource(estate, urn) : cut(estate, urn, property);
  if (left === estate) return undefined;
  // What judges exceptions by what they do would call those needless that the cut makes so.
  const ofEstate = rules.filter(({ judgeOutcome }) => judgeOutcome === undefined);
  const after = judge(left, ofEstate, terms).findings;
  if (after.some((one) => isSame(one, finding))) return undefined;
  const known = new Set(before.map(verdictKey));
  const instead = after.filter((one) => !known.has(verdictKey(one)));
  if (instead.some(({ verdict }) => verdict === "refused")) return undefined;
  return { resource, ...(property !== undefined && { property }), instead };
}

/** What to try at a hop, the most fitting first; undefined is the resource itself. */
function candidates(hop: Hop, resource: Resource, { catalog }: Terms): (string | undefined)[] {
  const { property } = hop;
  const member = listMember(property);
  const inputs = member === undefined ? [property] : [member, property];
  const role = catalog.find(resource.type)?.role;
  const ends = [hop.by === hop.from ? undefined : hop.from, hop.by === hop.to ? undefined : hop.to];
  const mentioned = mentionsOf(resource).filter(({ urn }) => ends.includes(urn));
  if (isImplied(hop) && (hop.by === hop.from || hop.by === hop.to)) {
    // An implied way is known by its input at the top only; the one place in it that names the other end says more.
    const [only, ...others] = mentioned.filter(({ path }) => topInput(path) === property);
    return only === undefined || others.length > 0 ? inputs : [listMember(only.path) ?? only.path, ...inputs];
  }
  // What is neither end only connects them, and a store that is filled from another is there to be filled.
  const isBetween = hop.by !== hop.from && hop.by !== hop.to && (role === "access" || role === "control");
  const isFilled = hop.by !== hop.from && hop.by === hop.to && role === "store";
  const isMoverAlone = (role === "transfer" || isBetween || isFilled) && !hasOthers(resource, member);
  // Without the input that decided, a default may do the same; without the input that names an end, nothing moves.
  const named = mentioned.map(({ path }) => listMember(path) ?? path);
  return [...(isMoverAlone ? [undefined] : []), ...inputs, ...named];
}

/** True for a member of a list that has further ones: the resource is there for them, too. */
function hasOthers({ inputs }: Resource, member: string | undefined): boolean {
  return member !== undefined && readAll(inputs, member.replace(/\[\d+\]$/, "[]")).length > 1;
}

function isImplied({ kind }: Hop): boolean {
  return impliedKinds.some((implied) => implied === kind);
}

/** A refusal that is only undecided now is the same thing to mend. */
function isSame(one: Finding, other: Finding): boolean {
  return key(one) === key(other);
}

function verdictKey(finding: Finding): string {
  return `${finding.verdict} ${key(finding)}`;
}

function key({ rule, resource, fingerprint, evidence }: Finding): string {
  return JSON.stringify([rule, resource.urn, fingerprint, evidence.property ?? null]);
}
