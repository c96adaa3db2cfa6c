import fc from "fast-check";
import { globMatches, globsMeet } from "../../policies/residency/glob";

const urn = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::orders";

describe("a glob", () => {
  it.each([
    ["itself", urn, urn],
    ["everything", "*", urn],
    ["nothing, too", "*", ""],
    ["nothing by nothing", "", ""],
    ["what begins so", "urn:pulumi:prod::*", urn],
    ["what ends so", "*::orders", urn],
    ["what has it in between", "*:aws:s3/bucket:Bucket:*", urn],
    ["several runs", "urn:*::shop::*/bucket:*::or*rs", urn],
    ["a run of no character", "orders*", "orders"],
    ["two stars as one", "or**rs", "orders"],
    ["a character by a question mark", "order?", "orders"],
    ["a character of two code units by one question mark", "a?b", "a😀b"],
    ["a later place after a false start", "*ab", "aab"],
    ["a question mark after a star", "*?s", "orders"],
    ["what means something elsewhere", "a.b+(c)[d]\\$^|{e}", "a.b+(c)[d]\\$^|{e}"],
  ])("matches %s", (_, pattern, text) => {
    expect(globMatches(pattern, text)).toBe(true);
  });

  it.each([
    ["another text", "orders", "order"],
    ["a longer one", "order", "orders"],
    ["another case", "Orders", "orders"],
    ["no character for a question mark", "orders?", "orders"],
    ["something for nothing", "", "a"],
    ["any character for a point", "a.b", "axb"],
    ["a text that lacks the end", "*::orders", "urn::orders-2"],
    ["a text that lacks the start", "urn*", "a-urn"],
    ["one piece used twice", "aba*aba", "aba"],
    ["a star by nothing but its end", "*a*b", "ba"],
  ])("doesn't match %s", (_, pattern, text) => {
    expect(globMatches(pattern, text)).toBe(false);
  });

  it("agrees with a regular expression on everything", () => {
    const piece = fc.constantFrom("a", "b", "*", "?");
    const expression = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
        fc.array(fc.constantFrom("a", "b"), { maxLength: 10 }).map((letters) => letters.join("")),
        (pattern, text) => globMatches(pattern, text) === expression(pattern).test(text),
      ),
    );
  });

  it("takes no time for a pattern that makes others run away", () => {
    expect(globMatches(`${"*a".repeat(200)}b`, "a".repeat(10_000))).toBe(false);
  });
});

describe("two globs", () => {
  it.each([
    ["the same text", "orders", "orders"],
    ["a text and a glob of it", "or*", "orders"],
    ["two beginnings of one text", "ord*", "o*"],
    ["a beginning and an end", "or*", "*rs"],
    ["an overlap of beginning and end", "ab*", "*b"],
    ["question marks and a text", "?r?ers", "orders"],
    ["a star of nothing", "*", ""],
  ])("meet: %s", (_, one, other) => {
    expect(globsMeet(one, other)).toBe(true);
    expect(globsMeet(other, one)).toBe(true);
  });

  it.each([
    ["two texts", "orders", "order"],
    ["two beginnings", "a*", "b*"],
    ["two ends", "*a", "*b"],
    ["a question mark and nothing", "?", ""],
    ["more characters than there are", "a?c", "ac"],
  ])("don't meet: %s", (_, one, other) => {
    expect(globsMeet(one, other)).toBe(false);
    expect(globsMeet(other, one)).toBe(false);
  });

  it("meet exactly where some text is of both", () => {
    const glob = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 4 }).map((pieces) => pieces.join(""));
    // A text of both is no longer than both together.
    const texts = [""];
    for (let at = 0; (texts[at] ?? "").length < 8; at += 1) texts.push(`${texts[at]}a`, `${texts[at]}b`);
    fc.assert(
      fc.property(glob, glob, (one, other) => {
        const isThere = texts.some((text) => globMatches(one, text) && globMatches(other, text));
        return globsMeet(one, other) === isThere;
      }),
    );
  });
});
