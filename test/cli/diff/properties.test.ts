import fc from "fast-check";
import { compare, type Side } from "../../../cli/diff/compare";
import type { Diff } from "../../../cli/diff/difference";
import { bucket, refusal, waived } from "../checked";
import { held, side, way } from "./sides";

const names = ["a", "b", "c", "d"] as const;
const name = fc.constantFrom(...names);
const stack = fc.constantFrom("dev", "prod");
const type = fc.constantFrom("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "my:x:Y$aws:s3/bucket:Bucket");
const place = fc.constantFrom("aws:us-east-1", "aws:eu-west-1", "global");
const dataClass = fc.constantFrom("us-user", "operational");

const resource = fc
  .record({ name, stack, type })
  .map((one) => bucket(one.name, { stack: one.stack, urn: `urn:pulumi:${one.stack}::shop::${one.type}::${one.name}` }));
const holder = fc
  .record({
    resource,
    places: fc.uniqueArray(place, { maxLength: 2 }),
    dataClass,
    why: fc.constantFrom("label", "default"),
  })
  .map(({ resource: one, ...rest }) => held("", { resource: one, ...rest }));
const movement = fc
  .record({
    from: resource,
    to: resource,
    index: fc.nat(1),
    certainty: fc.constantFrom("certain", "possible"),
    dataClass,
  })
  .map((one) => way(one.from, one.to, { property: `rules[${one.index}]`, certainty: one.certainty }, [one.dataClass]));
const finding = fc
  .record({
    resource,
    digit: fc.constantFrom("1", "2"),
    trace: fc.constantFrom("a", "b"),
    isWaived: fc.boolean(),
    known: fc.boolean(),
  })
  .map((one) =>
    refusal(one.resource, {
      fingerprint: one.digit.repeat(16),
      traceHash: one.trace.repeat(16),
      waiver: one.isWaived ? waived() : null,
      known: one.known,
    }),
  );
const sides = fc
  .record({
    holders: fc.array(holder, { maxLength: 6 }),
    movements: fc.array(movement, { maxLength: 6 }),
    findings: fc.array(finding, { maxLength: 6 }),
  })
  .map((given) => side({ ...given, resources: given.holders.map((one) => one.resource) }));

/** The changes alone, in no order, seen from the other side when asked. */
function changes({ findings, holders, movements, hidden, judges }: Diff, isMirrored = false): unknown {
  const set = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
  const both = (items: readonly { base: unknown; head: unknown; differs: readonly { what: string }[] }[]) =>
    set(
      items.map(({ base, head, differs }) => [
        ...(isMirrored ? [head, base] : [base, head]),
        differs.map(({ what }) => what),
      ]),
    );
  const swapped = (old: readonly unknown[], next: readonly unknown[]) =>
    (isMirrored ? [next, old] : [old, next]).map(set);
  const { resources, ...counted } = hidden;
  return {
    findings: [swapped(findings.fixed, findings.new), both(findings.changed), findings.unchanged.length],
    holders: [
      swapped(holders.deleted, holders.new),
      both(holders.moved),
      both(holders.replaced),
      both(holders.changed),
    ],
    movements: [swapped(movements.lost, movements.new), both(movements.changed)],
    resources: [
      resources.changed,
      ...(isMirrored ? [resources.new, resources.deleted] : [resources.deleted, resources.new]),
    ],
    counted,
    judges: judges.length,
  };
}

const isEmpty = ({ judges, freed, findings, holders, movements, hidden }: Diff) =>
  [judges, freed, findings.new, findings.fixed, findings.changed].flat().length === 0 &&
  [holders.new, holders.moved, holders.replaced, holders.deleted, holders.changed].flat().length === 0 &&
  [movements.new, movements.lost, movements.changed].flat().length === 0 &&
  hidden.freeMovements + hidden.resources.new + hidden.resources.deleted + (hidden.resources.changed ?? 0) === 0;

function shuffled(given: Side, seed: number): Side {
  const { result } = given;
  const turned = <T>(items: readonly T[]) =>
    [...items.slice(seed % (items.length + 1)), ...items.slice(0, seed % (items.length + 1))].reverse();
  return {
    ...given,
    result: {
      ...result,
      findings: turned(result.findings),
      holders: turned(result.holders),
      movements: turned(result.movements),
      resources: turned(result.resources),
    },
  };
}

describe("a comparison", () => {
  it("of anything with itself is empty", () => {
    fc.assert(
      fc.property(sides, (one) => {
        expect(isEmpty(compare(one, one))).toBe(true);
      }),
    );
  });

  it("of other things isn't, so that empty means something", () => {
    const full = side({ holders: [held("a")], resources: [bucket("a")] });
    expect(isEmpty(compare(side(), full))).toBe(false);
  });

  it("is mirrored the other way round", () => {
    fc.assert(
      fc.property(sides, sides, (one, other) => {
        expect(changes(compare(one, other), true)).toEqual(changes(compare(other, one)));
      }),
    );
  });

  it("doesn't depend on the order in which things are told", () => {
    fc.assert(
      fc.property(sides, sides, fc.nat(20), (one, other, seed) => {
        expect(compare(shuffled(one, seed), shuffled(other, seed + 3))).toEqual(compare(one, other));
      }),
    );
  });

  it("names every finding, holder and way once", () => {
    fc.assert(
      fc.property(sides, sides, (one, other) => {
        const { findings, holders, movements, hidden } = compare(one, other);
        const [changedHolders, changedFindings] = [
          holders.moved.length + holders.replaced.length + holders.changed.length,
          findings.changed.length,
        ];
        expect(findings.new.length + changedFindings + findings.unchanged.length).toBe(other.result.findings.length);
        expect(holders.new.length + changedHolders + hidden.holders).toBe(other.result.holders.length);
        expect(holders.deleted.length + changedHolders + hidden.holders).toBe(one.result.holders.length);
        const ways = movements.new.length + movements.lost.length + 2 * (movements.changed.length + hidden.movements);
        // A changed way of free data is counted once, though it is on both sides.
        const all = one.result.movements.length + other.result.movements.length;
        expect(ways + hidden.freeMovements).toBeLessThanOrEqual(all);
        expect(ways + 2 * hidden.freeMovements).toBeGreaterThanOrEqual(all);
      }),
    );
  });
});

describe("the work of a comparison", () => {
  /** How often anything of the results is read. */
  function reads(count: number): number {
    let read = 0;
    const counting = <T extends object>(item: T): T =>
      new Proxy(item, {
        get: (target, key, receiver): unknown => {
          read += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    const many = (start: number) => {
      const resources = Array.from({ length: count }, (_, index) => bucket(`n${start + index}`));
      const { result, ...rest } = side({
        resources,
        holders: resources.map((one) => held("", { resource: one })),
        findings: resources.map((one, index) => refusal(one, { fingerprint: index.toString(16).padStart(16, "0") })),
        movements: resources.map((one, index) => way(one, resources[(index + 1) % count])),
      });
      const lists = {
        holders: result.holders.map(counting),
        findings: result.findings.map(counting),
        movements: result.movements.map(counting),
      };
      return { ...rest, result: { ...result, ...lists } };
    };
    // Half of it is new, and half of it lost.
    compare(many(0), many(count / 2));
    return read;
  }

  it("grows as the estate does", () => {
    const [small, large] = [reads(200), reads(2000)];
    expect(small).toBeGreaterThan(200);
    expect(large / small).toBeLessThan(11);
  });
});
