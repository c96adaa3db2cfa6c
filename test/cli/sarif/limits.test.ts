import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { buildResult } from "../../../cli/judge/build-result";
import { at, bucket, checked, hop, refusal, waived } from "../checked";
import { hostileNames, hostileResult } from "../hostile";
import { found, notices, only, rendered, runOf } from "./log";

jest.setTimeout(120_000);

describe("SARIF of hostile texts", () => {
  const text = rendered(hostileResult());
  const messages = [...text.matchAll(/"text": (".*")/g)].map(([, json = ""]) => String(JSON.parse(json)));

  it("has no link and no placeholder but its own, and nothing that a terminal or a runner acts on", () => {
    expect(messages.length).toBeGreaterThan(3 * hostileNames.length);
    const links = messages.flatMap((message) => [...message.matchAll(/\[[^\]]*\]\([^)]*\)/g)].map(([link]) => link));
    expect(new Set(links)).toEqual(new Set(["[here](1)"]));
    for (const message of messages) expect(message.replaceAll(/\{\{|\}\}/g, "")).not.toMatch(/[{}]/);
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]|##\[|^\s*::/mu);
  });

  it("would have a link and a placeholder if names were told as they are", () => {
    const name = "[a](javascript:x) {0}";
    const { message } = only(found([bucket(name)]));
    expect(message.text).toContain('bucket "[a] (javascript:x) {{0}}"');
  });

  it("stays small, however long names are", () => {
    const long = found([
      bucket("x".repeat(90_000), { source: at("y".repeat(90_000), 1, 1), stack: "z".repeat(90_000) }),
    ]);
    expect(rendered(long).length).toBeLessThan(rendered(found([bucket("x")])).length + 10_000);
  });
});

describe("the limits of GitHub", () => {
  it("are kept with 30,000 findings: what counts least is left out, and that is told", () => {
    const result = found([bucket("a")], [bucket("b"), { waiver: waived() }]);
    const [counts, suppressed] = result.findings;
    if (counts === undefined || suppressed === undefined) throw new Error("two findings");
    const warns = { ...counts, verdict: "undecided", effect: "warn" } as const;
    const many = [
      ...Array.from({ length: 6000 }, () => suppressed),
      ...Array.from({ length: 4000 }, () => ({ ...counts, known: true })),
      ...Array.from({ length: 17_000 }, () => warns),
      ...Array.from({ length: 3000 }, () => counts),
    ];
    const text = rendered({ ...result, findings: many });
    const results = runOf(text).results ?? [];
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ suppressions }) => suppressions === undefined)).toHaveLength(20_000);
    expect(results.slice(0, 3000).every(({ level }) => level === "error")).toBe(true);
    expect(notices(text, "left-out")).toEqual([
      "5000 findings left out (5000 waived), as GitHub takes no more; -o json has all.",
    ]);
  });

  it("are kept with a trace of 20,000 hops: its ends are shown, and that is told", () => {
    const stops = Array.from({ length: 20_001 }, (_, index) => bucket(`b${index}`));
    const trace = stops.slice(1).map((to, index) => hop(stops[index] ?? to, to));
    const text = rendered(found([bucket("b20000"), { evidence: { trace } }]));
    const shown = runOf(text).results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(shown).toHaveLength(1000);
    expect(shown[0]?.location?.message?.text).toMatch(/^b0 → b1:/);
    expect(shown[500]?.location?.message?.text).toMatch(
      /^\(19000 hops before this one are left out\) b19500 → b19501:/,
    );
    expect(shown.at(-1)?.location?.message?.text).toMatch(/^b19999 → b20000:/);
    expect(shown.at(-1)?.executionOrder).toBe(20_000);
    expect(notices(text, "left-out")).toEqual([
      "1 trace not shown whole, as GitHub shows no more; -o json has all hops.",
    ]);
  });

  it("are kept with texts that don't compress: findings are left out until the rest is small enough", () => {
    const noise = (seed: string) => createHash("shake256", { outputLength: 400 }).update(seed).digest("base64");
    const findings = Array.from({ length: 6000 }, (_, seed) =>
      refusal(bucket(noise(`name ${seed}`), { type: noise(`type ${seed}`), project: noise(`project ${seed}`) }), {
        fingerprint: seed.toString(16).padStart(16, "0"),
        remedy: noise(`remedy ${seed}`),
        evidence: { property: noise(`property ${seed}`), places: [noise(`place ${seed}`)] },
      }),
    );
    const text = rendered(buildResult(checked({ findings })));
    const results = runOf(text).results ?? [];
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    expect(results).toHaveLength(3000);
    expect(notices(text, "left-out")).toEqual([
      "3000 findings left out (3000 that nobody accepted), as GitHub takes no more; -o json has all.",
    ]);
  });

  it("are kept with lines of a thousand places: so many are related as GitHub shows", () => {
    const trace = Array.from({ length: 500 }, (_, index) =>
      hop(bucket("a", { source: at("a.ts", index + 1, 1) }), bucket("b")),
    );
    const { relatedLocations = [] } = only(found([bucket("b"), { evidence: { trace } }]));
    expect(relatedLocations).toHaveLength(99);
    expect(new Set(relatedLocations.map(({ id }) => id)).size).toBe(99);
  });
});
