import { ComponentResource } from "@pulumi/pulumi";
import { Configuration } from "@pulumi/oci/audit";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";

export interface AuditRetentionArgs extends Declaration {
  readonly tenancyId: string;
  /** From 90 to 365. @default - 365 */
  readonly retentionDays?: number;
}

/**
 * How long the tenancy keeps its audit events, in every region and compartment. What has to stay longer goes to the evidence
 * bucket. Needs the home region; destroying it leaves the setting as it is.
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/audit_configuration
 */
export class AuditRetention extends ComponentResource {
  constructor(name: string, args: AuditRetentionArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:AuditRetention", name, declared(args), opts);
    const retention = { compartmentId: args.tenancyId, retentionPeriodDays: args.retentionDays ?? 365 };
    new Configuration(name, retention, { parent: this });
    this.registerOutputs();
  }
}

function refuseWrong(name: string, args: AuditRetentionArgs): void {
  check.refuseWrong("audit retention", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    retentionDays: check.against(args.retentionDays, check.days(90, 365)),
  });
}
