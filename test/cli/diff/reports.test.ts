import { compare } from "../../../cli/diff/compare";
import type { Diff } from "../../../cli/diff/difference";
import type { Deletion } from "../../../policies/residency/estate";
import { diffForm } from "../../../cli/diff/diff-form";
import type { Result } from "../../../cli/judge/result";
import { renderDiff } from "../../../cli/reports/diff";
import type { Look } from "../../../cli/reports/pen";
import { bucket, hop, refusal } from "../checked";
import { expectGolden } from "../golden/golden";
import { goldenDiff, goldenSides } from "../golden/diff";
import { hostileNames, hostileResult } from "../hostile";
import { acting, shape } from "../readers/acting";
import { readMarkdown } from "../readers/readers";
import { held, holding, side } from "./sides";

const look: Look = { color: false, seconds: 1.94, shown: (file) => file, again: " --program infra" };
const plain = (text: string) => text.replaceAll(/[\n\t]/g, "");
const size = (text: string) => Math.max(text.length, Buffer.byteLength(text));

describe("a comparison's reports", () => {
  it.each([
    ["text", "diff.txt"],
    ["markdown", "diff.md"],
    ["json", "diff.json"],
  ] as const)("tell one of everything, as %s", (format, file) => {
    expectGolden(file, renderDiff(goldenDiff(), format, look));
  });

  it("are of the published form, as JSON", () => {
    const text = renderDiff(goldenDiff(), "json", look);
    expect(diffForm.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });

  it("say that nothing changes", () => {
    const { base } = goldenSides();
    const nothing = compare(base, { ...base, side: { kind: "working-tree", name: "", commit: null } });
    expect(renderDiff(nothing, "text", look)).toContain("\nnothing changes for residency");
    expect(renderDiff(nothing, "markdown", look)).toMatch(
      /^<!-- stateside-diff -->\n\n## ✔ Stateside: what this changes\n\nnothing changes for residency\n/,
    );
  });

  it("tell what the trusted revision kept from judging before all else", () => {
    const diff = goldenDiff();
    const changed = [{ file: "mandate.yaml", change: "changed" }] as const;
    const trusted: Diff = { ...diff, head: { ...diff.head, trust: { ref: "main", commit: "0".repeat(40), changed } } };
    const [line] = renderDiff(trusted, "text", look).split("\n");
    expect(line).toBe("! mandate.yaml is changed since main, 000000000000: that is not used to judge");
    expect(renderDiff(trusted, "markdown", look)).toContain("> [!WARNING]\n> - `mandate.yaml` is changed since");
  });

  it("tell of a class that the mandate frees in one line", () => {
    const freed = ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({
      ...{ urn: bucket(name).urn, from: "eu", class: "eu", why: "label", how: "mandate", source: null },
    })) as Diff["freed"];
    expect(renderDiff({ ...goldenDiff(), freed }, "text", look)).toContain(
      "! freed    the mandate lets eu be in more places: a, b, c, d, e and 2 more\n",
    );
  });
});

describe("holders of a center whose phase changes", () => {
  const names = ["a", "b", "c"];
  const holders = (phase: "backup-only" | "draining", of: readonly string[], deletion?: Deletion) =>
    side({
      ...holding(...of.map((name) => held(name, { resource: bucket(name, deletion && { deletion }) }))),
      phaseOf: () => phase,
    });
  const text = (...sides: Parameters<typeof compare>) => renderDiff(compare(...sides), "text", look);

  it("are one line where they change alike", () => {
    expect(text(holders("backup-only", names, "refused"), holders("draining", names))).toContain(
      "~ changed  3 in stack dev: phase backup-only → draining; no longer protected, so that it can be deleted: " +
        "a (Bucket), b (Bucket), c (Bucket)\n",
    );
    expect(text(holders("backup-only", ["a"]), holders("draining", ["a"], "left"))).toContain(
      "~ changed  a, aws:s3/bucket:Bucket in stack dev: phase backup-only → draining; " +
        "stays in the cloud when it is declared no more",
    );
  });

  it("are counted where there are too many for a sentence", () => {
    const many = Array.from({ length: 40 }, (_, index) => `bucket-of-users-${index}`);
    expect(text(holders("backup-only", many), holders("draining", many))).toMatch(
      /^~ changed {2}40 in stack dev: phase backup-only → draining: bucket-of-users-0 \(Bucket\), [^…]+ and \d+ more$/m,
    );
  });

  it("say what becomes of what is declared no more", () => {
    const none = holders("draining", []);
    expect(text(holders("draining", ["a"]), none)).toMatch(/^- deleted {2}a, .*, draining, index\.ts:7:16$/m);
    expect(text(holders("draining", ["a"], "left"), none)).toMatch(
      /^- left {5}a, .*, draining; stays in the cloud, and leaves the state, index\.ts:7:16$/m,
    );
    expect(text(holders("draining", ["a"], "refused"), none)).toMatch(
      /^- deleted {2}a, .*, draining; protected, so that `pulumi up` refuses, index\.ts:7:16$/m,
    );
  });
});

