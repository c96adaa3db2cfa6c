import type { Resource } from "../estate";
import { copyingKinds } from "../movements";
import type { Cause } from "../values";
import { doubtOf, type Movement } from "./movement";

/**
 * The movements of an estate with those of registered ends as their use says: DataSync's locations, of which a task reads
 * the one and writes the other. What is only read from sends nothing out: its movement goes the other way, from what it
 * names to it, or is none where what it names isn't seen, and the end starts a trace of its own. What is only written to
 * hands on all that reaches it. An end that nothing uses may be used either way, by what isn't seen.
 *
 * @param ends - those of the movements whose rows are `as-used`
 */
export function asUsed(movements: readonly Movement[], ends: ReadonlySet<Movement>): readonly Movement[] {
  if (ends.size === 0) return movements;
  const uses = usesOf(movements, new Set([...ends].map(({ by }) => by)));
  return movements.flatMap((movement) => {
    const use = uses.get(movement.by);
    return ends.has(movement) && use !== undefined ? turned(movement, use) : [movement];
  });
}

/** By what an end is read from and written to; the clearest of several movements each. */
interface Use {
  reading?: Movement;
  writing?: Movement;
}

function usesOf(movements: readonly Movement[], ends: ReadonlySet<Resource>): ReadonlyMap<Resource, Use> {
  const uses = new Map<Resource, Use>();
  const useOf = (end: Resource): Use => {
    const use = uses.get(end) ?? {};
    uses.set(end, use);
    return use;
  };
  for (const movement of movements) {
    const { by, from, to, kind, isJudged } = movement;
    if (!isJudged || !copyingKinds.has(kind) || ends.has(by)) continue;
    if (ends.has(from)) useOf(from).reading = clearer(useOf(from).reading, movement);
    if (to.kind === "resource" && ends.has(to.resource)) {
      useOf(to.resource).writing = clearer(useOf(to.resource).writing, movement);
    }
  }
  return uses;
}

function clearer(one: Movement | undefined, other: Movement): Movement {
  return one === undefined || doubtOf(one) !== undefined ? other : one;
}

function turned({ cause, ...end }: Movement, { reading, writing }: Use): Movement[] {
  const { by, to } = end;
  // An input that is ignored may lead elsewhere, whatever uses it.
  const own = cause === "possible" ? undefined : cause;
  const found: Movement[] = [];
  if (writing !== undefined) found.push(withCause(end, own ?? doubtOf(writing)));
  const named = to.kind === "resource" || to.kind === "place" ? to.resource : undefined;
  if (reading !== undefined && named !== undefined) {
    const inwards: Movement = { ...end, from: named, to: { kind: "resource", resource: by }, spreads: true };
    found.push(withCause(inwards, own ?? doubtOf(end) ?? doubtOf(reading)));
  }
  return found;
}

function withCause(movement: Movement, cause: Cause | undefined): Movement {
  return cause === undefined ? movement : { ...movement, cause };
}
