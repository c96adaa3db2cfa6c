import type { MandateResult, MovementResult } from "../judge/result";
import type { ChangedMovement, MovementChanges } from "./difference";
import { differences } from "./differences";
import { areFree, classesOf } from "./freedom";
import { keyOf, ordered, pairedBy } from "./pairs";

interface ComparedMovements {
  readonly changes: MovementChanges;
  readonly unchanged: number;
  /** New, lost or changed, of data that may be anywhere on both sides. */
  readonly free: number;
}

interface Moving {
  readonly movements: readonly MovementResult[];
  readonly mandate: MandateResult;
}

/** Ways are the same by their ends, by what declares them and by their kind: where in a list they stand is nothing. */
export function compareMovements(base: Moving, head: Moving): ComparedMovements {
  const [before, after] = [classesOf(base.mandate), classesOf(head.mandate)];
  const pairs = pairedBy(base.movements, head.movements, [
    (one) => keyOf(identity(one), one.certainty, ...one.classes),
    identity,
  ]);
  const isFree = {
    base: (one: MovementResult) => areFree(one.classes, before),
    head: (one: MovementResult) => areFree(one.classes, after),
  };
  const changed = pairs.both.map(changeOf).filter(({ differs }) => differs.length > 0);
  const told = {
    new: pairs.head.filter((one) => !isFree.head(one)),
    lost: pairs.base.filter((one) => !isFree.base(one)),
    changed: changed.filter((one) => !isFree.base(one.base) || !isFree.head(one.head)),
  };
  return {
    changes: {
      new: ordered(told.new, orderOf),
      lost: ordered(told.lost, orderOf),
      changed: ordered(told.changed, ({ head: one }) => orderOf(one)),
    },
    unchanged: pairs.both.length - changed.length,
    free:
      pairs.head.length + pairs.base.length + changed.length - told.new.length - told.lost.length - told.changed.length,
  };
}

function identity({ from, by, property, kind, to, place }: MovementResult): string {
  return keyOf(from, by, withoutIndices(property), kind, to, to === null ? place : "");
}

function changeOf([base, head]: readonly [MovementResult, MovementResult]): ChangedMovement {
  return {
    base,
    head,
    differs: differences(base, head, {
      places: ({ toPlaces }) => (toPlaces.length === 0 ? null : [...toPlaces].sort().join(" ")),
      certainty: ({ certainty }) => certainty,
      classes: ({ classes }) => classes.join(" "),
    }),
  };
}

function withoutIndices(property: string): string {
  return property.replaceAll(/\[\d+\]/g, "[]");
}

function orderOf({ from, by, property, kind, to, place }: MovementResult): readonly string[] {
  return [from, by, property, kind, to ?? "", place ?? ""];
}
