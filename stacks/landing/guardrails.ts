import { getProject, getStack } from "@pulumi/pulumi";
import type { ProviderResource, Resource } from "@pulumi/pulumi";
import type { z } from "zod";
import { awsAccountId, organizationTarget } from "../../components/aws/checks";
import { RegionGuardrail as AwsGuardrail } from "../../components/aws/region-guardrail";
import { emailAddress, labelText, quote, usRegion } from "../../components/checks";
import type { Check } from "../../components/checks";
import type { Declaration } from "../../components/declaration";
import { googleParent, googleProjectId } from "../../components/gcp/checks";
import { OrgGuardrail } from "../../components/gcp/org-guardrail";
import { AuditRetention } from "../../components/oci/guardrails/audit-retention";
import type { EnclaveCompartment } from "../../components/oci/access/enclave-compartment";
import { quotaReaches, RegionGuardrail } from "../../components/oci/guardrails/region-guardrail";
import { SecurityZone } from "../../components/oci/guardrails/security-zone";
import { ThreatDetection } from "../../components/oci/guardrails/threat-detection";
import { ProgramError } from "../../components/program-error";
import type { Mandate } from "../../policies/residency/mandate";
import { daysFrom, oneOf, text } from "../config";
import { dataClasses, liveRegions } from "../mandate";
import { aws } from "../providers/aws";
import { googleOrganization } from "../providers/gcp";
import { ashburn, oracle, phoenix } from "../providers/oci";

/** What the guardrails are told: the clouds beside Oracle's only where a center of the mandate is. */
export const guardrailsSettings = {
  securityContact: text(emailAddress),
  noticeClass: text(labelText).default("operational"),
  reportingRegion: text(usRegion("oci", ashburn)).optional(),
  quotaReach: oneOf(quotaReaches).default("enclave"),
  auditRetentionDays: daysFrom(90, 365).optional(),
  awsManagementAccountId: text(awsAccountId).optional(),
  awsTargetId: text(organizationTarget).optional(),
  awsEvidenceRegion: text(usRegion("aws", "us-west-2")).default("us-west-2"),
  googleParent: text(googleParent).optional(),
  googleQuotaProjectId: text(googleProjectId).optional(),
};

type GuardrailsSettings = z.infer<z.ZodObject<typeof guardrailsSettings>>;
type Settings = GuardrailsSettings &
  Declaration & { readonly tenancyId: string; readonly enclaveName: string; readonly homeRegion: string };

/**
 * What keeps everybody inside the enclave's regions, on Oracle Cloud and where the mandate has centers.
 *
 * @param centers - of {@link guardedCenters}
 * @param home - the provider of the tenancy's home region
 * @param after - what has to be there first: the tags that the resources carry
 */
export function guardrails(
  settings: Settings,
  centers: GuardedCenters,
  enclave: EnclaveCompartment,
  home: ProviderResource,
  after: readonly Resource[],
) {
  const { tenancyId, enclaveName, homeRegion, owner, dataClass } = settings;
  const reportingRegion = settings.reportingRegion ?? homeRegion;
  const inTenancy = { owner, dataClass, tenancyId, enclaveName };
  const dependsOn = [enclave, ...after];
  const atHome = { provider: home, dependsOn };
  const reporting = {
    provider: reportingRegion === homeRegion ? home : oracle("reporting", reportingRegion),
    dependsOn,
  };

  new RegionGuardrail(
    "enclave",
    { ...inTenancy, reach: settings.quotaReach, regions: [ashburn, phoenix, homeRegion, reportingRegion] },
    atHome,
  );
  const retention = settings.auditRetentionDays;
  new AuditRetention(
    "tenancy",
    { owner, dataClass, tenancyId, ...(retention !== undefined && { retentionDays: retention }) },
    atHome,
  );
  const detection = new ThreatDetection(
    "enclave",
    {
      ...inTenancy,
      region: reportingRegion,
      homeProvider: home,
      enclaveCompartmentId: enclave.enclaveId,
      auditCompartmentId: enclave.auditId,
      contact: settings.securityContact,
      noticeClass: settings.noticeClass,
    },
    reporting,
  );
  const zones = new SecurityZone(
    "enclave",
    {
      ...inTenancy,
      enclaveCompartmentId: enclave.enclaveId,
      dataCompartmentId: enclave.dataId,
      keysCompartmentId: enclave.keysId,
      auditCompartmentId: enclave.auditId,
      cloudGuard: detection.cloudGuard,
    },
    reporting,
  );
  guardAws({ owner, dataClass }, centers);
  guardGoogle({ owner, dataClass }, centers);
  return {
    securityTopicId: detection.topicId,
    responderRecipeId: detection.responderRecipeId,
    securityZoneTargetIds: zones.targetIds,
  };
}