describe("what stands first in a comparison", () => {
  const judges: Diff["judges"] = Array.from({ length: 300 }, (_, index) => ({
    ...{ file: "mandate", about: `approver ${index}`, base: null, head: "may approve" },
  }));
  const freed: Diff["freed"] = Array.from({ length: 300 }, (_, index) => ({
    ...{ urn: bucket(`freed${index}`).urn, from: "us-user", class: "eu", why: "label", how: "class", source: null },
  }));
  const told = (format: "text" | "markdown", changes: Partial<Diff>) => {
    const text = renderDiff({ ...goldenDiff(), ...changes }, format, look);
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return [count(/approver\W+\d+/g), count(/freed\d+/g), /and (\d+) more; `?-o json/.exec(text)?.[1]];
  };

  it.each([
    ["text", 200, 67],
    ["markdown", 30, 10],
  ] as const)(
    "has room for what was freed, however much else is changed, and counts the rest: %s",
    (format, most, third) => {
      const [one] = freed;
      if (one === undefined) throw new Error("there are 300");
      expect(told(format, { judges, freed })).toEqual([most - third, third, String(600 - most)]);
      expect(told(format, { judges, freed: [one] })).toEqual([most - 1, 1, String(301 - most)]);
      expect(told(format, { judges: judges.slice(0, 5), freed })).toEqual([5, most - 5, String(305 - most)]);
      expect(told(format, { judges: judges.slice(0, 5), freed: [one] }).slice(0, 2)).toEqual([5, 1]);
    },
  );
});

describe("hostile names in a comparison", () => {
  const named = (names: readonly string[], isNew = true): Diff => {
    const result: Result = hostileResult(names);
    const before = { ...side(), result: { ...side().result, waivers: { source: null, count: 9 } } };
    const hostile = { ...side(), side: { kind: "result", name: names.join(","), commit: null } as const, result };
    return isNew ? compare(before, hostile) : compare(hostile, before);
  };
  const diffs = [named(hostileNames), named(hostileNames, false), ...hostileNames.map((name) => named([name]))];

  it("act on no terminal", () => {
    for (const diff of diffs) {
      const text = renderDiff(diff, "text", look);
      expect(text).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/u);
      expect(text).not.toMatch(/^::/m);
    }
  });

  it("end no line of a text, and make none longer than a sentence", () => {
    const lines = renderDiff(named(["x".repeat(10_000)]), "text", look).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1100);
    const counts = hostileNames.map((name) => renderDiff(named([name]), "text", look).split("\n").length);
    expect(new Set(counts).size).toBe(1);
  });

  it("do nothing in Markdown", () => {
    const roots = readMarkdown(diffs.map((diff) => renderDiff(diff, "markdown", look)));
    expect(roots.flatMap(acting)).toEqual([]);
    expect(new Set(roots.slice(2).map(shape)).size).toBe(1);
  });

  it("are the same when the JSON is read again", () => {
    for (const diff of diffs) {
      const text = renderDiff(diff, "json", look);
      expect(plain(text)).not.toMatch(/[\p{Cf}\p{Cc}\u2028\u2029]/u);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(diff)));
    }
  });
});

describe("the length of a comparison's Markdown", () => {
  const way = Array.from({ length: 6 }, (_, index) => bucket(`way${index}`));
  const trace = way.flatMap((from) => [hop(from, way[5])]);
  const many = (count: number): Diff => {
    const findings = Array.from({ length: count }, (_, index) =>
      refusal(bucket(`b${index}`), { fingerprint: index.toString(16).padStart(16, "0"), evidence: { trace } }),
    );
    const { base } = goldenSides();
    const { head: last } = goldenSides();
    const before = { ...base, result: { ...base.result, findings: [] } };
    const found = side({ findings }).result.findings;
    return compare(before, { ...last, result: { ...last.result, findings: found } });
  };
  const texts = [1, 30, 60, 100, 300, 1000, 5000].map((count) => renderDiff(many(count), "markdown", look));

  it("is under 60,000 characters and bytes, and what stands first is always there", () => {
    for (const text of texts) {
      expect(size(text)).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/^<!-- stateside-diff -->\n\n## ✖ Stateside: what this changes\n/);
      expect(text).toContain("\n> - `!` **mandate** approver");
      expect(text).toContain("head is the working tree");
    }
  });

  it("drops charts before details, and details before findings", () => {
    const counts = texts.map((text) =>
      [/^```mermaid$/gm, /^✖ \*\*/gm, /^- ✖ /gm].map((pattern) => text.match(pattern)?.length ?? 0),
    );
    const [all, ...fewer] = counts;
    expect(all).toEqual([1, 1, 0]);
    for (const [charts = 0, details = 0, lines = 0] of fewer) {
      if (lines > 0) expect(charts).toBe(0);
      expect(details + lines).toBeGreaterThan(0);
    }
    expect(counts.at(-1)?.[1]).toBe(0);
    expect(texts.at(-1)).toMatch(/\nand \d+ more; `-o json` lists all\n/);
  });

  it("is kept by hostile names that are as long as they can be", () => {
    for (const name of ["x".repeat(10_000), "\u{10ffff}".repeat(10_000), "`a".repeat(5000)]) {
      const names = Array.from({ length: 60 }, (_, index) => `${index}${name}`);
      const hostile = { ...side(), result: hostileResult(names) };
      expect(size(renderDiff(compare(side(), hostile), "markdown", look))).toBeLessThanOrEqual(60_000);
    }
  });
});
