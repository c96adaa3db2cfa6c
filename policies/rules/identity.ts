import { doubtHash, fingerprint, traceHash } from "../residency/fingerprint";
import type { Evidence, Hop, Judgement } from "../residency/judgement";
import { stackIn } from "../residency/urns";
import type { Cause } from "../residency/values";
import type { Waivable } from "../residency/waivers";

type Identified = Pick<Judgement, "rule" | "subject" | "evidence"> & {
  /** Of an undecided judgement. */
  readonly cause?: Cause | null;
};

/** What tells a refused or undecided judgement from others, whoever sees it: the command, or the pack. */
export function identityOf({ rule, subject, evidence, cause = null }: Identified): Waivable {
  const { dataClass } = evidence;
  // Without a trace, only the class can change.
  const trace = evidence.trace ?? (dataClass === undefined ? undefined : []);
  const isTraced = evidence.trace !== undefined;
  const [, project = ""] = subject.split("::");
  return {
    rule,
    fingerprint: fingerprint(rule, { urn: subject, project }, sinkOf(evidence)),
    // Who let pass what isn't known hasn't seen what it turns out to be.
    traceHash:
      cause !== null && !isTraced
        ? doubtHash(cause, dataClass)
        : trace === undefined
          ? null
          : traceHash(trace, dataClass),
    certainHash: trace === undefined ? null : traceHash(trace.map(certain), dataClass),
    stack: stackIn(subject),
  };
}

function certain(hop: Hop): Hop {
  return { ...hop, certainty: "certain" };
}

/**
 * What a finding is about, beside its resource: what its rule says, else where data ends up or, where that isn't known, the
 * input that decides it.
 */
export function sinkOf({ about, places, property }: Evidence): string {
  return about ?? (places.length === 0 ? (property ?? "") : places.join(" "));
}
