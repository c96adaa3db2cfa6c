/**
 * Every rule's name, in the order of reports, and where it is judged: in each stack by itself, or over all stacks of the
 * organization (or the one stack that a mandate's `duties` name). A mandate and waivers name rules; a test compares the
 * rules themselves with this list.
 */
const scopes = {
  "us-data-stays-in-us": "stack",
  "us-data-flows-stay-in-us": "stack",
  "data-is-classed": "stack",
  "places-are-known": "stack",
  "types-are-known": "stack",
  "deployments-are-visible": "stack",
  "state-stays-in-us": "stack",
  "primary-is-oracle": "stack",
  "backups-stay-in-declared-centers": "stack",
  "backups-only-receive": "stack",
  "backups-drain-on-time": "stack",
  "deletion-is-irretrievable": "stack",
  "us-data-has-a-second-us-region": "organization",
  "waivers-are-valid": "stack",
} as const;

/** Rules of the design that this version doesn't have yet; a mandate may give them a duty already. */
const plannedScopes = {
  "vendor-access-is-approved": "organization",
  "region-guardrails-stand": "organization",
  "access-is-logged": "organization",
  "auditors-can-only-read": "organization",
  "only-inspected-code-runs": "organization",
} as const;

export type RuleName = keyof typeof scopes;

/** Every rule that this version judges by. */
export const ruleNames = Object.keys(scopes) as readonly RuleName[];

/** Where each rule is judged. */
export const ruleScopes: Readonly<Record<RuleName, "stack" | "organization">> = scopes;

/** Rules, present and planned, that a mandate's `duties` may give to one stack. */
export const dutyNames: readonly string[] = Object.entries({ ...scopes, ...plannedScopes }).flatMap(([name, scope]) =>
  scope === "organization" ? [name] : [],
);