/**
 * What the guardrails of the other clouds are told, where the mandate has centers. Asked before anything is declared.
 *
 * @throws ProgramError when a cloud with live centers lacks a setting, or has some of its settings only, and when the
 *   mandate hasn't the class of the notices
 */
export function guardedCenters(settings: GuardrailsSettings, mandate: Mandate) {
  refuseUnknown(settings.noticeClass, dataClasses(mandate));
  const awsRegions = liveRegions(mandate, "aws");
  const googleRegions = liveRegions(mandate, "gcp");
  return {
    aws: complete("AWS", awsRegions, {
      awsManagementAccountId: [settings.awsManagementAccountId, awsAccountId],
      awsTargetId: [settings.awsTargetId, organizationTarget],
    }),
    awsRegions: withEvidence(mandate, awsRegions, settings.awsEvidenceRegion),
    google: complete("Google Cloud", googleRegions, {
      googleParent: [settings.googleParent, googleParent],
      googleQuotaProjectId: [settings.googleQuotaProjectId, googleProjectId],
    }),
    googleRegions,
  };
}

/** What was done in a center on AWS is told in a region of its own, and can still be read there when the center is deleted. */
function withEvidence({ centers }: Mandate, live: readonly string[], evidenceRegion: string): readonly string[] {
  return centers.some(({ cloud }) => cloud === "aws") ? [...live, evidenceRegion] : live;
}

function refuseUnknown(noticeClass: string, classes: readonly string[]): void {
  if (classes.includes(noticeClass)) return;
  throw new ProgramError(
    `${quote(`${getProject()}:noticeClass`)} is ${quote(noticeClass)}; use a class of the mandate, ` +
      classes.map(quote).join(", "),
  );
}

type GuardedCenters = ReturnType<typeof guardedCenters>;

/** Organizations has one endpoint for all regions, which is in Virginia. */
const organizationsRegion = "us-east-1";

function guardAws(declaration: Declaration, { aws: given, awsRegions: regions }: GuardedCenters): void {
  if (given === undefined) return;
  const { awsManagementAccountId: managementAccountId, awsTargetId: targetId } = given;
  new AwsGuardrail(
    "regions",
    { ...declaration, managementAccountId, targetId, regions },
    { provider: aws("management", organizationsRegion, managementAccountId) },
  );
}

function guardGoogle(declaration: Declaration, { google: given, googleRegions: regions }: GuardedCenters): void {
  if (given === undefined) return;
  new OrgGuardrail(
    "locations",
    { ...declaration, parent: given.googleParent, regions },
    { provider: googleOrganization("organization", given.googleQuotaProjectId) },
  );
}

/**
 * A cloud's settings: all of them, or none where the mandate has no center.
 *
 * @throws ProgramError with the commands that set what is missing
 */
function complete<Key extends string>(
  cloud: string,
  regions: readonly string[],
  settings: Readonly<Record<Key, readonly [string | undefined, Check<string>]>>,
): Readonly<Record<Key, string>> | undefined {
  // SAFETY: the keys are those of the argument.
  const entries = Object.entries(settings) as [Key, readonly [string | undefined, Check<string>]][];
  const given = entries.flatMap(([key, [value]]) => (value === undefined ? [] : [[key, value] as const]));
  // SAFETY: each key is there.
  if (given.length === entries.length) return Object.fromEntries(given) as Record<Key, string>;
  if (given.length === 0 && regions.length === 0) return undefined;
  const why =
    regions.length > 0
      ? `the mandate has live centers on ${cloud} in ${regions.map(quote).join(", ")}, which need its guardrail`
      : `the guardrail of ${cloud} needs all of its settings, or none`;
  const commands = entries.flatMap(([key, [value, { example }]]) =>
    value === undefined ? [`pulumi config set --stack ${getStack()} ${getProject()}:${key} ${example}`] : [],
  );
  throw new ProgramError([`${why}; set what is missing:`, ...commands].join("\n  "));
}
