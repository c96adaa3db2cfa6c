import type { Result as SarifResult } from "sarif";
import { buildResult } from "../../../cli/judge/build-result";
import type { Result } from "../../../cli/judge/result";
import { at, bucket, bucketOfNoLine, checked, hop, refusal } from "../checked";
import { found, only, rendered, resultsOf, runOf } from "./log";

const uriOf = ({ locations }: Pick<SarifResult, "locations">) =>
  locations?.[0]?.physicalLocation?.artifactLocation?.uri;

describe("a result's location in SARIF", () => {
  const lineless = bucketOfNoLine("a");
  const decided = { message: "m", places: [], property: "region" };

  it("is where the resource is declared", () => {
    expect(only(found([bucket("a")])).locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "index.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 7, startColumn: 16 },
    });
  });

  it.each<[string, Parameters<typeof refusal>[1], string]>([
    ["the input's", {}, "providers.ts"],
    [
      "the first hop's that is known",
      { evidence: { trace: [hop(lineless, bucket("b")), hop(bucket("b", { source: at("b.ts", 1, 1) }), undefined)] } },
      "b.ts",
    ],
  ])("is, of a resource that no line is known of, %s", (name, overrides, file) => {
    const result = found([lineless, overrides]);
    const findings = result.findings.map((one) => ({
      ...one,
      ...(name.startsWith("the first") && { placeSource: null }),
    }));
    expect(uriOf(only({ ...result, findings }))).toBe(file);
  });

  it("is the program's Pulumi.yaml where nothing else is known, and the file of a state", () => {
    const result = buildResult(checked({ findings: [{ ...refusal(lineless), evidence: decided }] }));
    expect(uriOf(only(result, (file) => `infra/${file}`))).toBe("infra/Pulumi.yaml");
    const states = { kind: "states", files: ["states/prod.json"] } as const;
    expect(uriOf(only({ ...result, subject: states }))).toBe("states/prod.json");
    expect(uriOf(only({ ...result, subject: { kind: "states", files: ["x".repeat(5000)] } }))).toBe("Pulumi.yaml");
  });

  it.each([
    ["a b/ü#?%.ts", "a%20b/%C3%BC%23%3F%25.ts", "%SRCROOT%"],
    ["c:/x.ts", "c%3A/x.ts", "%SRCROOT%"],
    ["javascript:alert(1)", "javascript%3Aalert(1)", "%SRCROOT%"],
    ["//evil.example/x", "file:////evil.example/x", undefined],
    ["../up.ts", "../up.ts", "%SRCROOT%"],
    ["/abs/x.ts", "file:///abs/x.ts", undefined],
    ["\u202e\u200c.ts", "%E2%80%AE%E2%80%8C.ts", "%SRCROOT%"],
    ["\ud800.ts", "providers.ts", "%SRCROOT%"],
    ["\u001b[31m.ts", "providers.ts", "%SRCROOT%"],
    ["\u0000.ts", "providers.ts", "%SRCROOT%"],
  ])("writes path %# as a URI", (file, uri, uriBaseId) => {
    const [location] = only(found([bucket("a", { source: at(file, 1, 1) })])).locations ?? [];
    expect(location?.physicalLocation?.artifactLocation).toEqual({
      uri,
      ...(uriBaseId !== undefined && { uriBaseId }),
    });
  });

  it("gives every hop of a trace one, and the way there is told in order", () => {
    const hops = [hop(bucket("x"), lineless), hop(lineless, bucket("z"))];
    const { codeFlows } = only(found([bucket("z"), { evidence: { trace: hops } }]));
    const stops = codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(stops.map(({ location }) => location?.physicalLocation?.artifactLocation?.uri)).toEqual([
      "index.ts",
      "Pulumi.yaml",
    ]);
    expect(stops.map(({ location }) => location?.message?.text)).toEqual([
      "x → a: replication, certain, by rules[0] of x",
      "a → z: replication, certain, by rules[0] of a",
    ]);
  });
});

describe("a result's identity in SARIF", () => {
  const lineHash = (result: Result) =>
    resultsOf(result).map(({ partialFingerprints }) => partialFingerprints?.["primaryLocationLineHash"]);
  const one = "1".repeat(16);
  const two = "2".repeat(16);

  it("is the finding's, and its stack's", () => {
    expect(only(found([bucket("a"), { fingerprint: one }])).partialFingerprints).toEqual({
      "statesideFinding/v1": one,
      "statesideStack/v1": "shop/dev",
    });
  });

  it("keeps findings apart that GitHub would take for one, as they share rule and line", () => {
    expect(lineHash(found([bucket("a"), { fingerprint: one }], [bucket("b"), { fingerprint: two }]))).toEqual([
      one,
      two,
    ]);
  });

  it("leaves one finding in two stacks, and findings on two lines, to the lines", () => {
    const elsewhere = bucket("b", { source: at("index.ts", 8, 1) });
    const prod = bucket("a", { stack: "prod" });
    expect(lineHash(found([bucket("a"), { fingerprint: one }], [prod, { fingerprint: one }]))).toEqual([
      undefined,
      undefined,
    ]);
    expect(lineHash(found([bucket("a"), { fingerprint: one }], [elsewhere, { fingerprint: two }]))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is given for a state, whose lines say nothing", () => {
    const result = found([bucket("a"), { fingerprint: one }]);
    expect(lineHash({ ...result, subject: { kind: "states", files: ["s.json"] } })).toEqual([one]);
  });

  it("is kept apart by the program's folder, and from states", () => {
    const category = (result: Result, shown?: (file: string) => string) =>
      runOf(rendered(result, shown)).automationDetails?.id;
    const result = found([bucket("a")]);
    expect(category(result)).toBe("stateside/program/");
    expect(category(result, (file) => `infra/eu west/${file}`)).toBe("stateside/program/infra/eu%20west/");
    expect(category({ ...result, subject: { kind: "states", files: ["s.json"] } })).toBe("stateside/states/");
  });
});
