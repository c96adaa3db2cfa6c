import { buildResult } from "../../../cli/judge/build-result";
import type { Result } from "../../../cli/judge/result";
import { at, bucket, checked, doubt, hop, refusal, waived } from "../checked";

const orders = bucket("orders");
const exports_ = bucket("exports", { source: at("stacks/backup.ts", 48, 17) });
const replica = bucket("replica", { source: at("stacks/backup.ts", 60, 17) });
const archive = bucket("archive", { stack: "prod" });
const scratch = bucket("scratch", { stack: "prod", source: at("index.ts", 31, 3) });
const places = new Map([
  [orders.urn, ["aws:us-east-1"]],
  [exports_.urn, ["aws:us-east-1"]],
  [replica.urn, ["aws:eu-west-1"]],
]);
const trace = [
  hop(orders, exports_, { property: "rules[0].destination.bucket" }),
  hop(exports_, replica, { kind: "copy", certainty: "possible", property: "destination" }),
];
const flow = refusal(exports_, {
  rule: "us-data-flows-stay-in-us",
  fingerprint: "0f3a91c2b4d50e16",
  traceHash: "91c2b4d50e160f3a",
  remedy: "replicate to another US region, or drop the rule",
  evidence: {
    message: 'bucket "exports" copies us-user data to eu-west-1 (Ireland)',
    places: ["aws:eu-west-1"],
    property: "rules[0].destination.bucket",
    dataClass: "us-user",
    trace,
  },
});

/** One of everything that a report tells: each kind of finding, traces, gaps, what was used, and what was changed. */
export function goldenResult(): Result {
  const result = buildResult(
    checked({
      stacks: ["dev", "prod", "landing"],
      resources: [orders, exports_, replica, archive, scratch],
      findings: [
        flow,
        refusal(archive, { fingerprint: "7f3a91c2b4d50e16" }),
        refusal(archive, { fingerprint: "8f3a91c2b4d50e16", waiver: waived({ stack: "prod" }), severity: "high" }),
        refusal(scratch, { fingerprint: "bf3a91c2b4d50e16", severity: "high", known: true }),
        { ...doubt(orders, "block"), fingerprint: "9f3a91c2b4d50e16", traceHash: "c2b4d50e160f3a91" },
        { ...doubt(scratch), fingerprint: "af3a91c2b4d50e16" },
      ],
      holders: [orders, exports_, replica, archive, scratch].map((resource) => ({
        ...{ resource, dataClass: resource === scratch ? "operational" : "us-user" },
        why: resource === scratch ? ("label" as const) : ("default" as const),
        holds: "content",
        places: places.get(resource.urn) ?? [],
      })),
      movements: trace.map((one) => ({ hop: one, classes: ["us-user"] })),
      gaps: [{ stack: "dev", kind: "remote-component", what: "eks:index:Cluster", source: at("index.ts", 3, 1) }],
      judged: [
        ["us-data-flows-stay-in-us", { allowed: 2, refused: 1, undecided: 0, notJudged: null }],
        ["us-data-stays-in-us", { allowed: 1, refused: 3, undecided: 0, notJudged: null }],
        ["places-are-known", { allowed: 3, refused: 0, undecided: 2, notJudged: null }],
        ["primary-is-oracle", { allowed: 0, refused: 0, undecided: 0, notJudged: "the mandate names no `primary`" }],
      ],
      excepted: [{ center: "singapore", expires: "2026-12-31", daysLeft: 39, resources: [archive.urn] }],
      plainStacks: ["prod"],
      mandate: { name: "us-user-data", source: "mandate.yaml", notInEffect: ["edge"] },
      waivers: { source: "waivers.yaml", count: 2 },
      baseline: {
        source: "baseline.json",
        count: 2,
        gone: [
          {
            finding: "cf3a91c2b4d50e16",
            rule: "us-data-stays-in-us",
            stack: "dev",
            resource: "aws:s3/bucket:Bucket::attic",
          },
        ],
      },
      trust: {
        ref: "origin/main",
        commit: "0123456789abcdef0123456789abcdef01234567",
        changed: [{ file: "waivers.yaml", change: "changed" }],
      },
      placesOf: (urn) => places.get(urn) ?? [],
    }),
  );
  return { ...result, used: { ...result.used, loweringLabels: [scratch.urn], assume: ["aws:region=us-east-1"] } };
}
