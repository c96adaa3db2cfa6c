import type { Look } from "../../cli/reports/pen";
import { renderText } from "../../cli/reports/text";
import { buildResult } from "../../cli/judge/build-result";
import { nothingUsed } from "../../cli/judge/used";
import type { Hop } from "../../policies/residency/judgement";
import { expectGolden } from "./golden/golden";
import { goldenResult } from "./golden/result";
import { hostileResult } from "./hostile";
import { at, bucket, bucketOfNoLine, checked, doubt, hop, refusal, waived } from "./checked";

const plain: Look = { color: false, seconds: 1.94, shown: (file) => file };
const render = (seen: Parameters<typeof checked>[0], look: Partial<Look> = {}) =>
  renderText(buildResult(checked(seen)), { ...plain, ...look });

const mandate = "mandate    us-user-data (mandate.yaml); judged for 2026-11-22";

const builtIn = { name: "built-in", source: "built-in", notInEffect: [] };

describe("the text report", () => {
  it("is as it was, for one of everything", () => {
    expectGolden("result.txt", renderText(goldenResult(), plain));
  });

  it("lets no name act on a terminal or forge a line", () => {
    const text = renderText(hostileResult(), plain);
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(text.split("\n").filter((line) => /^(?:::|line two|# heading)|##\[/.test(line))).toEqual([]);
    expect(text.length).toBeLessThan(100_000);
  });

  it("is a line for each stack and one for the verdict when all is clean", () => {
    const resources = [bucket("a"), bucket("b"), bucket("c", { stack: "backup-virginia" })];
    expect(render({ stacks: ["dev", "backup-virginia"], resources })).toBe(`${mandate}

✔ backup-virginia   1 resource  clean
✔ dev              2 resources  clean
2 stacks · 3 resources · clean                                         1.9 s
`);
  });

  it("shows a refusal with its resource, its place, both source lines and a fix", () => {
    const finding = refusal(bucket("exports"), { remedy: "use a provider whose region is in the United States" });
    expect(render({ findings: [finding, doubt(bucket("temp"))] })).toBe(`\
✖ us-data-stays-in-us                                               critical
  bucket "exports" holds us-user data in eu-central-1, which is in Germany
    index.ts:7:16      aws:s3/bucket:Bucket in stack dev
    providers.ts:3:20  region: aws:eu-central-1
  fix      use a provider whose region is in the United States
  id       7f3a91c2
? places-are-known                                                     warns
  bucket "temp": its region is not known until \`pulumi up\`
    index.ts:7:16  aws:s3/bucket:Bucket in stack dev, region
  fix      state the region
  id       7f3a91c2

${mandate}

✖ dev  2 resources  1 refused · 1 undecided (warns)
1 stack · 2 resources · 1 refused · 1 undecided (warns)                1.9 s
`);
  });

  it.each([
    [[doubt(bucket("a"))], "clean · 1 undecided (warns)"],
    [[doubt(bucket("a")), doubt(bucket("b"))], "clean · 2 undecided (warn)"],
    [[doubt(bucket("a"), "block")], "1 undecided (blocks)"],
    [[doubt(bucket("a"), "block"), doubt(bucket("b"))], "2 undecided (1 blocks, 1 warns)"],
    [
      [refusal(bucket("a")), doubt(bucket("b"), "block"), doubt(bucket("c"), "block")],
      "1 refused · 2 undecided (block)",
    ],
  ])("counts findings: %#", (findings, words) => {
    const lines = render({ findings }).trimEnd().split("\n");
    expect(lines.at(-2)).toContain(`  ${words}`);
    expect(lines.at(-1)).toContain(` · ${words}  `);
  });

  it("names what the preview couldn't see, what was assumed and what isn't judged", () => {
    const text = render({
      resources: [bucket("a")],
      gaps: [{ stack: "dev", kind: "remote-component", what: "awsx:ec2:Vpc", source: at("net.ts", 3, 1) }],
      used: { ...nothingUsed, assume: ["aws:region=us-east-1"] },
      mandate: { name: "us-user-data", source: "mandate.yaml", notInEffect: ["edge", "gatekeepers"] },
      judged: [["region-guardrails-stand", { allowed: 0, refused: 0, undecided: 0, notJudged: "needs every stack" }]],
    });
    expect(text).toBe(`\
not seen   remote component awsx:ec2:Vpc in stack dev, net.ts:3:1
assumed    aws:region=us-east-1
not judged region-guardrails-stand: needs every stack
not judged edge, gatekeepers: stated by the mandate, not yet in effect in this version
${mandate}

✔ dev  1 resource  clean
1 stack · 1 resource · clean · 1 not seen                              1.9 s
`);
  });

  it("says that nothing was judged when there is nothing", () => {
    expect(render({})).toBe(`\
not judged anything: no stack registers a resource
${mandate}

✔ dev  0 resources  clean
1 stack · 0 resources · clean                                          1.9 s
`);
  });

  it("lists twenty gaps and counts all", () => {
    const gaps = Array.from(
      { length: 23 },
      (_, index) => ({ stack: "dev", kind: "method-call", what: `a:b:c${index}` }) as const,
    );
    const text = render({ gaps });
    expect(text.match(/^not seen {3}method call/gm)).toHaveLength(20);
    expect(text).toContain("not seen   and 3 more; -o json lists all\n");
    expect(text).toContain(" · 23 not seen");
  });

  it("leaves out gaps that are findings already", () => {
    const gaps = (["invoke", "configuration"] as const).map((kind) => ({ stack: "dev", kind, what: "x" }));
    expect(render({ gaps })).not.toContain("not seen");
  });

  it("always shows what is waived, after the rest, and counts it apart", () => {
    const last = waived({ expires: "2026-11-22", daysLeft: 0 });
    const findings = [
      refusal(bucket("exports"), { waiver: waived() }),
      refusal(bucket("other"), { fingerprint: "0000aaaa0000aaaa", waiver: last }),
      doubt(bucket("temp")),
    ];
    const text = render({ findings });
    expect(text).toContain(`
○ us-data-stays-in-us                                                 waived
  bucket "exports" holds us-user data in eu-central-1, which is in Germany
  waived   until 2026-12-04 (12 days left) by privacy-board for data-platform: rehearsal with synthetic rows, PRIV-312
    index.ts:7:16      aws:s3/bucket:Bucket in stack dev
    providers.ts:3:20  region: aws:eu-central-1
  fix      place it in the United States
`);
    expect(text).toContain("  waived   until 2026-11-22 (its last day) by ");
    expect(text.match(/^[✖?○✔]/gm)).toEqual(["?", "○", "○", "?"]);
    expect(text).toContain("\n? dev  3 resources  clean · 1 undecided (warns)\n");
    expect(text).toMatch(/ · clean · 1 undecided \(warns\) · 2 waived \(its last day\) +1\.9 s\n$/);
  });

  it("escapes what a waiver says", () => {
    const waiver = waived({ reason: "a\u001b[2J\u202eb" });
    const text = render({ findings: [refusal(bucket("exports"), { waiver })] });
    expect(text).toContain(": a\\x1b[2J\\u202eb, PRIV-312");
  });

  it("shows what is wrong with a stack where that was said", () => {
    const root = { ...bucketOfNoLine("shop-dev"), type: "pulumi:pulumi:Stack" };
    const decidedAt = at("waivers.yaml", 3, 3);
    const evidence = { message: "the waiver lapsed", places: [], property: "expires", decidedAt };
    expect(render({ findings: [refusal(root, { evidence })] })).toContain(
      "  the waiver lapsed\n    waivers.yaml:3:3  expires\n  fix ",
    );
  });

  it("says what is abroad under an exception alone, and how long it stands", () => {
    const one = { center: "singapore", expires: "2022-09-15", daysLeft: 9, resources: ["urn:a", "urn:b"] };
    const text = render({ excepted: [one, { ...one, center: "osaka", daysLeft: 0, resources: ["urn:b"] }] });
    expect(text).toContain(
      "excepted   center `singapore`: 2 resources abroad under its exception until 2022-09-15 (9 days left)\n",
    );
    expect(text).toContain(
      "excepted   center `osaka`: 1 resource abroad under its exception until 2022-09-15 (its last day)\n",
    );
    expect(text).toContain(" · clean · 2 excepted ");
  });

  it("says that the mandate is the built-in one, and how to write one's own", () => {
    const text = render({ mandate: builtIn });
    expect(text).toContain(
      "mandate    built in, as there is no mandate.yaml beside Pulumi.yaml; judged for 2026-11-22\n" +
        "           write your own there: one that has `name: ours` alone says the same, and is the place for more\n",
    );
  });

  describe("with a trusted revision", () => {
    const trust = { ref: "origin/main", commit: "0123456789abcdef0123", changed: [] };

    it("says where the mandate is from", () => {
      expect(render({ trust })).toContain(
        "mandate    us-user-data (mandate.yaml at origin/main, 0123456789ab); judged for 2026-11-22\n",
      );
      expect(render({ trust, mandate: builtIn })).toContain(
        "mandate    built in, as there is none at origin/main, 0123456789ab; judged for 2026-11-22\n\n",
      );
    });

    it("says before anything else what was changed and did not judge", () => {
      const changed = [
        { file: "mandate.yaml", change: "changed" },
        { file: "waivers.yaml", change: "added" },
      ] as const;
      const shown = (file: string) => `infra/${file}`;
      const text = render({ trust: { ...trust, changed }, findings: [refusal(bucket("exports"))] }, { shown });
      expect(text.split("\n").slice(0, 4)).toEqual([
        "! infra/mandate.yaml is changed since origin/main, 0123456789ab: that is not used to judge",
        "! infra/waivers.yaml is added since origin/main, 0123456789ab: that is not used to judge",
        "",
        expect.stringMatching(/^✖ us-data-stays-in-us/),
      ]);
    });
  });

  it("shows files as they are reached from where the command runs, the same in one place and in two", () => {
    const text = render({ findings: [refusal(bucket("exports"))] }, { shown: (file) => `infra/${file}` });
    expect(text).toContain("    infra/index.ts:7:16      aws:s3");
    expect(text).toContain("    infra/providers.ts:3:20  region: aws:eu-central-1\n");
    expect(text).toContain("us-user-data (infra/mandate.yaml)");
  });

  it("says so when a line isn't known", () => {
    expect(render({ findings: [doubt(bucketOfNoLine("exports"))] })).toContain(
      "    (no line known)  aws:s3/bucket:Bucket in stack dev, region\n",
    );
  });

  it("wraps sentences on a terminal, never paths", () => {
    const source = at(`src/${"deep/".repeat(20)}index.ts`, 7, 16);
    const text = render({ findings: [refusal(bucket("exports", { source }))] }, { columns: 40 });
    expect(text).toContain(
      `
✖ us-data-stays-in-us           critical
  bucket "exports" holds us-user data in
  eu-central-1, which is in Germany
    ${source.file}:7:16  aws:s3/bucket:Bucket in stack dev
`.trimStart(),
    );
    expect(text).toContain("mandate    us-user-data (mandate.yaml);\n           judged for 2026-11-22\n");
  });

  it("says which stacks were previewed with less known of outputs", () => {
    expect(render({ resources: [bucket("a")], plainStacks: ["dev"] })).toContain(
      "less seen  stack dev: its program failed on the texts that stand for outputs, and was previewed without them; " +
        "what it makes of outputs is not known\n",
    );
  });

  it("colors on request only, and only with colors", () => {
    const text = render({ findings: [refusal(bucket("exports"))] }, { color: true });
    expect(text).toContain("\u001b[31m✖\u001b[39m \u001b[1mus-data-stays-in-us\u001b[22m");
    expect(text.replace(/\u001b\[\d+m/g, "")).toBe(render({ findings: [refusal(bucket("exports"))] }));
  });
});

describe("a trace in the text report", () => {
  const orders = bucket("orders");
  const exports_ = bucket("exports", { source: at("exports.ts", 3, 1) });
  const replica = bucket("replica", { stack: "backup" });
  const places: Readonly<Record<string, readonly string[]>> = {
    [orders.urn]: ["aws:us-east-1"],
    [replica.urn]: ["aws:eu-west-1", "aws:us-east-2"],
  };
  const placesOf = (urn: string) => places[urn] ?? [];
  const traced = (trace: readonly Hop[], look: Partial<Look> = {}) =>
    render({ findings: [refusal(orders, { evidence: { trace, decidedAt: at("index.ts", 7, 16) } })], placesOf }, look);
  const traceLine = (trace: readonly Hop[]) => /^ {2}trace {4}(.*)$/m.exec(traced(trace))?.[1];

  it("is a line of names with their places, the lines of its hops, and the command that tells more", () => {
    const trace = [
      hop(orders, exports_, { property: "topic" }),
      hop(exports_, replica, { property: "rules[1].bucket" }),
    ];
    expect(traced(trace).split("\n").slice(2, 8)).toEqual([
      "    index.ts:7:16   aws:s3/bucket:Bucket in stack dev",
      "    index.ts:7:16   region: aws:eu-central-1",
      "    exports.ts:3:1  rules[1].bucket of exports",
      "  trace    orders (us-east-1) → dev/exports → backup/replica (eu-west-1, us-east-2)",
      "  fix      place it in the United States",
      "  explain  stateside explain 7f3a91c2",
    ]);
  });

  it.each<[string, readonly Hop[], string]>([
    ["a hop that is only possible", [hop(orders, exports_, { certainty: "possible" })], "orders (us-east-1) ⇢ exports"],
    [
      "a place without a resource",
      [hop(orders, undefined, { place: "aws:eu-west-1" })],
      "orders (us-east-1) → eu-west-1",
    ],
    ["viewers anywhere", [hop(orders, undefined, { place: "worldwide" })], "orders (us-east-1) → worldwide"],
    ["an end that isn't known", [hop(orders, undefined)], "orders (us-east-1) → (not known where)"],
  ])("shows %s", (_, trace, line) => {
    expect(traceLine(trace)).toBe(line);
  });

  it.each([
    ["certain", "→"],
    ["possible", "⇢"],
  ] as const)("is shortened in the middle when it is long, and tells what is %s there", (certainty, arrow) => {
    const all = Array.from({ length: 12 }, (_, index) => bucket(`b${index}`));
    const trace = all.slice(1).flatMap((to, index) => {
      const from = all[index];
      return from === undefined ? [] : [hop(from, to, index === 5 ? { certainty } : {})];
    });
    expect(traceLine(trace)).toBe(`b0 → b1 → b2 → b3 → … 6 more … ${arrow} b10 → b11`);
  });

  it("wraps between its stops on a terminal", () => {
    expect(traced([hop(orders, exports_), hop(exports_, replica)], { columns: 46 })).toContain(
      "  trace    orders (us-east-1) → dev/exports →\n           backup/replica (eu-west-1, us-east-2)\n",
    );
  });

  it("tells the command with the options that the check was given, and as many digits as it takes", () => {
    const finding = (fingerprint: string) =>
      refusal(orders, { fingerprint, evidence: { trace: [hop(orders, exports_)] } });
    const text = render(
      { findings: [finding("7f3a91c2b4d50e16"), finding("7f3a91c2b40000000")] },
      { again: " --program infra" },
    );
    expect(text).toContain("  explain  stateside explain 7f3a91c2b4d --program infra\n");
  });

  it("is no line where there is none", () => {
    expect(render({ findings: [refusal(orders)] })).not.toMatch(/^ {2}(?:trace|explain)/m);
  });
});

describe("names of the program's choice", () => {
  const hostile: [string, string, string][] = [
    ["ANSI sequences", "\u001b[2J\u001b[32mclean", "\\x1b[2J\\x1b[32mclean"],
    ["line breaks", 'x"\n✔ dev  1 resource  clean', 'x"\\n✔ dev  1 resource  clean'],
    ["a right-to-left override", "\u202enaelc", "\\u202enaelc"],
    ["keys of the language", "__proto__", "__proto__"],
    ["ten thousand characters", "n".repeat(10_000), "…(10065 characters)…"],
  ];

  it.each(hostile)("can't deceive with %s", (_, name, shown) => {
    const text = render({ findings: [refusal(bucket(name))] });
    expect(text).toContain(shown);
    expect(text.split("\n")).toHaveLength(12);
    expect(text).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(450);
  });

  it.each(hostile)("can't deceive with %s in a trace", (_, text) => {
    const from = bucket(text, { stack: text });
    const other = bucket(text, { source: at(text, 3, 3) });
    const trace = [hop(from, other, { property: text }), hop(other, undefined, { property: text, place: text })];
    const finding = refusal(bucket("a"), { evidence: { trace } });
    const shown = render({ findings: [finding], placesOf: () => [text, text] }, { again: ` --program '${text}'` });
    expect(shown.split("\n")).toHaveLength(14);
    expect(shown).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThan(1100);
  });

  it.each(hostile)("can't deceive with %s anywhere else", (_, text) => {
    const resource = bucket("a", { stack: text, type: text, source: at(text, 1, 1) });
    const finding = refusal(resource, {
      rule: text,
      remedy: text,
      evidence: { property: text, decidedAt: at(text, 2, 2) },
    });
    const shown = render({
      stacks: [text],
      findings: [finding],
      gaps: [{ stack: text, kind: "method-call", what: text, source: at(text, 3, 3) }],
      used: {
        scope: [{ line: 3, class: text, owner: text, reason: text, resources: [text] }],
        loweringLabels: [`urn:pulumi:dev::shop::a:b:C::${text}`],
        declassify: [{ line: 4, from: text, to: text, owner: text, reason: text }],
        catalog: [{ line: 5, type: text, role: text }],
        sites: [{ line: 6, country: text, reason: text, resources: [text] }],
        audit: [{ line: 7, resources: [`urn:pulumi:dev::shop::a:b:C::${text}`] }],
        territories: [text],
        duties: [{ rule: text, stack: text }],
        assume: [text],
      },
      plainStacks: [text],
      mandate: { name: text, source: text, notInEffect: [text] },
      judged: [[text, { allowed: 0, refused: 0, undecided: 0, notJudged: text }]],
    });
    expect(shown.split("\n")).toHaveLength(25);
    expect(shown).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThan(900);
  });
});
