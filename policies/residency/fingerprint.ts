import { createHash } from "node:crypto";
import type { Resource } from "./estate";
import type { Hop } from "./judgement";

/** A trace's id, 16 hex digits: the same in every stack, another one as soon as anything on the way changes. */
export function traceHash(trace: readonly Hop[]): string {
  const hops = trace.map(({ from, to, place, by, property, kind, certainty }) => [
    ...[withoutStack(from), to === undefined ? null : withoutStack(to), place ?? null, withoutStack(by)],
    ...[property, kind, certainty],
  ]);
  return digest(hops);
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
