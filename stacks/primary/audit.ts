import type { Output, ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { AuditTrail } from "../../components/oci/audit/audit-trail";
import { evidenceBucketName, lockTime, logDays } from "../../components/oci/checks";
import type { SubnetName } from "../../components/oci/network/network-plan";
import { watch } from "../../components/oci/audit/watch";
import type { Watched } from "../../components/oci/audit/watch";
import { daysFrom, numberOf, text } from "../config";
import type { Outputs } from "../stack-outputs";
import type { Place } from "./keys";

/** What the audit trails of both sides are told. */
export const auditSettings = {
  evidenceBucketName: text(evidenceBucketName),
  standbyEvidenceBucketName: text(evidenceBucketName),
  evidenceDays: daysFrom(90, 3650).default(400),
  evidenceLockTime: text(lockTime),
  logDays: numberOf(logDays).default(180),
};

type Settings = { readonly [Key in keyof typeof auditSettings]: z.output<(typeof auditSettings)[Key]> };

interface Given extends Place {
  readonly settings: Pick<Settings, "evidenceDays" | "evidenceLockTime" | "logDays">;
  readonly declaration: Declaration;
  readonly landing: Outputs<"landing">;
  readonly home: ProviderResource;
  /** What the side's inspection logs into: that, too, is evidence. */
  readonly inspectionLogGroupId: Output<string>;
  readonly evidenceBucketName: string;
  readonly evidenceKeyId: Output<string>;
  /** The other side, where evidence has a replica. */
  readonly other: Place & { readonly evidenceKeyId: Output<string> };
  readonly subnetIds: Readonly<Record<SubnetName, Output<string>>>;
  /** By what each is called in the names of its logs. */
  readonly firewallIds: Readonly<Record<string, Output<string>>>;
  readonly bucketNames: Readonly<Record<string, Output<string>>>;
}

/** The audit trail of one side, and what is logged into it: every packet, every verdict of a firewall, every object. */
export function audit(name: string, given: Given): AuditTrail {
  const { declaration, landing, settings, region } = given;
  const options = { provider: given.provider };
  const trail = new AuditTrail(
    name,
    {
      ...declaration,
      region,
      homeProvider: given.home,
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      auditCompartmentId: landing("auditCompartmentId"),
      keysCompartmentId: landing("keysCompartmentId"),
      replicaRegion: given.other.region,
      replicaProvider: given.other.provider,
      keyId: given.evidenceKeyId,
      replicaKeyId: given.other.evidenceKeyId,
      bucketName: given.evidenceBucketName,
      evidenceDays: settings.evidenceDays,
      lockTime: settings.evidenceLockTime,
      otherLogGroupIds: [given.inspectionLogGroupId],
    },
    options,
  );

  const { logGroupId, captureFilterId } = trail;
  const log = (what: string, watched: Pick<Watched, "service" | "category" | "resourceId" | "captureFilterId">) =>
    watch(`${name}-${what}`, { ...declaration, logGroupId, days: settings.logDays, ...watched }, options);
  for (const [subnet, resourceId] of Object.entries(given.subnetIds)) {
    log(`${subnet}-flows`, { service: "flowlogs", category: "subnet", resourceId, captureFilterId });
  }
  for (const [firewall, resourceId] of Object.entries(given.firewallIds)) {
    log(`${firewall}-traffic`, { service: "ocinetworkfirewall", category: "trafficlog", resourceId });
    log(`${firewall}-threats`, { service: "ocinetworkfirewall", category: "threatlog", resourceId });
  }
  for (const [bucket, resourceId] of Object.entries(given.bucketNames)) {
    log(`${bucket}-read`, { service: "objectstorage", category: "read", resourceId });
    log(`${bucket}-write`, { service: "objectstorage", category: "write", resourceId });
  }
  return trail;
}
