import fc from "fast-check";
import { readAll, readKeys, record, Secret, Unknown, type Value } from "../../policies/residency/values";
import { values } from "../support/estates";

describe("reading a path", () => {
  const inputs = values({
    location: "US",
    empty: null,
    zones: ["a", "b"],
    rules: [{ to: { bucket: "x" } }, { to: new Unknown("not-yet-known") }, {}],
    lone: { region: "us-east-1" },
    hidden: new Secret(values({ region: "eu-west-1" })),
    later: new Unknown("encrypted"),
  });

  it.each([
    ["a scalar", "location", [{ kind: "known", path: "location", value: "US", secret: false }]],
    ["nothing where null stands", "empty", []],
    ["nothing where nothing stands", "absent.deeper", []],
    ["nothing below a scalar", "location.deeper", []],
    [
      "each member of a list",
      "zones[]",
      [
        { kind: "known", path: "zones[0]", value: "a", secret: false },
        { kind: "known", path: "zones[1]", value: "b", secret: false },
      ],
    ],
    [
      "members below members, an unknown on the way included",
      "rules[].to.bucket",
      [
        { kind: "known", path: "rules[0].to.bucket", value: "x", secret: false },
        { kind: "unknown", path: "rules[1].to.bucket", cause: "not-yet-known" },
      ],
    ],
    [
      "a lone record where a list is expected",
      "lone[].region",
      [{ kind: "known", path: "lone[0].region", value: "us-east-1", secret: false }],
    ],
    [
      "a value inside a secret, marked",
      "hidden.region",
      [{ kind: "known", path: "hidden.region", value: "eu-west-1", secret: true }],
    ],
    ["an unknown with its cause", "later", [{ kind: "unknown", path: "later", cause: "encrypted" }]],
    [
      "an unknown at the end of the path that was asked for",
      "later[].region",
      [{ kind: "unknown", path: "later[].region", cause: "encrypted" }],
    ],
  ])("finds %s", (_, path, readings) => {
    expect(readAll(inputs, path)).toEqual(readings);
  });

  it.each<[string, string, unknown]>([
    ["one member", "zones[1]", [{ kind: "known", path: "zones[1]", value: "b", secret: false }]],
    ["no member that isn't there", "zones[2]", []],
    [
      "a lone value as the first member",
      "location[0]",
      [{ kind: "known", path: "location[0]", value: "US", secret: false }],
    ],
    ["one member's key after another's", "rules[0].to.bucket", [expect.objectContaining({ value: "x" })]],
    ["every value of a map", "lone{}", [{ kind: "known", path: "lone.region", value: "us-east-1", secret: false }]],
    [
      "every value of a secret map",
      "hidden{}",
      [{ kind: "known", path: "hidden.region", value: "eu-west-1", secret: true }],
    ],
    ["no value of what is no map", "location{}", []],
    ["no value of a list as of a map", "zones{}", []],
    [
      "values below the values of a map",
      "rules[0]{}.bucket",
      [{ kind: "known", path: "rules[0].to.bucket", value: "x", secret: false }],
    ],
    [
      "an unknown map at the end of the path",
      "later{}.region[]",
      [{ kind: "unknown", path: "later{}.region[]", cause: "encrypted" }],
    ],
    ["no key of a list", "zones.length", []],
    ["no key that every object has", "lone.constructor", []],
  ])("finds %s, too", (_, path, expected) => {
    expect(readAll(inputs, path)).toEqual(expected);
    expect(readAll(inputs, path)).toEqual(expected);
  });

  it("gives the text of an unknown list to its members, and to nothing below", () => {
    const text = { text: "t", outputs: new Map() };
    const unknown = values({ list: new Unknown("not-yet-known", text), hidden: new Secret(new Unknown("encrypted")) });
    expect(readAll(unknown, "list")).toEqual([{ kind: "unknown", path: "list", cause: "not-yet-known", text }]);
    expect(readAll(unknown, "list[]")).toEqual([{ kind: "unknown", path: "list[]", cause: "not-yet-known", text }]);
    expect(readAll(unknown, "list[].a")).toEqual([{ kind: "unknown", path: "list[].a", cause: "not-yet-known" }]);
    expect(readAll(unknown, "hidden.a")).toEqual([
      { kind: "unknown", path: "hidden.a", cause: "encrypted", secret: true },
    ]);
    expect(readKeys(unknown, "list")).toEqual({ kind: "unknown", path: "list", cause: "not-yet-known", text });
  });

  it("takes a key with dots as it is, when asked by keys", () => {
    const tags = values({ definedTags: { "Enclave.data-class": "us-user" } });
    expect(readKeys(tags, "definedTags", "Enclave.data-class")).toMatchObject({ kind: "known", value: "us-user" });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("finds no inherited `%s`", (key) => {
    expect(readAll(values({ a: {} }), key)).toEqual([]);
    expect(readAll(values({ a: {} }), `a.${key}`)).toEqual([]);
  });

  it("keeps a key `__proto__` as a key", () => {
    const hostile = record([["__proto__", record([["region", "eu-west-1"]])]]);
    expect(Object.keys(hostile)).toEqual(["__proto__"]);
    expect(readAll(hostile, "__proto__.region")).toHaveLength(1);
    expect(readAll(hostile, "region")).toEqual([]);
  });

  it("never throws, whatever stands there and whatever is asked for", () => {
    const anything = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constant(null),
        fc.boolean(),
        fc.double(),
        fc.string(),
        fc.constant(new Unknown("possible")),
        fc.array(tie("value"), { maxLength: 3 }),
        tie("value").map((value) => new Secret(value)),
        fc.array(fc.tuple(fc.constantFrom("a", "b", "__proto__"), tie("value")), { maxLength: 3 }).map(record),
      ),
    })).value;
    const path = fc.array(fc.constantFrom("a", "b", "[]", "__proto__"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anything, path, (value, steps) => {
        const readings = readAll(record([["a", value]]), steps.join(".").replaceAll(".[]", "[]"));
        for (const reading of readings) if (reading.kind === "known") expect(reading.value).not.toBeInstanceOf(Unknown);
      }),
      { seed: 20261122 },
    );
  });
});
