import { buildEstate, type Estate, type Provider, type Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import type { Rule, Terms } from "../../policies/rules/rule";
import { provider, resource } from "./estates";
import { flowTerms } from "./flows";

export type Inputs = Readonly<Record<string, unknown>>;

export const primary =
  "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }";

/** A center's line of a mandate; a center that ends does so at the end of 2030. */
export function center(name: string, cloud: string, region: string, phase: string, kind = "backup"): string {
  const end = phase === "draining" || phase === "deleted" ? ", until: 2030-12-31" : "";
  return `  ${name}: { kind: ${kind}, stack: ${name}, cloud: ${cloud}, regions: [${region}], phase: ${phase}${end} }`;
}

export function mandate(...centers: readonly string[]): string {
  return ["name: test", primary, ...(centers.length > 0 ? ["centers:", ...centers] : [])].join("\n");
}

/** The terms of a judgement with the tables that ship. */
export function phaseTerms(text: string, date = "2026-11-22"): Terms {
  return { ...flowTerms(text), date };
}

const ofRegion = (cloud: string, region: string): Provider => ({
  ...provider(cloud, { region }),
  urn: `urn:pulumi:dev::shop::pulumi:providers:${cloud}::${region}`,
});

/** Resources of a stack, in a region of a cloud. */
export function inRegion(stack: string, cloud: "oci" | "aws" | "gcp", region: string) {
  const at = ofRegion(cloud, region);
  return (type: string, name: string, inputs: Inputs = {}, more: Partial<Resource> = {}): Resource =>
    resource(`${cloud}:${type}`, name, inputs, { stack, provider: at, ...more });
}

/** An estate of some stacks of an organization. */
export function estateOf(resources: readonly Resource[], scope: Estate["scope"] = "organization"): Estate {
  const names = [...new Set(resources.map(({ stack }) => stack))];
  return buildEstate(
    scope,
    names.map((name) => ({ name, project: "shop" })),
    resources,
    [],
  );
}

export function judgements(rule: Rule, resources: readonly Resource[], terms: Terms): Judgement[] {
  return [...(rule.judgeEstate?.({ estate: estateOf(resources), ...terms }) ?? [])];
}

/** `refused orders aws:us-east-1`, `undecided possible courier`. */
export function verdictsOf(all: readonly Judgement[]): string[] {
  return all.map((judgement) => {
    const { verdict, evidence, subject } = judgement;
    const cause = judgement.verdict === "undecided" ? [judgement.cause] : [];
    return [verdict, ...cause, subject.split("::").at(-1), ...evidence.places].join(" ");
  });
}
