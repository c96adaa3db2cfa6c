import fc from "fast-check";
import type { Root } from "mdast";
import { table } from "../../../cli/reports/markdown/blocks";
import { cell, code, inline, joined, prose, type Inline } from "../../../cli/reports/markdown/inline";
import { escapeText } from "../../../policies/residency/terminal-safe";
import { hostileNames } from "../hostile";
import { acting, all } from "../readers/acting";
import { readMarkdown } from "../readers/readers";

/** Texts of the characters and beginnings that Markdown and GitHub give a meaning, the same at every run. */
const pieces = [
  ...Array.from("`*_~[]()<>!|\\#@$&:;.,-+=^{}/\"' 1a·\n\t"),
  ...[
    "``",
    "```",
    "  ",
    "https://",
    "www.a.b",
    "GH-1",
    "&amp;",
    "<b>",
    "</details>",
    "<!--",
    "word",
    "1.",
    "- ",
    "é",
    "😀",
  ],
];
const texts = [
  ...hostileNames,
  ...fc.sample(
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join("")),
    { numRuns: 500, seed: 7 },
  ),
];

/** Each text in its own document, all of them read at once. */
function read(of: (text: string) => string): { text: string; root: Root }[] {
  return readMarkdown(texts.map(of)).map((root, index) => ({ text: texts[index] ?? "", root }));
}

/** Everything that a document shows, in one line. */
function shown(root: Root): string {
  return all(root)
    .map((node) => (node.type === "text" || node.type === "inlineCode" ? node.value : ""))
    .join("");
}

describe("a code span", () => {
  it("holds the whole text, to the last character, and nothing else", () => {
    for (const { text, root } of read((one) => `a ${code(one)} b`)) {
      const wanted = text === "" ? "a (empty) b" : `a ${escapeText(text)} b`;
      expect(shown(root)).toBe(wanted);
      expect(all(root).map(({ type }) => type)).toEqual(
        text === "" ? ["root", "paragraph", "text"] : ["root", "paragraph", "text", "inlineCode", "text"],
      );
    }
  });

  it.each([
    ["", "(empty)"],
    ["a", "`a`"],
    ["a`b", "``a`b``"],
    ["a``b", "`a``b`"],
    ["`", "`` ` ``"],
    [" a ", "`  a  `"],
    ["  ", "`  `"],
    ["a".repeat(200), `\`${"a".repeat(80)}…(200 characters)…${"a".repeat(20)}\``],
  ])("has the shortest fence: %j", (text, span) => {
    expect(code(text)).toBe(span);
  });

  it("has no fence of more than the 80 backticks that cmark reads, whatever the text", () => {
    const runs = Array.from({ length: 90 }, (_, index) => "`".repeat(index + 1)).join("a");
    expect(/^`+/.exec(code(runs, 3000))?.[0].length).toBeLessThanOrEqual(80);
  });
});

describe("prose", () => {
  it("is one paragraph in which nothing acts", () => {
    for (const { root } of read((one) => prose(one))) {
      expect(root.children.map(({ type }) => type).filter((type) => type !== "paragraph")).toEqual([]);
      expect(root.children.length).toBeLessThanOrEqual(1);
      expect(acting(root)).toEqual([]);
    }
  });

  it("shows every character but spaces and the backticks around code", () => {
    const bare = (text: string) => text.replaceAll(/[ `]/g, "");
    for (const { text, root } of read((one) => prose(one))) expect(bare(shown(root))).toBe(bare(escapeText(text, 400)));
  });

  it.each([
    ["plain words, even in brackets (and 12 numbers)", "plain words, even in brackets (and 12 numbers)"],
    ['bucket "exports" holds us-user data', 'bucket "exports" holds `us-user` data'],
    ["in eu-central-1 (Frankfurt, Germany)", "in `eu-central-1` (Frankfurt, Germany)"],
    ["until `pulumi up`: that is not known", "until `pulumi up`: that is not known"],
    ["a file (index.ts:3:1), and x() too", "a file (`index.ts:3:1`), and `x()` too"],
    ["a  b", "a b"],
    ["#1  #2 c", "`#1  #2` c"],
    ["1. a", "`1`. a"],
    ["1) a", "`1`) a"],
    ["by @team", "by `@team`"],
    ["isn't facade deadbeef", "isn't `facade deadbeef`"],
    ["", ""],
  ])("keeps words and makes code of the rest: %j", (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });
});

describe("a cell", () => {
  it("is one, in any row", () => {
    const row = (text: Inline) => table([inline`one`, inline`two`], [[text, inline`end`]]);
    for (const { text, root } of read((one) => row(cell(one)))) {
      const types = all(root).map(({ type }) => type);
      expect(types.filter((type) => type === "tableCell")).toHaveLength(4);
      expect(acting(root)).toEqual([]);
      const wanted = text === "" ? "(empty)" : escapeText(text).replaceAll("|", String.raw`\x7c`);
      expect(shown(root)).toBe(`onetwo${wanted}end`);
    }
  });
});

it("parts are put together as they are", () => {
  expect(joined([code("a"), inline`b ${1} ${prose("c_d")}`])).toBe("`a` b 1 `c_d`");
});
