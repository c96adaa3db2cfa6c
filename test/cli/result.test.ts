import { buildResult, verdictOf } from "../../cli/judge/build-result";
import { nothingUsed } from "../../cli/judge/used";
import { at, bucket, bucketOfNoLine, checked, doubt, hop, refusal, waived } from "./checked";

const exports_ = bucket("exports");

describe("the result", () => {
  it("has every field of version 1", () => {
    const finding = refusal(exports_);
    const result = buildResult(
      checked({
        findings: [finding],
        holders: [
          { resource: exports_, dataClass: "us-user", why: "default", holds: "content", places: ["aws:eu-central-1"] },
        ],
        gaps: [{ stack: "dev", kind: "invoke", what: "aws:index/getRegion:getRegion" }],
        judged: [["us-data-stays-in-us", { allowed: 0, refused: 1, undecided: 0, notJudged: null }]],
        mandate: { name: "us-user-data", source: "mandate.yaml", notInEffect: ["edge"] },
        plainStacks: ["prod", "dev"],
      }),
    );
    expect(result).toEqual({
      version: 1,
      verdict: "refused",
      date: "2026-11-22",
      trust: null,
      subject: { kind: "program", files: [] },
      mandate: {
        ...{ name: "us-user-data", source: "mandate.yaml", notInEffect: ["edge"] },
        defaultClass: "us-user",
        classes: [
          { name: "us-user", countries: ["US"] },
          { name: "operational", countries: "any" },
        ],
      },
      stacks: [{ name: "dev", project: "shop", resources: 1 }],
      findings: [
        {
          rule: "us-data-stays-in-us",
          verdict: "refused",
          cause: null,
          effect: "block",
          severity: "critical",
          fingerprint: "7f3a91c2b4d50e16",
          traceHash: null,
          phase: null,
          waiver: null,
          known: false,
          resource: {
            urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::exports",
            type: "aws:s3/bucket:Bucket",
            name: "exports",
            stack: "dev",
            project: "shop",
          },
          places: ["aws:eu-central-1"],
          sink: "aws:eu-central-1",
          message: 'bucket "exports" holds us-user data in eu-central-1, which is in Germany',
          remedy: "place it in the United States",
          source: { file: "index.ts", line: 7, column: 16 },
          property: "region",
          placeSource: { file: "providers.ts", line: 3, column: 20 },
          trace: [],
        },
      ],
      holders: [
        {
          urn: exports_.urn,
          class: "us-user",
          why: "default",
          holds: "content",
          places: ["aws:eu-central-1"],
          key: { kind: "unknown", keys: [], cause: "unresolvable" },
          copies: [],
          phase: null,
          source: { file: "index.ts", line: 7, column: 16 },
        },
      ],
      movements: [],
      judged: { "us-data-stays-in-us": { allowed: 0, refused: 1, undecided: 0, notJudged: null } },
      exceptions: [],
      gaps: [
        {
          stack: "dev",
          kind: "invoke",
          what: "aws:index/getRegion:getRegion",
          cause: "not-seen",
          urn: null,
          source: null,
        },
      ],
      plainStacks: ["dev", "prod"],
      used: nothingUsed,
      waivers: { source: null, count: 0 },
      baseline: null,
      resources: [exports_.urn],
    });
  });

  it("is null where nothing is known", () => {
    const [finding] = buildResult(checked({ findings: [doubt(bucketOfNoLine("exports"))] })).findings;
    const unknown = { source: null, placeSource: null, sink: "region", places: [], cause: "not-yet-known" };
    expect(finding).toMatchObject(unknown);
  });

  it("has a trace's hops with the places of both ends, and null where there is nothing", () => {
    const replica = bucket("replica", { stack: "prod" });
    const trace = [hop(exports_, replica), { ...hop(replica, undefined), certainty: "possible" as const }];
    const placesOf = (urn: string) => (urn === exports_.urn ? ["aws:us-east-1"] : []);
    const [finding] = buildResult(
      checked({ findings: [refusal(exports_, { evidence: { trace } })], placesOf }),
    ).findings;
    const rest = { by: exports_.urn, property: "rules[0]", kind: "replication" };
    expect(finding?.trace).toEqual([
      {
        ...rest,
        ...{ from: exports_.urn, to: replica.urn, place: null, fromPlaces: ["aws:us-east-1"], toPlaces: [] },
        ...{ certainty: "certain", source: { file: "index.ts", line: 7, column: 16 } },
      },
      {
        ...rest,
        ...{ by: replica.urn, from: replica.urn, to: null, place: null, fromPlaces: [], toPlaces: [] },
        ...{ certainty: "possible", source: { file: "index.ts", line: 7, column: 16 } },
      },
    ]);
  });

  it("orders findings: refused, blocking, warning; then severity, stack, URN, rule", () => {
    const inOrder = [
      refusal(bucket("b"), { severity: "critical" }),
      refusal(bucket("a"), { severity: "high", rule: "a-rule" }),
      refusal(bucket("a"), { severity: "high", rule: "b-rule" }),
      refusal(bucket("b"), { severity: "high" }),
      refusal(bucket("a", { stack: "prod" }), { severity: "high" }),
      doubt(bucket("z"), "block"),
      doubt(bucket("a"), "warn"),
    ];
    const sorted = buildResult(checked({ stacks: ["dev", "prod"], findings: inOrder })).findings;
    for (const shuffled of [inOrder.toReversed(), [...inOrder.slice(3), ...inOrder.slice(0, 3)]]) {
      expect(buildResult(checked({ stacks: ["dev", "prod"], findings: shuffled })).findings).toEqual(sorted);
    }
    expect(
      sorted.map(({ rule, verdict, effect, resource }) => [verdict, effect, resource.stack, resource.name, rule]),
    ).toEqual(
      inOrder.map(({ rule, verdict, effect, resource }) => [verdict, effect, resource.stack, resource.name, rule]),
    );
  });

  it("orders stacks, holders and gaps by name, whatever order they came in", () => {
    const holder = (name: string) =>
      ({ resource: bucket(name), dataClass: "us-user", why: "label", holds: "content", places: [] }) as const;
    const gap = (what: string, stack = "dev") =>
      ({ stack, kind: "invoke", what, source: at("index.ts", 1, 1) }) as const;
    const result = buildResult(
      checked({
        stacks: ["primary", "backup", "Landing"],
        holders: [holder("b"), holder("a")],
        gaps: [gap("z"), gap("a", "prod"), gap("b")],
      }),
    );
    expect(result.stacks.map(({ name }) => name)).toEqual(["Landing", "backup", "primary"]);
    expect(result.holders.map(({ urn }) => urn.split("::").at(-1))).toEqual(["a", "b"]);
    expect(result.gaps.map(({ what }) => what)).toEqual(["b", "z", "a"]);
  });

  it("keeps a rule or stack of any name apart from the language's own keys", () => {
    const tally = { allowed: 1, refused: 0, undecided: 0, notJudged: null };
    const result = buildResult(checked({ stacks: ["__proto__"], judged: [["__proto__", tally]] }));
    expect(JSON.parse(JSON.stringify(result))).toHaveProperty(["judged", "__proto__"], tally);
    expect(result.stacks).toEqual([{ name: "__proto__", project: "shop", resources: 0 }]);
  });
});

