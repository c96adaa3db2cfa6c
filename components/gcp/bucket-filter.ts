import type { Input } from "@pulumi/pulumi";
import type { BucketArgs } from "@pulumi/gcp/storage";
import { against, publicRange, privateBlock } from "../checks";
import type { Refusal } from "../checks";

/** From where the requests to a bucket may come, whoever makes them. */
export interface BucketFilter {
  /**
   * Public addresses: those of whoever deploys, since a filter holds back requests about a bucket, too, and in dual-run the
   * old application's.
   */
  readonly allowedRanges: readonly string[];
  /** The network at Google's end of a private line, and the addresses at the other end. @default - no such network */
  readonly line?: FilteredLine;
}

export interface FilteredLine {
  /** `projects/<project>/global/networks/<name>`, as the network's id is. */
  readonly networkId: Input<string>;
  readonly addressBlock: Input<string>;
}

/** Ranges of public and of networks' addresses together. https://cloud.google.com/storage/docs/ip-filtering-overview */
const mostRanges = 200;

/**
 * The service's own agents are let in: one of them writes the inventory. Whether networks of other organizations are can be
 * said beside networks only. https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/storage_bucket
 *
 * What comes over a private line counts as of the network that it ends in, by the address that it has at the other end.
 * https://cloud.google.com/vpc-service-controls/docs/enable-internal-ip-access
 */
export function filterBy({ allowedRanges, line }: BucketFilter): NonNullable<BucketArgs["ipFilter"]> {
  return {
    mode: "Enabled",
    allowAllServiceAgentAccess: true,
    publicNetworkSource: { allowedIpCidrRanges: [...allowedRanges] },
    ...(line !== undefined && {
      allowCrossOrgVpcs: false,
      vpcNetworkSources: [{ network: line.networkId, allowedIpCidrRanges: [line.addressBlock] }],
    }),
  };
}

/** One range of public addresses; a range of all of them would take the filter away. */
export const allowedRange = publicRange(16, "203.0.113.0/24");

export function filterChecks({ allowedRanges, line }: BucketFilter): Record<string, Refusal | undefined> {
  const wrong = allowedRanges.map((range, place) => [`allowedRanges[${place}]`, against(range, allowedRange)] as const);
  const room = mostRanges - (line === undefined ? 0 : 1);
  return {
    ...Object.fromEntries(wrong),
    allowedRanges:
      allowedRanges.length >= 1 && allowedRanges.length <= room
        ? undefined
        : { value: `${allowedRanges.length} ranges`, allowed: `1 to ${room} ranges` },
    ...(line !== undefined && {
      "line.addressBlock": against(line.addressBlock, privateBlock(16, 32, "10.20.0.0/18")),
    }),
  };
}
