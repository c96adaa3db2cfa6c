import { buildResult } from "../../cli/judge/build-result";
import type { Result } from "../../cli/judge/result";
import { renderMarkdown } from "../../cli/reports/markdown";
import type { Look } from "../../cli/reports/pen";
import { nothingUsed } from "../../cli/judge/used";
import { at, bucket, checked, doubt, hop, refusal, waived } from "./checked";
import { expectGolden } from "./golden/golden";
import { goldenResult } from "./golden/result";
import { hostileNames, hostileResult } from "./hostile";
import { acting, all, shape } from "./readers/acting";
import { readMarkdown } from "./readers/readers";

const plain: Look = { color: false, seconds: 1.94, shown: (file) => file };
const render = (result: Result, look: Partial<Look> = {}) => renderMarkdown(result, { ...plain, ...look });
const size = (text: string) => Math.max(text.length, Buffer.byteLength(text));

describe("the Markdown report", () => {
  it("tells one of everything, the verdict first", () => {
    expectGolden("result.md", render(goldenResult()));
  });

  it("begins with the comment by which a workflow finds it, and ends with a newline", () => {
    expect(render(buildResult(checked({})))).toMatch(/^<!-- stateside -->\n\n## ✔ Stateside: clean\n[^]*[^\n]\n$/);
  });

  it("is the same however long the check took", () => {
    expect(render(goldenResult(), { seconds: 99 })).toBe(render(goldenResult()));
  });

  it.each([
    ["clean", [], "## ✔ Stateside: clean"],
    ["undecided", [doubt(bucket("a"), "block")], "## ? Stateside: undecided"],
    ["clean, with warnings", [doubt(bucket("a"))], "## ✔ Stateside: clean"],
    ["refused", [refusal(bucket("a"))], "## ✖ Stateside: refused"],
  ])("has the verdict as its heading: %s", (_, findings, heading) => {
    expect(render(buildResult(checked({ findings })))).toContain(`\n${heading}\n`);
  });

  it("shows known findings in a line each, on a click", () => {
    const finding = { ...refusal(bucket("exports")), known: true };
    const text = render(buildResult(checked({ findings: [finding] })));
    expect(text).toContain(`<details>
<summary>1 known from the baseline, approved by nobody</summary>

- ○ \`us-data-stays-in-us\`: bucket "exports" holds \`us-user\` data in \`eu-central-1\`, which is in Germany, in stack \`dev\`, \`index.ts:7:16\`, id \`7f3a91c2\`

</details>`);
  });

  it("shows files as they are reached, and the command with the options of the check", () => {
    const text = render(buildResult(checked({ findings: [refusal(bucket("a"))] })), {
      shown: (file) => `infra/${file}`,
      again: " --program infra",
    });
    expect(text).toContain("- `infra/index.ts:7:16`: ");
    expect(text).toContain(": `stateside explain 7f3a91c2 --program infra`\n");
  });

  it("says which mandate judged, and where to write one", () => {
    const mandate = { ...checked({}).mandate, name: "built-in", source: "built-in" };
    expect(render(buildResult(checked({ mandate })))).toMatch(
      /\n\nMandate: built in, as there is no `mandate\.yaml` beside `Pulumi\.yaml`; judged for `2026-11-22`; write your own there: .*\n$/,
    );
  });

  it("has a row for each stack, those with refused findings first", () => {
    const findings = [doubt(bucket("a", { stack: "b" })), refusal(bucket("a", { stack: "c" }))];
    const rows = render(buildResult(checked({ stacks: ["a", "b", "c"], findings }))).match(/^\| `.*$/gm);
    expect(rows).toEqual([
      "| `c` | `shop` | 1 | ✖ 1 refused |",
      "| `b` | `shop` | 1 | ? clean · 1 undecided (warns) |",
      "| `a` | `shop` | 0 | ✔ clean |",
    ]);
  });
});

describe("names in the Markdown report", () => {
  it("act nowhere: the document is what it is with harmless names", () => {
    const look = { again: ` --program '${hostileNames.join("")}'` };
    const of = (name: string) => render(hostileResult([name]), { again: ` --program '${name}'` });
    const [together, harmless, ...each] = readMarkdown([
      render(hostileResult(), look),
      of("exports"),
      ...hostileNames.map(of),
    ]);
    expect(together === undefined ? null : acting(together)).toEqual([]);
    for (const [index, root] of each.entries()) {
      expect([hostileNames[index], acting(root)]).toEqual([hostileNames[index], []]);
      expect(shape(root)).toBe(harmless && shape(harmless));
    }
  });

  it("can still be copied", () => {
    const name = "a|b`c``d <e> @f #1 \\ $g$ https://h.example";
    const finding = refusal(bucket(name, { type: `aws:s3/bucket:${name}` }));
    const [root] = readMarkdown([render(buildResult(checked({ findings: [finding] })))]);
    const values =
      root === undefined ? [] : all(root).flatMap((node) => (node.type === "inlineCode" ? [node.value] : []));
    expect(values).toContain(`aws:s3/bucket:${name} in stack dev`);
  });

  const acts = [
    ["HTML", "<b>x"],
    ["an HTML comment", "<!-- stateside --> x"],
    ["a link", "[a](https://b.example)"],
    ["an image", "![a](b.png)"],
    ["an autolink", "https://a.example"],
    ["an autolink without a scheme", "www.a.example"],
    ["an address", "a@b.example"],
    ["a mention", "@team"],
    ["a reference", "see #1"],
    ["a reference without a number sign", "GH-1"],
    ["a reference to another repository", "a/b#1"],
    ["a commit", "0123abcd"],
    ["an emoji", ":tada:"],
    ["mathematics", "$x$"],
    ["emphasis", "*a*"],
    ["strikethrough", "~~a~~"],
    ["a footnote", "[^1]\n\n[^1]: a"],
    ["a definition", "[a]: b"],
    ["a task", "- [x] a"],
    ["a rule", "---"],
    ["a line break", "a\\\nb"],
    ["code in a language", "```js\nx\n```"],
    ["indented code", "    x"],
    ["a chart that clicks", '```mermaid\nflowchart LR\n  n0["a"]\n  click n0 "https://a.example"\n```'],
    ["a chart with a directive", "```mermaid\n%%{init: {}}%%\nflowchart LR\n```"],
    ["a chart with a label that ends", '```mermaid\nflowchart LR\n  n0["a"b"]\n```'],
    ["a chart with HTML", '```mermaid\nflowchart LR\n  n0["<img src=x>"]\n```'],
  ] as const;
  const read = readMarkdown(acts.map(([, text]) => `# a\n\n${text}\n`));

  it.each(acts.map(([what], index) => [what, index] as const))("would be found to act: %s", (_, index) => {
    const root = read[index];
    expect(root === undefined ? [] : acting(root)).not.toEqual([]);
  });
});

describe("the length of the Markdown report", () => {
  const way = Array.from({ length: 6 }, (_, index) => bucket(`way${index}`));
  const trace = way.flatMap((from) => [hop(from, way[5])]);
  const result = (count: number) => {
    const many = (offset: number) =>
      Array.from({ length: count }, (_, index) => {
        const resource = bucket(`b${index}`, { source: at("index.ts", index + 1, 1) });
        return { resource, fingerprint: (offset + index).toString(16).padStart(16, "0") };
      });
    return buildResult(
      checked({
        findings: [
          ...many(0x10_0000).map(({ resource, fingerprint }) =>
            refusal(resource, { fingerprint, evidence: { trace } }),
          ),
          ...many(0x20_0000).map(({ resource, fingerprint }) => ({ ...doubt(resource), fingerprint })),
          ...many(0x30_0000).map(({ resource, fingerprint }) => refusal(resource, { fingerprint, waiver: waived() })),
        ],
        used: { ...nothingUsed, assume: Array.from({ length: 40 }, (_, index) => `assumption${index}`.repeat(20)) },
        trust: { ref: "main", commit: "0".repeat(40), changed: [{ file: "mandate.yaml", change: "changed" }] },
      }),
    );
  };
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const seen = (many: number) => {
    const text = render(result(many));
    return {
      many,
      size: size(text),
      top: text.startsWith(`<!-- stateside -->\n\n## ✖ Stateside: refused\n\n1 stack · `),
      changes: text.includes("> - `mandate.yaml` is changed since"),
      stacks: text.includes("| `dev` | `shop` |"),
      mandate: text.includes("\nMandate: `us-user-data`"),
      notes: count(text, /^- \*\*assumed/gm),
      charts: count(text, /^```mermaid$/gm),
      warned: count(text, /^\? \*\*/gm),
      waived: count(text, /^○ \*\*/gm),
      refused: count(text, /^✖ \*\*/gm),
      lines: count(text, /^- [✖?○] /gm),
      refusedLines: count(text, /^- ✖ /gm),
    };
  };
  const reports = [1, 30, 40, 45, 50, 60, 70, 80, 100, 120, 140, 200, 450, 600, 5000].map(seen);

  it("is under 60,000 characters and bytes, and the verdict, changes, stacks and mandate are always there", () => {
    for (const one of reports) {
      expect(one).toMatchObject({ top: true, changes: true, stacks: true, mandate: true });
      expect(one.size).toBeLessThanOrEqual(60_000);
    }
  });

  it("drops notes first, then charts, details of what stops nobody, other details, and findings last", () => {
    for (const { many, notes, charts, warned, waived: hidden, refused, lines, refusedLines } of reports) {
      if (charts < many) expect(notes).toBe(0);
      if (warned + hidden < 2 * many) expect(charts).toBe(0);
      if (refused < many) expect(warned + hidden).toBe(0);
      if (refused + warned + hidden + lines < 3 * many) expect(refused).toBe(0);
      if (refused + refusedLines < many) expect(lines).toBe(refusedLines);
    }
  });

  it("comes to each of these steps with more and more findings", () => {
    const steps = [
      reports.some(({ notes }) => notes === 40),
      reports.some(({ many, notes, charts }) => notes < 40 && charts === many),
      reports.some(({ many, charts }) => charts > 0 && charts < many),
      reports.some(({ many, warned, waived: hidden }) => warned + hidden > 0 && warned + hidden < 2 * many),
      reports.some(({ many, refused }) => refused > 0 && refused < many),
      reports.some(({ many, lines, refusedLines }) => lines < 3 * many && refusedLines === many),
      reports.some(({ many, refusedLines }) => refusedLines > 0 && refusedLines < many),
    ];
    expect(steps).toEqual(steps.map(() => true));
  });

  it("says how many findings are left out", () => {
    const text = render(result(5000));
    const shown = count(text, /^- ✖ /gm);
    expect(text).toContain(`### 5000 refused\n`);
    expect(text).toContain(`\nand ${5000 - shown} more; \`-o json\` lists all\n`);
    expect(text).toContain("<summary>5000 waived</summary>\n\n`-o json` lists them\n");
    expect(text).toContain("\n40 notes are left out for want of room; `-o text` tells all\n");
  });

  it("is kept by hostile names that are as long as they can be", () => {
    for (const name of ["x".repeat(10_000), "\u{10ffff}".repeat(10_000), "`a".repeat(5000), "😀".repeat(5000)]) {
      const names = Array.from({ length: 60 }, (_, index) => `${index}${name}`);
      const text = render(hostileResult(names));
      expect(size(text)).toBeLessThanOrEqual(60_000);
      expect(text).toContain("\n## ✖ Stateside: refused\n");
      expect(text).toContain("\n> - and 50 more\n");
    }
  });
});
