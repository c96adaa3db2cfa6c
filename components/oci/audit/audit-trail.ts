import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { CaptureFilter } from "@pulumi/oci/core";
import { Policy } from "@pulumi/oci/identity";
import { LogGroup } from "@pulumi/oci/logging";
import { getNamespaceOutput } from "@pulumi/oci/objectstorage";
import type { BucketArgs } from "@pulumi/oci/objectstorage";
import { Connector } from "@pulumi/oci/sch";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { declareReplicated, replicatedChecks } from "../data/replicated-bucket";
import type { ReplicatedPlaces } from "../data/replicated-bucket";
import { evidenceBucketName, lockTime, ocid } from "../checks";
import { tags } from "../tags";
import { auditStatements } from "./audit-statements";

export interface AuditTrailArgs extends Declaration, ReplicatedPlaces {
  readonly auditCompartmentId: Input<string>;
  /** The replica's name is that with `-replica`. */
  readonly bucketName: string;
  /** How long evidence can't be changed or deleted, from 90 to 3,650 days. */
  readonly evidenceDays: number;
  /** From when on nobody can shorten that, Oracle included. @default - who may manage the bucket can */
  readonly lockTime?: string;
  /** Other log groups of the compartment and region that are kept as evidence, too. @default - none */
  readonly otherLogGroupIds?: readonly Input<string>[];
}

/**
 * What one side's logs go into, and what keeps them: a log group, and a bucket of evidence that connectors fill from that
 * group and from the audit events of all the enclave's compartments. Audit itself keeps events for a year at most, Logging
 * its entries for half a year.
 */
export class AuditTrail extends ComponentResource {
  readonly logGroupId: Output<string>;
  readonly evidenceBucketName: Output<string>;
  /** What flow logs record: every packet's header, accepted or rejected. */
  readonly captureFilterId: Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:AuditTrail", name, declared(args), opts);

    const compartmentId = args.auditCompartmentId;
    const policy = this.declarePolicy(name, args);
    const { namespace } = getNamespaceOutput({}, { parent: this });
    const { bucket } = declareReplicated(this, name, {
      both: bucketInputs(args, namespace),
      source: { name: args.bucketName, retentionRules: [locked(args)] },
      // A destination takes no retention rules; nothing but the replication can write to it, and nothing is deleted from
      // it that wasn't deleted from the source, which the rule there forbids.
      replica: { name: `${args.bucketName}-replica` },
      places: args,
      policy,
    });
    const group = new LogGroup(
      name,
      {
        compartmentId,
        displayName: name,
        description: "What the enclave's services say of themselves",
        ...tags(args),
      },
      { parent: this, protect: true },
    );
    const filter = new CaptureFilter(
      name,
      {
        compartmentId,
        displayName: name,
        filterType: "FLOWLOG",
        flowLogCaptureFilterRules: [
          { isEnabled: true, priority: 0, ruleAction: "INCLUDE", flowLogType: "ALL", samplingRate: 1 },
        ],
        ...tags(args),
      },
      { parent: this },
    );
    const collect = (
      what: "logs" | "audit",
      logSources: { compartmentId: Input<string>; logGroupId: Input<string> }[],
    ) =>
      new Connector(
        `${name}-${what}`,
        {
          compartmentId,
          displayName: `${name}-${what}`,
          description: `Keeps ${what === "logs" ? "the log group" : "the enclave's audit events"} as evidence`,
          source: { kind: "logging", logSources },
          target: { kind: "objectStorage", namespace, bucket: bucket.name, objectNamePrefix: what },
          // One that somebody stopped is started again.
          state: "ACTIVE",
          ...tags(args),
        },
        { parent: this, dependsOn: [policy] },
      );
    collect(
      "logs",
      [group.id, ...(args.otherLogGroupIds ?? [])].map((logGroupId) => ({ compartmentId, logGroupId })),
    );
    // Audit events aren't in a log group: these names stand for them.
    // https://docs.oracle.com/en-us/iaas/Content/connector-hub/create-service-connector-logging-source.htm
    collect("audit", [{ compartmentId: args.enclaveCompartmentId, logGroupId: "_Audit_Include_Subcompartment" }]);

    this.logGroupId = group.id;
    this.evidenceBucketName = bucket.name;
    this.captureFilterId = filter.id;
    this.registerOutputs({
      logGroupId: this.logGroupId,
      evidenceBucketName: this.evidenceBucketName,
      captureFilterId: this.captureFilterId,
    });
  }

  private declarePolicy(name: string, args: AuditTrailArgs): Policy {
    const { region, replicaRegion, bucketName, auditCompartmentId, keysCompartmentId, keyId, replicaKeyId } = args;
    const places = { region, replicaRegion, bucketName, auditCompartmentId, keysCompartmentId, keyId, replicaKeyId };
    return new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-evidence`,
        description: "Lets connectors write evidence, and Object Storage encrypt and copy it",
        statements: output(places).apply(auditStatements),
        ...tags(args),
      },
      { parent: this, provider: args.homeProvider },
    );
  }
}

/**
 * Evidence can't be deleted before its time, and a bucket that holds any can't be either: nor, once the rule is locked, by
 * anyone.
 * https://docs.oracle.com/iaas/Content/Object/Tasks/usingretentionrules.htm
 */
function locked({ evidenceDays, lockTime }: AuditTrailArgs) {
  return {
    displayName: "evidence",
    duration: { timeAmount: String(evidenceDays), timeUnit: "DAYS" },
    ...(lockTime !== undefined && { timeRuleLocked: lockTime }),
  };
}

function bucketInputs(args: AuditTrailArgs, namespace: Output<string>): BucketArgs {
  return {
    namespace,
    compartmentId: args.auditCompartmentId,
    accessType: "NoPublicAccess",
    storageTier: "Standard",
    // Neither a bucket with retention rules nor the destination of a replication can have versions.
    versioning: "Disabled",
    ...tags(args),
  };
}

function refuseWrong(name: string, args: AuditTrailArgs): void {
  check.refuseWrong("audit trail", name, {
    ...declarationChecks(args),
    ...replicatedChecks(args),
    auditCompartmentId: check.against(args.auditCompartmentId, ocid("compartment")),
    bucketName: check.against(args.bucketName, evidenceBucketName),
    evidenceDays: check.against(args.evidenceDays, check.days(90, 3650)),
    lockTime: check.against(args.lockTime, lockTime),
    ...Object.fromEntries(
      (args.otherLogGroupIds ?? []).map((id, place) => [
        `otherLogGroupIds[${place}]`,
        check.against(id, ocid("loggroup")),
      ]),
    ),
  });
}
