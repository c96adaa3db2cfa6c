import { all, ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { Network, Route, Subnetwork } from "@pulumi/gcp/compute";
import * as check from "../checks";
import { declarationChecks, declared } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { googleProjectId } from "./checks";
import { googleApiRange } from "./google-apis";

export interface LegacyNetworkArgs extends Declaration {
  readonly projectId: string;
  /** Where the line ends. */
  readonly region: string;
}

/**
 * Of the addresses that are shared among networks, none of which the enclave has, and told to nobody.
 * https://docs.cloud.google.com/vpc/docs/subnets#valid-ranges
 */
const emptySubnet = "100.64.0.0/29";

/**
 * A network that a private line ends in and that leads to Google's APIs, and nowhere else. Nothing is in its one subnet:
 * requests that come over the line need none, but Google knows a request's address in a network with a subnet only, and the
 * buckets' filters go by that.
 * https://cloud.google.com/vpc/docs/configure-private-google-access-hybrid
 * https://cloud.google.com/vpc-service-controls/docs/enable-internal-ip-access
 */
export class LegacyNetwork extends ComponentResource {
  /** `projects/<project>/global/networks/<name>`. */
  readonly networkId: Output<string>;

  constructor(name: string, args: LegacyNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:LegacyNetwork", name, declared(args), opts);

    const network = new Network(
      name,
      {
        project: args.projectId,
        description: "Where the enclave's private line meets Google's APIs",
        autoCreateSubnetworks: false,
        // The one route that Google makes by itself leads to all of the internet.
        deleteDefaultRoutesOnCreate: true,
        routingMode: "REGIONAL",
      },
      { parent: this },
    );
    new Route(
      name,
      {
        project: args.projectId,
        network: network.id,
        description: "Google's APIs, by addresses that no internet route leads to",
        destRange: googleApiRange,
        // As Google has it: packets for these addresses stay in its network.
        nextHopGateway: "default-internet-gateway",
      },
      { parent: this },
    );

    const subnet = new Subnetwork(
      name,
      {
        project: args.projectId,
        region: args.region,
        network: network.id,
        description: "Empty: what comes over the line has its own addresses",
        ipCidrRange: emptySubnet,
        stackType: "IPV4_ONLY",
        privateIpGoogleAccess: true,
      },
      { parent: this },
    );

    // Known when the subnet is there: a filter that names the network comes after.
    this.networkId = all([network.id, subnet.id]).apply(([id]) => id);
    this.registerOutputs({ networkId: this.networkId });
  }
}

function refuseWrong(name: string, args: LegacyNetworkArgs): void {
  check.refuseWrong("legacy network", name, {
    ...declarationChecks(args),
    projectId: check.against(args.projectId, googleProjectId),
    region: check.against(args.region, check.region("gcp", "us-east4")),
  });
}
