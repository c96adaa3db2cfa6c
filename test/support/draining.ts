import type { Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { backupsDrainOnTime } from "../../policies/rules/backups-drain-on-time";
import { deletionIsIrretrievable } from "../../policies/rules/deletion-is-irretrievable";
import type { Rule, Terms } from "../../policies/rules/rule";
import { inRegion, judgements, mandate, phaseTerms } from "./phases";

/** Centers that drain from 1 August to 30 September 2022: 60 days. */
const days = "phase: draining, phaseSince: 2022-08-01, until: 2022-09-30";

export const drainingMandate = mandate(
  `  ashburn: { kind: backup, stack: ashburn, cloud: oci, regions: [us-ashburn-1], ${days} }`,
  `  virginia: { kind: backup, stack: virginia, cloud: aws, regions: [us-east-1], ${days} }`,
  `  iowa: { kind: backup, stack: iowa, cloud: gcp, regions: [us-central1], ${days} }`,
).replace("regions: [us-ashburn-1, us-phoenix-1]", "regions: [us-phoenix-1]");

export const drainingTerms = (change: (text: string) => string = (text) => text, date = "2022-08-15"): Terms =>
  phaseTerms(change(drainingMandate), date);

export const ashburn = inRegion("ashburn", "oci", "us-ashburn-1");
export const virginia = inRegion("virginia", "aws", "us-east-1");
export const iowa = inRegion("iowa", "gcp", "us-central1");

/** `refused b content: ends what it holds…`, without what is allowed. */
export function shown(all: readonly Judgement[]): string[] {
  return all
    .filter(({ verdict }) => verdict !== "allowed")
    .map((judgement) => {
      const { verdict, evidence, subject } = judgement;
      const cause = judgement.verdict === "undecided" ? `${judgement.cause} ` : "";
      return `${verdict} ${cause}${subject.split("::").at(-1) ?? ""} ${evidence.about ?? "in"}`;
    });
}

function by(rule: Rule) {
  return (resources: readonly Resource[], terms: Terms = drainingTerms()): Judgement[] =>
    judgements(rule, resources, terms);
}

export const drains = by(backupsDrainOnTime);
export const deletes = by(deletionIsIrretrievable);
