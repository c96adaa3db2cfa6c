import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { CaptureFilter } from "@pulumi/oci/core";
import { LogGroup } from "@pulumi/oci/logging";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { watch } from "../audit/watch";
import { logDays, ocid } from "../checks";
import { tags } from "../tags";

export interface InspectionLogsArgs extends Declaration {
  /** Holds the logs, out of reach of those who build. */
  readonly auditCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** The DevOps project: without its log, no build starts. */
  readonly projectId: Input<string>;
  /** Where builds run. */
  readonly subnetId: Input<string>;
  /** How long entries are kept, in steps of 30, from 30 to 180. */
  readonly days: number;
}

/**
 * What happens in the builds of one side, and every packet of theirs. It has a log group of its own, as what runs in the
 * enclave, and with it the enclave's audit trail, comes after what inspects it: the trail then keeps it as evidence.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/build_pipelines.htm
 */
export class InspectionLogs extends ComponentResource {
  readonly logGroupId: Output<string>;

  constructor(name: string, args: InspectionLogsArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:InspectionLogs", name, declared(args), opts);

    const common = { compartmentId: args.auditCompartmentId, displayName: name, ...tags(args) };
    const group = new LogGroup(
      name,
      { ...common, description: "What builds do, and whom they talk to" },
      { parent: this, protect: true },
    );
    const filter = new CaptureFilter(
      name,
      {
        ...common,
        filterType: "FLOWLOG",
        flowLogCaptureFilterRules: [
          { isEnabled: true, priority: 0, ruleAction: "INCLUDE", flowLogType: "ALL", samplingRate: 1 },
        ],
      },
      { parent: this },
    );
    const { dataClass, owner, days } = args;
    const watched = { dataClass, owner, days, logGroupId: group.id };
    const part = { parent: this, provider: opts.provider };
    watch(`${name}-builds`, { ...watched, service: "devops", category: "all", resourceId: args.projectId }, part);
    watch(
      `${name}-flows`,
      {
        ...watched,
        service: "flowlogs",
        category: "subnet",
        resourceId: args.subnetId,
        captureFilterId: filter.id,
      },
      part,
    );
    this.logGroupId = group.id;
    this.registerOutputs({ logGroupId: this.logGroupId });
  }
}

function refuseWrong(name: string, args: InspectionLogsArgs): void {
  check.refuseWrong("inspection logs", name, {
    ...declarationChecks(args),
    auditCompartmentId: check.against(args.auditCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    days: check.against(args.days, logDays),
  });
}
