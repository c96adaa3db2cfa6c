import * as fc from "fast-check";
import { Scanner, type Part } from "../../../doors/state/scanner";

interface Scanned {
  readonly members: readonly unknown[];
  readonly wholes: readonly unknown[];
  readonly positions: readonly string[];
  readonly keys: number;
}

/** What a scanner tells of a text that comes in chunks of a size. */
function scan(text: string, size: number, list = "deployment.resources"): Scanned {
  const members: unknown[] = [];
  const wholes: unknown[] = [];
  const positions: string[] = [];
  let keys = 0;
  const parsed = ({ text: part, position, keys: count }: Part, into: unknown[]) => {
    into.push(JSON.parse(part));
    positions.push(`${position.line}:${position.column}`);
    keys += count;
  };
  const scanner = new Scanner(new Set([list]), {
    member: (part) => {
      parsed(part, members);
    },
    whole: (part) => {
      parsed(part, wholes);
    },
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  scanner.end();
  return { members, wholes, positions, keys };
}

const sizes = [1, 2, 3, 7, 64, 1 << 20];

function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, member) => sum + keysOf(member), own);
}

/** Strings with all that could be taken for the structure around them. */
const text = fc.string({
  unit: fc.constantFrom("a", '"', "\\", "{", "}", "[", "]", ",", ":", "\n", "é", "😀", "\u0000"),
});
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.constantFrom(null, true), tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(text, tie("value"), { maxKeys: 4 }),
})).value;

describe("finding the members of a list", () => {
  it("tells each as it is, and the rest around them, in whichever chunks and spaces they come", () => {
    fc.assert(
      fc.property(
        fc.array(json, { maxLength: 5 }),
        json,
        fc.constantFrom(...sizes),
        fc.constantFrom(undefined, 1, "\t"),
        (resources, other, size, space) => {
          const whole = {
            version: 3,
            other,
            deployment: { before: other, resources, after: other },
            resources: [other],
          };
          const told = scan(JSON.stringify(whole, null, space), size);
          const rest = { ...whole, deployment: { ...whole.deployment, resources: resources.map(() => 0) } };
          expect([told.members, told.wholes, told.keys]).toEqual([resources, [rest], keysOf(whole)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(sizes)("says at which line and column each begins, in chunks of %i", (size) => {
    const source = '{\n "deployment": { "resources": [\n  {"a":\n1}, {"b":2}\n ,\n"x" ] }\n}';
    expect(scan(source, size).positions).toEqual(["3:3", "4:5", "6:1", "1:1"]);
  });

  it.each(sizes)("knows a key however it is escaped, in chunks of %i", (size) => {
    const source = String.raw`{"deploy\u006dent":{"resources":[{"a":"\\"}]}}`;
    expect(scan(source, size).members).toEqual([{ a: "\\" }]);
  });

  it.each(sizes)("tells several wholes of one file, in chunks of %i", (size) => {
    expect(scan('{"a":1}\n{"b":[2]}\r\n\n{}\n', size).wholes).toEqual([{ a: 1 }, { b: [2] }, {}]);
  });

  it.each(sizes)("passes a byte order mark over, in chunks of %i", (size) => {
    expect(scan('\ufeff{"a":1}', size).wholes).toEqual([{ a: 1 }]);
  });

  it.each([
    ["a list in a list", '{"deployment":[{"resources":[{"a":1}]}]}'],
    ["a list that is deeper", '{"x":{"deployment":{"resources":[{"a":1}]}}}'],
    ["a list behind another key", '{"deployment":{"resource":[{"a":1}]}}'],
  ])("tells no member of %s", (_, source) => {
    expect(scan(source, 3).members).toEqual([]);
  });

  it("finds a list on the fourth level", () => {
    const source = '{"checkpoint":{"stack":"dev","latest":{"resources":[{"a":1},{}]}}}';
    expect(scan(source, 5, "checkpoint.latest.resources").members).toEqual([{ a: 1 }, {}]);
  });
});
