import { compare, type Side } from "../../../cli/diff/compare";
import type { Diff } from "../../../cli/diff/difference";
import { buildResult } from "../../../cli/judge/build-result";
import { parseMandate, type Mandate } from "../../../policies/residency/mandate";
import { record } from "../../../policies/residency/values";
import { at, bucket, checked, doubt, hop, refusal, waived } from "../checked";
import { held } from "../diff/sides";

const orders = bucket("orders");
const copy = bucket("copy", { source: at("stacks/backup.ts", 48, 17) });
const replica = bucket("replica", { source: at("stacks/backup.ts", 60, 17) });
const archive = bucket("archive", { stack: "prod" });
const reparented = bucket("archive", {
  stack: "prod",
  urn: "urn:pulumi:prod::shop::my:index:Backup$aws:s3/bucket:Bucket::archive",
});
const [scratch, logs, old, young] = ["scratch", "logs", "old", "young"].map((name) => bucket(name));
const role = (name: string, policy = "{}") =>
  bucket(name, {
    ...{ type: "aws:iam/role:Role", urn: `urn:pulumi:dev::shop::aws:iam/role:Role::${name}` },
    inputs: record([["assumeRolePolicy", policy]]),
  });
const places = new Map([
  [orders.urn, ["aws:us-east-1"]],
  [copy.urn, ["aws:us-east-1"]],
  [replica.urn, ["aws:eu-west-1"]],
]);
const first = hop(orders, copy, { property: "rules[0].destination.bucket" });
const second = hop(copy, replica, { kind: "backup-copy", certainty: "possible", property: "destination" });

function mandate(text: string): Mandate {
  const parsed = parseMandate(text, "mandate.yaml");
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mandate;
}

const strict = mandate("name: us-user-data\napprovers: [privacy-board]\nloweringLabels: refuse\n");
const lax = mandate(`name: us-user-data
classes:
  us-user: { countries: [US] }
  partner: { countries: [US, CA] }
  operational: { countries: any, reason: no user content }
approvers: [privacy-board, data-platform]
centers:
  dublin: { kind: backup, stack: dev, cloud: aws, regions: [eu-west-1], phase: draining, until: 2026-12-31 }
`);

function sideOf(given: Parameters<typeof checked>[0], judged: Mandate, overrides: Partial<Side>): Side {
  const seen = checked({
    stacks: ["dev", "prod"],
    placesOf: (urn) => places.get(urn) ?? [],
    mandate: judged,
    ...given,
  });
  return {
    side: { kind: "working-tree", name: "", commit: null },
    result: buildResult(seen),
    estate: seen.estate,
    files: { mandate: judged, waivers: [], baseline: [] },
    notes: [],
    ...overrides,
  };
}

/** Two sides that differ in one of everything that a comparison tells. */
export function goldenSides(): { readonly base: Side; readonly head: Side } {
  const dear = [orders, copy, archive, scratch, logs, old].flatMap((resource) =>
    resource === undefined ? [] : [resource],
  );
  const stays = doubt(orders, "block");
  const base = sideOf(
    {
      resources: [...dear, role("same"), role("gone"), role("other")],
      holders: dear.map((resource) => held("", { resource, places: places.get(resource.urn) ?? [] })),
      findings: [
        { ...stays, fingerprint: "9f3a91c2b4d50e16" },
        refusal(archive, { fingerprint: "8f3a91c2b4d50e16" }),
        refusal(copy, { fingerprint: "6f3a91c2b4d50e16" }),
      ],
      movements: [
        { hop: first, classes: ["us-user"] },
        { hop: hop(orders, undefined, { place: "aws:us-west-2", kind: "log-export" }), classes: ["us-user"] },
        { hop: hop(copy, archive), classes: ["us-user"] },
      ],
    },
    strict,
    {
      side: { kind: "revision", name: "origin/main", commit: "0123456789abcdef0123456789abcdef01234567" },
      notes: ["origin/main was previewed with the packages of the working tree, though these differ: `package.json`"],
    },
  );
  const kept = [orders, copy, reparented, replica, young].flatMap((resource) =>
    resource === undefined ? [] : [resource],
  );
  const free = { dataClass: "operational", why: "label" } as const;
  const head = sideOf(
    {
      resources: [...kept, ...dear.slice(3, 5), role("same"), role("new"), role("other", "{ }")],
      holders: [
        ...kept.map((resource) => held("", { resource, places: places.get(resource.urn) ?? [] })),
        ...dear.slice(3, 4).map((resource) => held("", { resource, ...free })),
        ...dear.slice(4, 5).map((resource) => held("", { resource, places: ["aws:eu-central-1"] })),
      ],
      findings: [
        { ...stays, fingerprint: "9f3a91c2b4d50e16" },
        refusal(archive, { fingerprint: "8f3a91c2b4d50e16", waiver: waived({ stack: "prod" }) }),
        refusal(copy, {
          rule: "us-data-flows-stay-in-us",
          fingerprint: "0f3a91c2b4d50e16",
          traceHash: "91c2b4d50e160f3a",
          remedy: "replicate to another US region, or drop the rule",
          evidence: {
            message: 'bucket "copy" copies us-user data to eu-west-1 (Ireland)',
            places: ["aws:eu-west-1"],
            property: "destination",
            trace: [first, second],
          },
        }),
      ],
      movements: [
        { hop: { ...first, property: "rules[1].destination.bucket" }, classes: ["us-user"] },
        { hop: second, classes: ["us-user"] },
        { hop: hop(copy, archive, { certainty: "possible" }), classes: ["us-user"] },
        { hop: hop(young ?? orders, copy), classes: ["operational"] },
      ],
      waivers: { source: "waivers.yaml", count: 1 },
      baseline: { source: "baseline.json", count: 3, gone: [] },
      trust: null,
    },
    lax,
    { files: { mandate: lax, waivers: [{ ...waived({ stack: "prod" }) }], baseline: [] } },
  );
  return { base, head };
}

export function goldenDiff(): Diff {
  const { base, head } = goldenSides();
  return compare(base, head);
}
