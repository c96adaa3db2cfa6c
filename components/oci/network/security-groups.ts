import { endOf } from "./flows";
import type { Endpoint, Flow, Group } from "./flows";
import { networkOf, subnetBlocks } from "./network-plan";
import type { NetworkPlan, SubnetName } from "./network-plan";

/** The subnet that the interfaces of each group are in. */
export const subnetOf: Readonly<Record<Group, SubnetName>> = {
  traffic: "traffic",
  application: "application",
  database: "data",
  files: "data",
};

export const groups = Object.keys(subnetOf) as readonly Group[]; // SAFETY: the keys of a record of groups.

/** A rule of a group's: stateful, so answers need none. */
export interface GroupRule {
  /** Unique among all rules. */
  readonly name: string;
  readonly group: Group;
  readonly direction: "INGRESS" | "EGRESS";
  /** By its number: https://www.iana.org/assignments/protocol-numbers */
  readonly protocol: "6" | "17";
  /** The other end: by its group within a network, by its addresses elsewhere. */
  readonly peer: { readonly kind: "group"; readonly group: Group } | { readonly kind: "block"; readonly block: string };
  /** Ports of the destination, from and to. */
  readonly ports: readonly [number, number];
  readonly why: string;
}

/** Every address: Oracle publishes no closed list of its services', and the routes lead nowhere else. */
const anywhere = "0.0.0.0/0";

/** What the service allows in a group. https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/networksecuritygroups.htm */
export const mostRules = 120;

/** Plans the rules of the network security groups: one at each end of a flow that has a group, for each range of ports. */
export function planGroupRules(flows: readonly Flow[], plan: NetworkPlan): GroupRule[] {
  return flows.flatMap((flow) =>
    flow.ports.flatMap((ports) => [
      ...ruleAt("EGRESS", flow.from, flow.to, flow, ports, plan),
      ...ruleAt("INGRESS", flow.to, flow.from, flow, ports, plan),
    ]),
  );
}

/** Groups whose members talk to each other: the Kubernetes API, nodes and entry points of the application's cluster. */
const neighborly: readonly Group[] = ["application"];

/**
 * Plans the rules for what members of a group say to each other. A subnet delivers that by itself: no firewall sees it, and
 * so it is no flow. Oracle asks for every port between nodes.
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengnetworkconfig.htm#securitylistconfig
 */
export function planNeighborRules(): GroupRule[] {
  return neighborly.flatMap((group) =>
    (["tcp", "udp"] as const).flatMap((protocol) =>
      (["EGRESS", "INGRESS"] as const).map((direction) => ({
        name: [group, "neighbors", protocol, direction === "EGRESS" ? "out" : "in"].join("-"),
        group,
        direction,
        protocol: protocol === "tcp" ? ("6" as const) : ("17" as const),
        peer: { kind: "group" as const, group },
        ports: [1, 65_535] as const,
        why: "what the application's nodes and their Kubernetes API say to each other",
      })),
    ),
  );
}

function ruleAt(
  direction: GroupRule["direction"],
  end: Endpoint,
  other: Endpoint,
  { name, protocol, why }: Flow,
  ports: readonly [number, number],
  plan: NetworkPlan,
): GroupRule[] {
  if (!isGroup(end)) return [];
  return [
    {
      name: [name, direction === "EGRESS" ? "out" : "in", ports[0]].join("-"),
      group: end,
      direction,
      protocol: protocol === "tcp" ? "6" : "17",
      peer: peerOf(end, other, plan),
      ports,
      why,
    },
  ];
}

function peerOf(end: Group, other: Endpoint, plan: NetworkPlan): GroupRule["peer"] {
  if (!isGroup(other)) {
    const center = plan.centers.find((one) => endOf(one) === other);
    return { kind: "block", block: center?.block ?? anywhere };
  }
  const isNear = networkOf[subnetOf[end]] === networkOf[subnetOf[other]];
  return isNear ? { kind: "group", group: other } : { kind: "block", block: subnetBlocks(plan)[subnetOf[other]] };
}

/** Whether an end is a group of the enclave's. */
export function isGroup(end: Endpoint): end is Group {
  return Object.hasOwn(subnetOf, end);
}
