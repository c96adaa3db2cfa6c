import { redacted } from "../../../doors/program/redact";
import { newRegistration } from "../../../doors/program/registration";
import { secretTexts } from "../../../doors/program/secret-texts";
import { record, Secret } from "../../../policies/residency/values";

const shown = (message: string, ...secrets: readonly string[]) =>
  redacted({ kind: "program", message }, secrets).message;
const secret = "p/+:ss~wörd";
const base64 = (text: string, form: BufferEncoding = "base64") => Buffer.from(text).toString(form);

describe("a failure's message", () => {
  it.each([
    ["as it is", `in: ${secret}.`, "in: [secret]."],
    ["as JSON writes it", JSON.stringify({ a: 'x"y\n' }), '{"a":"[secret]"}', 'x"y\n'],
    ["as a URL writes it", `?p=${encodeURIComponent(secret)}&q`, "?p=[secret]&q"],
    ["as hex", base64(secret, "hex"), "[secret]"],
    [
      "that is structured, by a text in it",
      "no inner of 12345",
      "no [secret] of [secret]",
      '{"a":["inner",{"b":12345}]}',
    ],
    ["by one of its lines", "bad line: line-of-key", "bad line: [secret]", "begin\nline-of-key\nend"],
    ["beside a longer one", "abcdef abc", "[secret] [secret]", "abc", "abcdef"],
  ])("shows no secret %s", (_, message, expected, ...secrets) => {
    expect(shown(message, ...(secrets.length === 0 ? [secret] : secrets))).toBe(expected);
  });

  it.each(["", "u", "us", "user:", "shop:"])("shows no secret in base64 behind %j", (before) => {
    for (const form of ["base64", "base64url"] as const) {
      const text = base64(`${before}${secret}`, form);
      const left = shown(text, secret);
      expect(left).toContain("[secret]");
      // What is left are the bits of a byte at either end at most.
      expect(left.replace("[secret]", "").replace(/=*$/, "").length - Math.ceil((before.length * 8) / 6)).toBeLessThan(
        2,
      );
    }
  });

  it("is left alone by what is too short to be one, by half a character, and by what only begins as JSON does", () => {
    expect(shown("a {b c", "a", "{b", "\ud800")).toBe("a {b c");
  });
});

describe("the secrets of what a program has registered", () => {
  it("are its texts, however deep, in inputs and in what a component has registered", () => {
    const of = { urn: "u", type: "t", name: "n", kind: "managed", parent: "", source: undefined } as const;
    const inputs = record([
      ["open", "shown"],
      ["list", [record([["key", new Secret([record([["inner", "one"]]), 1, null])]])]],
    ]);
    const outputs = record([["password", new Secret("two")]]);
    expect(secretTexts([newRegistration({ ...of, inputs, outputs }), newRegistration(of)])).toEqual(["one", "two"]);
  });
});
