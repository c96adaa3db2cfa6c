import fc from "fast-check";
import { readJson, type JsonValue } from "../../policies/residency/json-source";

/** The plain data of a value, with keys in the order in which they are written. */
function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case "object":
      return Object.fromEntries(value.members.map(({ key, value: member }) => [key, plain(member)]));
    case "list":
      return value.values.map(plain);
    case "text":
      return value.text;
    case "word":
      return value.word;
  }
}

const read = (text: string) => readJson(text, "the file", (value) => ({ plain: plain(value) }));
const errorsOf = (text: string): string[] => {
  const result = read(text);
  return "errors" in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
};

describe("a JSON text", () => {
  it("is read as JSON.parse reads it", () => {
    // Deeper than eight levels isn't read, and `__proto__` is a key like others only in a list of members.
    const data = fc.jsonValue({ maxDepth: 5, noUnicodeString: false }).filter((one) => {
      return !/[\ufffd-\uffff]|__proto__/.test(JSON.stringify(one)) && !Object.is(one, -0);
    });
    fc.assert(
      fc.property(data, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent).replaceAll(/[\u007f-\u009f]/g, "?");
        expect(read(text)).toEqual({ value: { plain: JSON.parse(text) as unknown } });
      }),
    );
  });

  it.each([
    ["a quote", '["a\\"b"]', ['a"b']],
    ["a backslash at its end", '["a\\\\", "b"]', ["a\\", "b"]],
    ["an escaped letter", '["\\u00e9\\n"]', ["é\n"]],
    ["brackets", '["]}{[", ","]', ["]}{[", ","]],
  ])("may hold %s in its texts", (_, text, expected) => {
    expect(read(text)).toEqual({ value: { plain: expected } });
  });

  it.each([" \t\r\n1\r\n", "\uFEFF1"])("may have space or a mark around it: %j", (text) => {
    expect(read(text)).toEqual({ value: { plain: 1 } });
  });

  it("tells where each value and key starts", () => {
    const result = readJson('{\n  "a": [1, "b"]\n}', "the file", (value) => value);
    expect(result).toEqual({
      value: {
        offset: 0,
        kind: "object",
        members: [
          {
            key: "a",
            offset: 4,
            value: {
              offset: 9,
              kind: "list",
              values: [
                { offset: 10, kind: "word", word: 1 },
                { offset: 13, kind: "text", text: "b" },
              ],
            },
          },
        ],
      },
    });
  });

  const noEnd = 'unreadable JSON: this text has no `"` at its end';
  const badText = 'unreadable JSON: this text has a line break, a bad `\\`, or no `"` at its end';
  const instead = (found: string, wanted: string) => `unreadable JSON: ${found} stands where ${wanted} has to`;
  it.each([
    ["empty", "", "1:1 the file is empty; use a JSON object"],
    ["blank", " \n", "1:1 the file is empty; use a JSON object"],
    ["a word", "none", `1:1 ${instead("`none`", "a JSON value")}`],
    ["cut before a value", '{"a":', `1:6 ${instead("the end", "a JSON value")}`],
    ["cut in a text", '{"a": "bc', `1:7 ${noEnd}`],
    ["cut in an escape", '["bc\\"', `1:2 ${noEnd}`],
    ["cut after a member", '{"a": 1', `1:8 ${instead("the end", "`,` or `}`")}`],
    ["cut after a comma", "[1,", `1:4 ${instead("the end", "a JSON value")}`],
    ["without a comma", "[1 2]", `1:4 ${instead("`2]`", "`,` or `]`")}`],
    ["with a comma too many", "[1,\n]", `2:1 ${instead("`]`", "a JSON value")}`],
    ["with a comma before a brace", '{"a": 1,}', `1:9 ${instead("`}`", 'a key in `"`')}`],
    ["with a key that is no text", "{a: 1}", `1:2 ${instead("`a: 1}`", 'a key in `"`')}`],
    ["without a colon", '{"a" 1}', `1:6 ${instead("`1}`", "`:`")}`],
    ["with a line break in a text", '["a\nb"]', `1:2 ${badText}`],
    ["with an unknown escape", '["\\x"]', `1:2 ${badText}`],
    ["with more behind it", "{} {}", `1:4 ${instead("`{}`", "nothing more")}`],
    ["with a comment", "// a\n{}", `1:1 ${instead("`// a\\u{a}{}`", "a JSON value")}`],
    ["of a merge", "{\n<<<<<<< HEAD\n}", `2:1 ${instead("`<<<<<<< HEAD\\u{a}}`", 'a key in `"`')}`],
    ["with a number of another language", "[0x10]", `1:2 ${instead("`0x10]`", "a JSON value")}`],
    ["with a byte of no text", '["\u0000"]', "1:3 unprintable character `\\u{0}`; use plain UTF-8 text"],
  ])("%s is refused at its place", (_, text, message) => {
    expect(errorsOf(text)).toEqual([message]);
  });

  it.each([
    ["nests deep", "[".repeat(3_000_000), "1:9 the file nests deeper here; at most 8 levels are read"],
    ["nests keys deep", '{"a":'.repeat(100_000), "1:41 the file nests deeper here; at most 8 levels are read"],
    ["goes on", `[${"1,".repeat(1_000_000)}1]`, "1:400000 the file goes on; at most 200000 values are read"],
    ["is long", "x".repeat(10_000_000), "1:1 the file has 10000000 bytes; at most 4000000 are read"],
    ["has a text that never ends", `["${"\\".repeat(3_900_000)}`, `1:2 ${noEnd}`],
    ["has many escapes", `["${'\\"'.repeat(1_900_000)}`, `1:2 ${noEnd}`],
  ])("that %s is refused", (_, text, message) => {
    expect(errorsOf(text)).toEqual([message]);
  });

  it.each([
    ["levels", `${"[".repeat(8)}${"]".repeat(8)}`],
    ["values", `[${"1,".repeat(199_998)}1]`],
    ["bytes", `"${"a".repeat(3_999_998)}"`],
  ])("may have as many %s as are read", (_, text) => {
    expect(errorsOf(text)).toEqual([]);
  });

  it("isn't read where its reader told a problem", () => {
    const result = readJson("[1]", "the file", (value, problems) => {
      problems.add(value.offset, () => "no lists");
      return value;
    });
    expect(result).toEqual({ errors: [{ line: 1, column: 1, message: "no lists" }] });
  });
});
