import fc from "fast-check";
import { escapeText, nameLimit } from "../../policies/residency/terminal-safe";

describe("escapeText", () => {
  it.each([
    ["an ordinary name", "exports-eu_1.data", "exports-eu_1.data"],
    ["letters of any language", "büro-東京-данные", "büro-東京-данные"],
    ["an ANSI sequence", "\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
    ["a one-character control sequence introducer", "\u009b2J", "\\x9b2J"],
    ["line breaks and tabs", "a\r\nb\tc", "a\\r\\nb\\tc"],
    ["an overwritten line", "bad\rgood", "bad\\rgood"],
    ["a right-to-left override", "txt.\u202egpj", "txt.\\u202egpj"],
    ["isolates and marks", "\u2066a\u2069\u200f\u061c", "\\u2066a\\u2069\\u200f\\u061c"],
    ["zero-width characters", "us\u200b-east\ufeff", "us\\u200b-east\\ufeff"],
    ["separators that some treat as line breaks", "a\u2028b\u2029", "a\\u2028b\\u2029"],
    ["tag characters", "a\u{e0041}", "a\\u{e0041}"],
    ["a lone surrogate", "a\ud800b", "a\\ud800b"],
    ["what is no character", "a\ufffe\uffff\ufdd0b", "a\\ufffe\\uffff\\ufdd0b"],
    ["an emoji, which is a pair of surrogates", "🗽", "🗽"],
    ["a null character", "a\u0000b", "a\\x00b"],
    ["keys of the language", "__proto__", "__proto__"],
    ["what CI takes for a command where a line begins", " ::error::x ::y", " \\x3a:error::x ::y"],
    ["what CI takes for a command anywhere", "a ##[error]b ##[c]", "a ##\\x5berror]b ##\\x5bc]"],
  ])("shows %s", (_, text, shown) => {
    expect(escapeText(text)).toBe(shown);
  });

  it("shortens what is too long, keeping its end", () => {
    const shown = escapeText(`${"a".repeat(10_000)}end`);
    expect(shown).toBe(`${"a".repeat(80)}…(10003 characters)…${"a".repeat(17)}end`);
    expect(escapeText("b".repeat(nameLimit))).toBe("b".repeat(nameLimit));
  });

  it("cuts no character in half", () => {
    expect(escapeText("🗽".repeat(50), 10)).toBe(`${"🗽".repeat(8)}…(100 characters)…${"🗽".repeat(2)}`);
  });

  it("leaves nothing that a terminal acts on, and is done after one time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const shown = escapeText(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(escapeText(shown, shown.length)).toBe(shown);
      }),
    );
  });
});
