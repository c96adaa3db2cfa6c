import type { Gap, SourcePosition } from "../../policies/residency/estate";
import type { FileContent, StackName } from "./content";
import { assertReadable, readDeployment, type PendingOperation } from "./deployment";
import { readFound, type Found, type Shared } from "./found";
import { assertRead, objectIn, textIn, type JsonObject } from "./json";

/**
 * An exported state, or a checkpoint of the file backend, without its resources.
 * @param found its resources
 * @param at where a thing is that isn't one of them
 * @throws StateFault
 */
export function readStateFile(
  whole: JsonObject,
  found: readonly Found[],
  at: SourcePosition,
  shared: Shared,
): FileContent {
  assertReadable(whole);
  const checkpoint = objectIn(whole, "checkpoint");
  const deployment = objectIn(checkpoint ?? whole, checkpoint === undefined ? "deployment" : "latest") ?? {};
  assertRead(deployment, "resources", found.length);
  const { pending } = readDeployment(deployment);
  const inDoubt = pending.filter(({ type }) => type !== "reading").map((one) => readPending(one, at, shared));
  const stack = checkpoint && stackIn(textIn(checkpoint, "stack"));
  const rename = namer();
  return {
    found: [
      ...found.map((one) => (one.isLeft ? rename(one, "pending deletion") : one)),
      // What was to be deleted is in the state still.
      ...inDoubt.flatMap(({ type, one }) => (type === "deleting" ? [] : [rename(one, type)])),
    ],
    gaps: inDoubt.map(({ gap }) => gap),
    ...(stack && { stack }),
  };
}

interface InDoubt {
  readonly type: string;
  readonly one: Found;
  readonly gap: Gap;
}

/**
 * Nobody knows how an operation ended that was cut off. What it was to make or change may be there, beside what the state
 * has: it is judged, too.
 */
function readPending({ type, resource }: PendingOperation, at: SourcePosition, shared: Shared): InDoubt {
  const one = readFound(resource, at, shared);
  return { type, one, gap: { stack: one.stack, kind: "pending-operation", what: `${type} ${one.name}`, urn: one.urn } };
}

/**
 * Gives names to what is in the cloud beside another resource of the same URN: what a replacement has left is there until it
 * is deleted.
 */
function namer(): (found: Found, why: string) => Found {
  const counts = new Map<string, number>();
  return (found, why) => {
    const key = `${why} ${found.urn}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const suffix = count === 1 ? ` (${why})` : ` (${why} ${count})`;
    return { ...found, name: found.name + suffix, urn: found.urn + suffix };
  };
}

/** `organization/shop/dev` in newer checkpoints, `dev` in older ones. */
function stackIn(text: string): StackName | undefined {
  const parts = text.split("/");
  const name = parts.at(-1) ?? "";
  return name === "" ? undefined : { name, project: parts.at(-2) ?? "" };
}
