import { handlesContent } from "../residency/catalog";
import { describe } from "../residency/describe";
import type { Estate } from "../residency/estate";
import { allowed, type Evidence, type Judgement } from "../residency/judgement";
import { factsOf } from "../residency/facts";
import type { UnknownPlace } from "../residency/locate";
import { isFree } from "../residency/permission";
import type { Cause } from "../residency/values";
import type { Rule } from "./rule";

const name = "places-are-known";

/** What holds, moves or processes content is in a place that is known. */
export const placesAreKnown: Rule = {
  name,
  title: "Places are known",
  severity: "high",
  controls: ["CM-12", "CM-12(1)", "DSP-19"],
  remedy: "state the region where the program can be read: on the resource, its provider or the stack's configuration",
  needs: "stack",
  *judgeEstate(view) {
    const { estate, mandate } = view;
    const facts = factsOf(estate, view);
    yield* judgeGaps(estate);
    for (const resource of estate.resources) {
      const row = facts.rowOf(resource);
      if (row === undefined || !handlesContent(row.role)) continue;
      if (facts.classesToPlace(resource, row).every((dataClass) => isFree(dataClass, mandate))) continue;
      const judged = { rule: name, subject: resource.urn };
      const { unknowns } = facts.placementOf(resource, row);
      if (unknowns.length === 0) {
        yield allowed(name, resource.urn, { message: `the place of ${describe(resource)} is known`, places: [] });
      }
      for (const unknown of onePerCause(unknowns)) {
        const evidence = evidenceOf(describe(resource), unknown);
        yield { ...judged, verdict: "undecided", cause: unknown.cause, evidence };
      }
    }
  },
};

/**
 * A lookup that failed and a value that nobody decrypted change what a program declares; what it would have declared, and
 * where, can't be known. They are told of the stack. Other gaps have a resource that is judged by its own unknowns.
 */
function* judgeGaps(estate: Estate): Iterable<Judgement> {
  for (const { kind, what, stack, cause = "not-seen" } of estate.gaps) {
    if (kind !== "invoke" && kind !== "configuration") continue;
    const subject = estate.resources.find((resource) => resource.kind === "stack" && resource.stack === stack);
    if (subject === undefined) continue;
    const [message, remedy] =
      kind === "invoke"
        ? [`lookup \`${what}\` was not answered, and the program went on without it`, "give its result with --invokes"]
        : configurationGap(what, cause);
    const evidence = { message, places: [], remedy, about: `${kind} ${what}` };
    yield { rule: name, subject: subject.urn, verdict: "undecided", cause, evidence };
  }
}

function configurationGap(what: string, cause: Cause): readonly [string, string] {
  const message = `configuration \`${what}\` is ${cause === "encrypted" ? "encrypted" : "not seen"}, and the program may decide by it`;
  return [
    message,
    cause === "encrypted" ? passphraseRemedy : "put the values that decide places into the stack's file",
  ];
}

const passphraseRemedy = "give the passphrase in PULUMI_CONFIG_PASSPHRASE, or don't encrypt what decides a place";

function evidenceOf(subject: string, { cause, reason, property, decidedAt }: UnknownPlace): Evidence {
  const remedy = remedies[cause];
  return {
    message: `${subject}: ${reason}`,
    places: [],
    property,
    ...(decidedAt && { decidedAt }),
    ...(remedy !== undefined && { remedy }),
  };
}

/** What settles each cause, where the rule's own remedy doesn't. */
const remedies: Partial<Record<Cause, string>> = {
  "not-yet-known": "state the region as a plain value; otherwise it is judged at `pulumi up`, before creation",
  "not-seen": "state the region as a plain value, or give the lookup's result with --invokes",
  unresolvable: "name a region that stateside knows, or a resource of the program",
  "not-stated": "set the region on the provider, in the stack's configuration, or with --assume",
  ignored: "take the input out of `ignoreChanges`, or judge the deployed state",
  encrypted: passphraseRemedy,
};

/** Several zones that are unknown for one reason are one finding. */
function onePerCause(unknowns: readonly UnknownPlace[]): readonly UnknownPlace[] {
  return [...new Map(unknowns.map((unknown) => [unknown.cause, unknown] as const).reverse()).values()].reverse();
}
