import type { Resource } from "../../policies/residency/estate";
import type { Movement } from "../../policies/residency/flows/movement";
import { spreadClasses, traceTo, type Start } from "../../policies/residency/spread";
import type { Cause } from "../../policies/residency/values";
import { resource } from "../support/estates";

const names = ["a", "b", "c", "d", "e"] as const;
type Name = (typeof names)[number];
const nodes = Object.fromEntries(names.map((name) => [name, resource("aws:x/y:Y", name)])) as Record<Name, Resource>;

/** `a>b`, `a?b` for a possible way, `a~b` for what is only computed from `b`, `a-b` for one that carries nothing. */
function way(text: string): Movement {
  const [from, sort, to] = Array.from(text) as [Name, string, Name];
  const doubt: Cause = "not-yet-known";
  return {
    ...{ by: nodes[from], from: nodes[from], property: "p", kind: "transfer", spreads: sort !== "-", isJudged: true },
    to: { kind: "resource", resource: nodes[to], ...(sort === "~" && { doubt }) },
    ...(sort === "?" && { cause: "possible" }),
  };
}

/** `a=x` declares a class; `b:x` has one that nobody declared. */
function start(text: string): Start {
  const [name, sort, ...dataClass] = Array.from(text) as [Name, string, ...string[]];
  return { resource: nodes[name], dataClass: dataClass.join(""), yields: sort === ":" };
}

type Replaced = (resource: Resource, dataClass: string) => string;
const asItIs: Replaced = (_, dataClass) => dataClass;

function carried(starts: string, ways: string, replaced = asItIs) {
  const all = spreadClasses(starts.split(" ").map(start), ways.split(" ").filter(Boolean).map(way), replaced);
  const texts = [...all].map(([{ name }, classes]) => {
    const each = [...classes].map(([one, { cause }]) => (cause === undefined ? one : `${one}(${cause})`));
    return `${name}: ${each.sort().join(" ")}`;
  });
  return { all, texts: texts.sort() };
}

/** Circles of compute that nobody classed: the order of starts must not matter. */
function permutations(words: string): string[] {
  const all = words.split(" ");
  return all.length === 1
    ? all
    : all.flatMap((word) => permutations(all.filter((one) => one !== word).join(" ")).map((rest) => `${word} ${rest}`));
}

describe("classes", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["go along a way", "a=x", "a>b b>c", ["a: x", "b: x", "c: x"]],
    ["don't go back", "b=x", "a>b", ["b: x"]],
    ["go round a circle", "a=x b=y", "a>b b>a", ["a: x y", "b: x y"]],
    ["don't go where nothing is carried", "a=x", "a-b", ["a: x"]],
    ["keep what was declared beside what arrives", "a=x b=y", "a>b", ["a: x", "b: x y"]],
    ["are possible behind a possible way", "a=x", "a?b b>c", ["a: x", "b: x(possible)", "c: x(possible)"]],
    ["keep the first doubt", "a=x", "a~b b?c", ["a: x", "b: x(not-yet-known)", "c: x(not-yet-known)"]],
    ["are certain by a longer way of certain ones", "a=x", "a?d a>b b>c c>d", ["a: x", "b: x", "c: x", "d: x"]],
    ["are certain behind a doubt that was removed", "a=x b=x", "a?c b>c c>d", ["a: x", "b: x", "c: x", "d: x"]],
    ["take the place of one that nobody declared", "a=x b:z", "a>b", ["a: x", "b: x"]],
    ["don't when they may not arrive", "a=x b:z", "a?b", ["a: x", "b: x(possible) z"]],
    ["start where nothing arrives", "a:z b:z", "a>b", ["a: z", "b: z"]],
    ["start in a circle that nothing reaches", "a:z b:z", "a>b b>a", ["a: z", "b: z"]],
    ["don't start in a circle that something reaches", "a=x b:z c:z", "a>b b>c c>b", ["a: x", "b: x", "c: x"]],
    ["start behind what carries nothing", "b:z c:z", "a>b b>c", ["b: z", "c: z"]],
  ])("%s", (_, starts, ways, expected) => {
    for (const order of permutations(starts)) expect(carried(order, ways).texts).toEqual(expected);
  });

  it("end where they are replaced, and another one goes on", () => {
    const replaced: Replaced = ({ name }, dataClass) => (name === "b" && dataClass === "x" ? "y" : dataClass);
    for (const [starts, ways, expected] of [
      ["a=x", "a>b b>c", ["a: x", "b: y", "c: y"]],
      ["b=x", "b>c", ["b: y", "c: y"]],
      ["a:x b:x", "a>b b>a", ["a: x y", "b: y"]],
      ["a:x b:x c:x", "b>c a>b", ["a: x", "b: y", "c: y"]],
    ] as const) {
      for (const order of permutations(starts)) expect(carried(order, ways, replaced).texts).toEqual(expected);
    }
  });
});

describe("traces", () => {
  const trace = (to: Name, dataClass: string, starts: string, ways: string, replaced = asItIs) =>
    traceTo(nodes[to], dataClass, carried(starts, ways, replaced).all).map(({ from, to: { kind, ...rest } }) =>
      kind === "resource" && "resource" in rest ? `${from.name}${rest.resource.name}` : "",
    );

  it.each<[string, Name, string, string, readonly string[]]>([
    ["empty where the class starts", "a", "a=x", "a>b b>a", []],
    ["the shortest", "d", "a=x", "a>b b>c c>d a>d", ["ad"]],
    ["certain before short", "d", "a=x", "a?d a>b b>d", ["ab", "bd"]],
    ["by the way that there is", "d", "a=x", "a>b b?c c>d", ["ab", "bc", "cd"]],
    ["nothing for a class that isn't carried", "b", "a=y", "a>b", []],
  ])("are %s", (_, to, starts, ways, expected) => {
    expect(trace(to, "x", starts, ways)).toEqual(expected);
  });

  it("go back to where the data was another class", () => {
    const replaced: Replaced = ({ name }, dataClass) => (name === "c" && dataClass === "x" ? "y" : dataClass);
    expect(trace("d", "y", "a=x", "a>b b>c c>d", replaced)).toEqual(["ab", "bc", "cd"]);
    expect(trace("b", "y", "a=x", "a>b b>c c>b", replaced)).toEqual(["ab", "bc", "cb"]);
  });

  it("end, however long", () => {
    const count = 20_000;
    const all = Array.from({ length: count }, (_, index) => resource("aws:x/y:Y", `n${index}`));
    const ways = all.map((from, index): Movement => {
      const to = all[(index + 1) % count] ?? from;
      return { ...way("a>b"), by: from, from, to: { kind: "resource", resource: to } };
    });
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined) throw new Error("nothing was made");
    const found = spreadClasses([{ resource: first, dataClass: "x", yields: false }], ways, asItIs);
    expect(traceTo(last, "x", found)).toHaveLength(count - 1);
  });
});
