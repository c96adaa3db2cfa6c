import { ComponentResource, secret } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { InterconnectAttachment, Router } from "@pulumi/gcp/compute";
import * as check from "../checks";
import type { Check } from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { googleProjectId } from "./checks";

export interface PrivateLineArgs extends Declaration {
  readonly projectId: string;
  /** The network whose packets take the line: its id or link. Of other regions, it has to route globally. */
  readonly networkId: Input<string>;
  /** Where Google's network meets Oracle's. */
  readonly region: string;
  /** All that Oracle's end learns of: it sends nothing to any other address here. */
  readonly advertisedRanges: readonly string[];
  /** Which of Google's two edges of the region the line ends at, 1 or 2. @default - 1 */
  readonly edge?: 1 | 2;
}

/**
 * Partners' attachments have to be at a router with this number, which is Google's own.
 * https://cloud.google.com/network-connectivity/docs/interconnect/how-to/partner/creating-vlan-attachments
 */
const googleAsn = 16_550;

/**
 * The Google end of a private line to Oracle Cloud in Ashburn. Oracle's end takes the pairing key and makes the line;
 * Google then adds interface and session to the router by itself, and changing those would end the session.
 * https://docs.cloud.google.com/network-connectivity/docs/interconnect/how-to/partner-cci-for-oci/requesting-oci-connections
 *
 * One line at one edge: copies can wait for a repair, and each further line would be one more way out.
 */
export class PrivateLine extends ComponentResource {
  /** Who has it before the line is made could join the network, so it is a secret. */
  readonly pairingKey: Output<string>;

  constructor(name: string, args: PrivateLineArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:PrivateLine", name, declared(args), opts);

    const router = new Router(
      name,
      {
        project: args.projectId,
        region: args.region,
        network: args.networkId,
        bgp: {
          asn: googleAsn,
          // By default, a router tells of every subnet of its network.
          advertiseMode: "CUSTOM",
          advertisedIpRanges: args.advertisedRanges.map((range) => ({ range })),
        },
      },
      { parent: this },
    );
    const attachment = new InterconnectAttachment(
      name,
      {
        project: args.projectId,
        region: args.region,
        router: router.id,
        type: "PARTNER",
        edgeAvailabilityDomain: `AVAILABILITY_DOMAIN_${args.edge ?? 1}`,
        // Accepted in advance: Oracle's end alone has the key.
        adminEnabled: true,
        // As Oracle's end has it, or large packets would be lost.
        mtu: "1500",
        stackType: "IPV4_ONLY",
        labels: labels(args),
      },
      { parent: this, additionalSecretOutputs: ["pairingKey"] },
    );

    this.pairingKey = secret(attachment.pairingKey);
    this.registerOutputs({ pairingKey: this.pairingKey });
  }
}

/** https://docs.cloud.google.com/network-connectivity/docs/interconnect/how-to/partner-cci-for-oci/choose-paired-locations */
export const pairedRegion: Check<string> = {
  allowed: "the Google Cloud region that is joined with Oracle's us-ashburn-1, `us-east4`",
  example: "us-east4",
  accepts: (value) => value === "us-east4",
};

/** A network that can be joined; all of it is for addresses of one's own, or for Google's APIs. */
const advertisedRange: Check<string> = {
  allowed: "a block of IPv4 addresses by its first address, of /16 or smaller, such as `10.30.0.0/24`",
  example: "10.30.0.0/24",
  accepts: (value) =>
    check.privateBlock(16, 32, "10.30.0.0/24").accepts(value) ||
    check.publicRange(24, "199.36.153.4/30").accepts(value),
};

function refuseWrong(name: string, args: PrivateLineArgs): void {
  check.refuseWrong("private line", name, {
    ...declarationChecks(args),
    projectId: check.against(args.projectId, googleProjectId),
    region: check.against(args.region, pairedRegion),
    ...check.againstEach("advertisedRanges", args.advertisedRanges, advertisedRange),
  });
}