describe("a waived finding", () => {
  it("carries who let it pass and how long, and stands after all others", () => {
    const findings = [refusal(exports_, { waiver: waived() }), doubt(bucket("temp"))];
    const result = buildResult(checked({ findings, waivers: { source: "waivers.yaml", count: 1 } }));
    expect(result).toMatchObject({ verdict: "clean", waivers: { source: "waivers.yaml", count: 1 } });
    expect(result.findings.map(({ waiver }) => waiver)).toEqual([
      null,
      {
        owner: "data-platform",
        approver: "privacy-board",
        reason: "rehearsal with synthetic rows",
        ticket: "PRIV-312",
        created: "2026-11-20",
        expires: "2026-12-04",
        daysLeft: 12,
      },
    ]);
  });

  it("says the phase of the center that its resource is part of", () => {
    const [finding] = buildResult(checked({ findings: [refusal(exports_)], phaseOf: () => "draining" })).findings;
    expect(finding?.phase).toBe("draining");
  });
});

describe("the verdict", () => {
  it.each([
    ["clean without findings", [], "clean"],
    ["clean when findings only warn", [doubt(exports_)], "clean"],
    ["undecided when one of them blocks", [doubt(exports_), doubt(exports_, "block")], "undecided"],
    ["refused when anything is", [doubt(exports_, "block"), refusal(exports_)], "refused"],
    ["clean when what is refused is waived", [refusal(exports_, { waiver: waived() }), doubt(exports_)], "clean"],
    [
      "undecided when only the refusal is waived",
      [refusal(exports_, { waiver: waived() }), doubt(exports_, "block")],
      "undecided",
    ],
  ] as const)("is %s", (_, findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict);
  });
});
