import { buildResult } from "../../cli/judge/build-result";
import type { Result } from "../../cli/judge/result";
import { at, bucket, checked, hop, refusal, waived } from "./checked";

/** Names that try to break out of a report, each in its own way. */
export const hostileNames: readonly string[] = [
  "\u001b[2J\u001b[31mred\u001b]8;;https://evil.example\u0007link",
  "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
  "[click](javascript:alert(1)) ![i](https://evil.example/x.png) **bold** `code` | cell | @team #1 https://evil.example",
  '```\n# heading\n<details>\n```mermaid\nclick A href "javascript:alert(1)"',
  "::error file=a,line=1::forged%0A::set-output name=x::y",
  "line one\nline two\r\n::warning::three\u2028four\u2029five",
  "\u202egnp.exe\u202c\u2066isolate\u2069\u200bzero\ufeff",
  "__proto__",
  "constructor",
  "]]><![CDATA[x]]>--><!-- \u0000\u0001\u000b\ufffe\ud800",
  '=HYPERLINK("https://evil.example","x")',
  "-2+3+cmd|' /C calc'!A0",
  "'\"`$(touch /tmp/pwned);{{ }} ${{ secrets.X }} %s %n",
  "x".repeat(10_000),
];

/** A result in which every text that a program, state or mandate can choose is hostile. */
export function hostileResult(names: readonly string[] = hostileNames): Result {
  const resources = names.map((name, index) =>
    bucket(name, {
      source: at(`${name.slice(0, 200)}.ts`, index + 1, 1),
      stack: index % 2 === 0 ? "dev" : name,
      type: `aws:s3/bucket:${name}`,
    }),
  );
  const [first] = resources;
  const findings = resources.map((resource, index) => {
    const name = names[index] ?? "";
    const text = `bucket "${name}" copies us-user data abroad`;
    return refusal(resource, {
      fingerprint: index.toString(16).padStart(16, "0"),
      traceHash: "0".repeat(16),
      remedy: `don't: ${name}`,
      known: index % 6 === 3,
      ...(index % 3 === 1 && { waiver: waived({ owner: name, approver: name, reason: name, ticket: name }) }),
      evidence: {
        message: text,
        property: `tags.${name}`,
        places: [`aws:${name}`],
        dataClass: name,
        trace: index % 2 === 0 && first !== undefined ? [hop(resource, first, { property: name })] : [],
      },
    });
  });
  const result = buildResult(
    checked({
      stacks: ["dev", ...names],
      findings,
      holders: resources.map((resource, index) => ({
        ...{
          resource,
          dataClass: names[index] ?? "",
          why: "label" as const,
          holds: "content",
          places: [names[index] ?? ""],
        },
      })),
      movements: resources.map((resource, index) => ({ hop: hop(resource, first), classes: [names[index] ?? ""] })),
      gaps: names.map((name) => ({ stack: name, kind: "invoke" as const, what: name, source: at(name, 1, 1) })),
      judged: [["us-data-stays-in-us", { allowed: 0, refused: names.length, undecided: 0, notJudged: null }]],
      excepted: names.map((center) => ({ center, expires: "2026-12-31", daysLeft: 1, resources: [center] })),
      plainStacks: [...names],
      baseline: {
        source: "baseline.json",
        count: names.length,
        gone: names.map((name) => ({ finding: "0".repeat(16), rule: name, stack: name, resource: name })),
      },
      mandate: { name: names.join(" "), source: "mandate.yaml", notInEffect: [] },
      trust: {
        ref: "main",
        commit: "0".repeat(40),
        changed: names.map((file) => ({ file, change: "added" as const })),
      },
      placesOf: () => [...names],
    }),
  );
  const entry = names.map((name) => ({ line: 1, owner: name, reason: name, class: name, resources: [name] }));
  return { ...result, used: { ...result.used, scope: entry, assume: [...names], loweringLabels: [...names] } };
}
