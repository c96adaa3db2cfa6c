import { buildEstate, type Gap, type Resource, type SourcePosition } from "../../policies/residency/estate";
import type { Holder } from "../../policies/residency/holders";
import type { Evidence, Hop } from "../../policies/residency/judgement";
import { defaultClasses, defaultClassName } from "../../policies/residency/mandate-form";
import { record } from "../../policies/residency/values";
import type { StandingWaiver } from "../../policies/residency/waivers";
import type { Excepted, Finding, Tally } from "../../policies/rules/judge";
import type { Checked } from "../../cli/judge/build-result";
import { nothingUsed } from "../../cli/judge/used";

/** A bucket of the stack `dev`, declared in index.ts:7:16. */
export function bucket(name: string, overrides: Partial<Resource> = {}): Resource {
  const stack = overrides.stack ?? "dev";
  return {
    urn: `urn:pulumi:${stack}::shop::aws:s3/bucket:Bucket::${name}`,
    type: "aws:s3/bucket:Bucket",
    name,
    project: "shop",
    stack,
    kind: "managed",
    inputs: record([]),
    injected: new Set(),
    ignoreChanges: [],
    dependsOn: [],
    references: new Map(),
    source: at("index.ts", 7, 16),
    ...overrides,
  };
}

/** A bucket that no line of the program is known for. */
export function bucketOfNoLine(name: string): Resource {
  const { source, ...rest } = bucket(name);
  return source === undefined ? bucket(name) : rest;
}

export function at(file: string, line: number, column: number): SourcePosition {
  return { file, line, column };
}

/** A certain hop that its source declares, to a resource or to nowhere that is known. */
export function hop(from: Resource, to: Resource | undefined, overrides: Partial<Hop> = {}): Hop {
  return {
    ...{ from: from.urn, by: from.urn, property: "rules[0]", kind: "replication", certainty: "certain" },
    ...(to && { to: to.urn }),
    ...(from.source && { source: from.source }),
    ...overrides,
  };
}

/** A refusal of a bucket in Frankfurt, whose region a provider sets. */
export function refusal(
  resource: Resource,
  overrides: Partial<Omit<Finding, "evidence">> & { evidence?: Partial<Evidence> } = {},
): Finding {
  return {
    rule: "us-data-stays-in-us",
    verdict: "refused",
    cause: null,
    effect: "block",
    severity: "critical",
    fingerprint: "7f3a91c2b4d50e16",
    traceHash: null,
    waiver: null,
    known: false,
    resource,
    remedy: "place it in the United States",
    ...overrides,
    evidence: {
      message: `bucket "${resource.name}" holds us-user data in eu-central-1, which is in Germany`,
      places: ["aws:eu-central-1"],
      property: "region",
      decidedAt: at("providers.ts", 3, 20),
      ...overrides.evidence,
    },
  };
}

/** A waiver with 12 days left. */
export function waived(overrides: Partial<StandingWaiver> = {}): StandingWaiver {
  return {
    finding: "7f3a91c2b4d50e16",
    rule: "us-data-stays-in-us",
    stack: "dev",
    owner: "data-platform",
    approver: "privacy-board",
    reason: "rehearsal with synthetic rows",
    ticket: "PRIV-312",
    created: "2026-11-20",
    expires: "2026-12-04",
    daysLeft: 12,
    position: at("waivers.yaml", 1, 3),
    ...overrides,
  };
}

/** A bucket whose region isn't known until `up`: the mandate says whether that blocks. */
export function doubt(resource: Resource, effect: "block" | "warn" = "warn"): Finding {
  const finding = refusal(resource, { rule: "places-are-known", severity: "high", effect });
  const message = `bucket "${resource.name}": its region is not known until \`pulumi up\``;
  return {
    ...finding,
    verdict: "undecided",
    cause: "not-yet-known",
    remedy: "state the region",
    evidence: { message, places: [], property: "region" },
  };
}

/** What a check of the project `shop` saw and judged; by default nothing. */
export function checked({
  stacks = ["dev"],
  resources = [],
  findings = [],
  gaps = [],
  holders = [],
  movements = [],
  judged = [],
  excepted = [],
  mandate = {},
  ...overrides
}: Partial<
  Pick<Checked, "date" | "used" | "plainStacks" | "placesOf" | "phaseOf" | "keyOf" | "waivers" | "baseline" | "trust">
> & {
  stacks?: readonly string[];
  resources?: readonly Resource[];
  findings?: readonly Finding[];
  gaps?: readonly Gap[];
  holders?: readonly Holder[];
  movements?: Checked["movements"];
  judged?: readonly (readonly [string, Tally])[];
  excepted?: readonly Excepted[];
  mandate?: Partial<Checked["mandate"]>;
}): Checked {
  const seen = [...resources, ...findings.map(({ resource }) => resource)];
  const summaries = stacks.map((name) => ({ name, project: "shop" }));
  return {
    estate: buildEstate("organization", summaries, [...new Set(seen)], gaps),
    outcome: { findings, excepted, judged: new Map(judged) },
    holders,
    movements,
    subject: { kind: "program", files: [] },
    mandate: {
      ...{ name: "us-user-data", source: "mandate.yaml", notInEffect: [] },
      ...{ defaultClass: defaultClassName, classes: defaultClasses },
      ...mandate,
    },
    date: "2026-11-22",
    used: nothingUsed,
    plainStacks: [],
    waivers: { source: null, count: 0 },
    baseline: null,
    trust: null,
    placesOf: () => [],
    phaseOf: () => null,
    keyOf: () => ({ kind: "unknown", keys: [], cause: "unresolvable" }),
    ...overrides,
  };
}
