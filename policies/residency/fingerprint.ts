import { createHash } from "node:crypto";
import type { Resource } from "./estate";
import type { Hop } from "./judgement";
import type { Cause } from "./values";

/**
 * What a finding's data comes by, 16 hex digits: the same in every stack, another one as soon as anything on the way, or the
 * data's class, changes.
 */
export function traceHash(trace: readonly Hop[], dataClass?: string): string {
  const hops = trace.map(({ from, to, place, by, property, kind, certainty }) => [
    ...[withoutStack(from), to === undefined ? null : withoutStack(to), place ?? null, withoutStack(by)],
    ...[property, kind, certainty],
  ]);
  return digest(dataClass === undefined ? hops : [dataClass, hops]);
}

/** In place of a trace's id, 16 hex digits, where something that isn't known has no trace. */
export function doubtHash(cause: Cause, dataClass?: string): string {
  return digest(["undecided", cause, ...(dataClass === undefined ? [] : [dataClass])]);
}

function withoutStack(urn: string): string {
  return urn.split("::").slice(1).join("::");
}

/**
 * A finding's id, 16 hex digits: what is wrong with which resource, whatever its stack is called.
 * @param sink the place, or places, that the data reaches; the input that leads it away, where the place isn't known
 */
export function fingerprint(rule: string, { urn, project }: Pick<Resource, "urn" | "project">, sink: string): string {
  const [, , ...typesAndName] = urn.split("::");
  return digest([rule, project, typesAndName.join("::"), sink]);
}

function digest(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 16);
}
