import type { Input } from "@pulumi/pulumi";
import { Log } from "@pulumi/oci/logging";
import * as check from "../../checks";
import { declarationChecks } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { logDays, ocid } from "../checks";
import { tags } from "../tags";

/**
 * What the services log, by the names that Logging has for it.
 * https://docs.oracle.com/iaas/Content/Logging/Reference/details_for_vcn_flow_logs.htm
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_object_storage_logs.htm
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_load_balancer_logs.htm
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_lbwaf.htm
 * https://github.com/oci-landing-zones/terraform-oci-core-landingzone/blob/main/net_logging.tf (network firewall)
 * https://github.com/oracle/terraform-provider-oci/blob/master/examples/devops/deployment_service/wait_deploy_stage/log.tf
 * https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_container-engine.htm (Kubernetes)
 */
export const watchable = {
  flowlogs: ["subnet"],
  ocinetworkfirewall: ["trafficlog", "threatlog"],
  objectstorage: ["read", "write"],
  loadbalancer: ["access", "error"],
  waf: ["all"],
  devops: ["all"],
  "oke-k8s-cp-prod": ["all-service-logs"],
} as const;

export type WatchedService = keyof typeof watchable;

export interface Watched<Service extends WatchedService = WatchedService> extends Declaration {
  readonly logGroupId: Input<string>;
  readonly service: Service;
  readonly category: (typeof watchable)[Service][number];
  /** What the service logs of: its OCID, or a bucket's name. A resource has one log for each category. */
  readonly resourceId: Input<string>;
  /** How long entries are kept, in steps of 30, from 30 to 180. */
  readonly days: number;
  /** For flow logs, which need one. @default - the service takes none */
  readonly captureFilterId?: Input<string>;
}

/** Has a service log what happens to one resource. */
export function watch<Service extends WatchedService>(
  name: string,
  watched: Watched<Service>,
  opts: ComponentOptions,
): Log {
  refuseWrong(name, watched);
  const { logGroupId, service, category, resourceId, captureFilterId } = watched;
  return new Log(
    name,
    {
      displayName: name,
      logGroupId,
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: watched.days,
      configuration: {
        source: {
          sourceType: "OCISERVICE",
          service,
          category,
          resource: resourceId,
          // https://docs.cloud.oracle.com/iaas/Content/Network/Tasks/vcn-flow-logs-enable.htm
          ...(captureFilterId !== undefined && { parameters: { capture_filter: captureFilterId } }),
        },
      },
      ...tags(watched),
    },
    // Of another resource it is another log, whose name the log group takes once: it comes when this is gone.
    { ...opts, deleteBeforeReplace: true },
  );
}

function refuseWrong(name: string, watched: Watched): void {
  check.refuseWrong("log", name, {
    ...declarationChecks(watched),
    logGroupId: check.against(watched.logGroupId, ocid("loggroup")),
    days: check.against(watched.days, logDays),
    captureFilterId: filterRefusal(watched),
  });
}

/** Without a filter, a flow log isn't enabled; with one, nothing else is. */
function filterRefusal({ service, captureFilterId }: Watched): check.Refusal | undefined {
  if (service === "flowlogs" && captureFilterId === undefined) {
    return { value: "missing", allowed: "the OCID of a capture filter: flow logs need one" };
  }
  if (service !== "flowlogs" && captureFilterId !== undefined) {
    return { value: "given", allowed: "none: only flow logs take one" };
  }
  return undefined;
}
