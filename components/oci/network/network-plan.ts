import ipaddr from "ipaddr.js";
import type { JoinedCenter } from "./flows";

/** Which address blocks and addresses the networks of one side have. */
export interface NetworkPlan {
  /** The hub: two firewalls, each alone in its subnet, and the subnet of the public load balancer. */
  readonly hub: {
    readonly cidr: string;
    /** The subnet of the firewall before the other networks and Oracle's services. */
    readonly firewall: string;
    /** The subnet of the firewall before the internet. */
    readonly edge: string;
    readonly traffic: string;
    readonly firewallAddress: string;
    readonly edgeAddress: string;
  };
  readonly application: { readonly cidr: string; readonly subnet: string };
  readonly data: { readonly cidr: string; readonly subnet: string };
  /** At the other ends of private lines: none of these addresses is the enclave's. */
  readonly centers: readonly JoinedCenter[];
}

/** A network of its own: nothing leads from one to another but what a route says. */
export type NetworkName = "hub" | "application" | "data";

export type SubnetName = "firewall" | "edge" | "traffic" | "application" | "data";

/** In which network each subnet is. */
export const networkOf: Readonly<Record<SubnetName, NetworkName>> = {
  firewall: "hub",
  edge: "hub",
  traffic: "hub",
  application: "application",
  data: "data",
};

/** The block of each subnet. */
export function subnetBlocks({ hub, application, data }: NetworkPlan): Readonly<Record<SubnetName, string>> {
  return {
    firewall: hub.firewall,
    edge: hub.edge,
    traffic: hub.traffic,
    application: application.subnet,
    data: data.subnet,
  };
}

/**
 * Divides a side's block: a quarter for each network, the last one kept for later. A network but the hub is one subnet,
 * so that no way between two subnets of it is local. A firewall has the first address of its subnet that is to be had:
 * Oracle keeps the first two and the last.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm
 *
 * @param block - from /16 to /24
 */
export function planNetwork(block: string, centers: readonly JoinedCenter[] = []): NetworkPlan {
  const [lower, upper] = halves(block);
  const [hub, application] = halves(lower);
  const [data] = halves(upper);
  const [firewalls, traffic] = halves(hub);
  const [firewall, edge] = halves(firewalls);
  return {
    hub: {
      cidr: hub,
      firewall,
      edge,
      traffic,
      firewallAddress: addressIn(firewall, 2),
      edgeAddress: addressIn(edge, 2),
    },
    application: { cidr: application, subnet: application },
    data: { cidr: data, subnet: data },
    centers,
  };
}

function halves(block: string): readonly [string, string] {
  const [, bits] = ipaddr.IPv4.parseCIDR(block);
  const half = (distance: number) => `${addressIn(block, distance)}/${bits + 1}`;
  return [half(0), half(2 ** (31 - bits))];
}

/** The address that is so many after a block's first. */
function addressIn(block: string, distance: number): string {
  const first = ipaddr.IPv4.networkAddressFromCIDR(block).octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const octets = [24, 16, 8, 0].map((shift) => ((first + distance) >>> shift) & 255);
  return new ipaddr.IPv4(octets).toString();
}
