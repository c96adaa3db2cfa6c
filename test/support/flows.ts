import { createHash } from "node:crypto";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Provider, Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { loadMovements } from "../../policies/residency/movements";
import { Unknown } from "../../policies/residency/values";
import type { Terms } from "../../policies/rules/rule";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { estate, provider, resource } from "./estates";
import { termsOf } from "./terms";

const catalog = loadCatalog();
const movements = loadMovements();

/** The terms of a judgement with the tables that ship. */
export function flowTerms(mandateText?: string): Terms {
  return { ...termsOf(mandateText), catalog, movements };
}

/** Providers of their own URNs, by region. */
export const awsIn = (region: string): Provider => ({
  ...provider("aws", { region }),
  urn: `urn:pulumi:dev::shop::pulumi:providers:aws::${region}`,
});
export const ociIn = (region: string): Provider => ({
  ...provider("oci", { region }),
  urn: `urn:pulumi:dev::shop::pulumi:providers:oci::${region}`,
});
export const virginia = awsIn("us-east-1");
export const ireland = awsIn("eu-west-1");

type Inputs = Readonly<Record<string, unknown>>;

/** An AWS resource in Virginia, unless `more` says something else. */
export function aws(type: string, name: string, inputs: Inputs = {}, more: Partial<Resource> = {}): Resource {
  return resource(`aws:${type}`, name, inputs, { provider: virginia, ...more });
}
export const bucketIn = (region: Provider, name: string, inputs: Inputs = {}, more: Partial<Resource> = {}): Resource =>
  aws("s3/bucket:Bucket", name, inputs, { provider: region, ...more });

/** A text in which `*` stands for an output of a resource, as the embedded engine answers it. */
export function output({ urn }: Resource, name = "arn", around = "*"): Unknown {
  const token = `stateside${createHash("sha256").update(`${urn} ${name}`).digest("hex").slice(0, 16)}`;
  const outputs = new Map([[token, { urn, name, placeholder: token }]]);
  return new Unknown("not-yet-known", { text: around.replaceAll("*", token), outputs });
}

/** What top-level inputs were computed from. */
export function from(references: Readonly<Record<string, readonly Resource[]>>): Pick<Resource, "references"> {
  return { references: new Map(Object.entries(references).map(([input, all]) => [input, all.map(({ urn }) => urn)])) };
}

/** What the flows rule says of an estate, without what it allows, unless that is wanted. */
export function flowsOf(resources: readonly Resource[], terms = flowTerms(), allowed = false): Judgement[] {
  const all = [...(usDataFlowsStayInUs.judgeEstate?.({ estate: estate(...resources), ...terms }) ?? [])];
  return allowed ? all : all.filter(({ verdict }) => verdict !== "allowed");
}

/** `refused aws:eu-west-1`, `undecided ignored`. */
export function verdictOf(judgement: Judgement): string {
  const { verdict, evidence } = judgement;
  const cause = judgement.verdict === "undecided" ? [judgement.cause] : [];
  return [verdict, ...cause, ...evidence.places].join(" ");
}
