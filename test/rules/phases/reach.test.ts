import fc from "fast-check";
import type { Resource } from "../../../policies/residency/estate";
import { causes, type Cause } from "../../../policies/residency/values";
import { isElsewhere, reachOf, type CopyWay } from "../../../policies/rules/phases/reach";
import { resource } from "../../support/estates";

const nodes = Array.from({ length: 8 }, (_, number) => resource("a:b/c:D", `n${number}`));
const at = (number: number): Resource => nodes[number % nodes.length] ?? resource("a:b/c:D", "none");

interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly cause: Cause | undefined;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  from: fc.nat({ max: 7 }),
  to: fc.nat({ max: 7 }),
  cause: fc.constantFrom(undefined, undefined, ...causes),
});
const regions = fc.array(fc.constantFrom("r1", "r2", "r3"), { minLength: 8, maxLength: 8 });

const waysOf = (all: readonly Drawn[], home: readonly string[]): CopyWay[] =>
  all.map(({ from, to, cause }) => ({
    ...{ from: at(from), to: at(to), regions: [home[to] ?? ""], isSomewhere: false },
    ...(cause !== undefined && { cause }),
  }));

/** Every region of a copy, of an origin, or of another copy of an origin: what the rule promises, written plainly. */
function plainly(ways: readonly Drawn[], home: readonly string[], start: number): Set<string> {
  const after = (from: number, step: (way: Drawn) => readonly [number, number]) => {
    const seen = new Set<number>();
    const queue = [from];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const way of ways) {
        const [source, target] = step(way);
        if (source !== next || seen.has(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
    return seen;
  };
  const copies = (from: number) => after(from, ({ from: source, to }) => [source, to]);
  const origins = after(start, ({ from, to }) => [to, from]);
  const all = [...copies(start), ...[...origins].flatMap((origin) => [origin, ...copies(origin)])];
  return new Set(all.map((number) => home[number] ?? ""));
}

describe("the reach of copies", () => {
  it("finds another region where a plain search finds one, however ways run", () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 14 }), regions, (all, home) => {
        const reach = reachOf(waysOf(all, home), (one) => [home[nodes.indexOf(one)] ?? ""]);
        for (const [number, node] of nodes.entries()) {
          const own = home[number] ?? "";
          const expected = [...plainly(all, home, number)].some((region) => region !== own);
          expect(isElsewhere(reach(node), [own])).toBe(expected);
        }
      }),
    );
  });

  it("tells the worst doubt of the ways, and none where all are certain", () => {
    const way = (from: number, to: number, cause?: Cause): CopyWay => ({
      ...{ from: at(from), to: at(to), regions: ["r"], isSomewhere: false },
      ...(cause !== undefined && { cause }),
    });
    const of = (...ways: readonly CopyWay[]) => reachOf(ways, () => [])(at(0)).cause;
    expect(of(way(0, 1))).toBeUndefined();
    expect(of(way(0, 1, "possible"), way(1, 2, "unresolvable"))).toBe("unresolvable");
    expect(of(way(0, 1, "unresolvable"), way(1, 2, "possible"))).toBe("unresolvable");
    expect(of(way(1, 0, "ignored"), way(1, 2, "possible"))).toBe("ignored");
    expect(of(way(1, 2, "possible"))).toBeUndefined();
  });

  it("takes somewhere for another region than any", () => {
    const reach = reachOf([{ from: at(0), regions: [], isSomewhere: true, cause: "unresolvable" }], () => ["r1"]);
    expect(isElsewhere(reach(at(0)), ["r1"])).toBe(true);
    expect(isElsewhere(reach(at(1)), ["r1"])).toBe(false);
  });

  it("follows a chain of any length", () => {
    const chain = Array.from({ length: 20_000 }, (_, number) => resource("a:b/c:D", `c${number}`));
    const ways = chain.flatMap((from, number): CopyWay[] => {
      const to = chain[number + 1];
      return to === undefined ? [] : [{ from, to, regions: [number === 19_998 ? "far" : "near"], isSomewhere: false }];
    });
    const reach = reachOf(ways, (one) => [one === chain.at(-1) ? "far" : "near"]);
    for (const one of [chain[0], chain[10_000]]) {
      expect(one === undefined ? undefined : isElsewhere(reach(one), ["near"])).toBe(true);
    }
  });
});
