import type { JoinedCenter } from "./flows";
import { subnetBlocks } from "./network-plan";
import type { NetworkPlan, SubnetName } from "./network-plan";

/** Where a route table of a network sends a packet: to one of the firewalls' addresses, or out of the network. */
export type RouteTarget = "firewall" | "edge" | "internet-gateway" | "service-gateway" | "transit";

/** Through what packets come into the hub; each has a route table of its own. */
type Entrance = "from-internet" | "from-services" | "from-transit";

/** A route table of a network's. */
type TableName = SubnetName | Entrance;

export interface Route {
  readonly destination: { readonly kind: "block"; readonly block: string } | { readonly kind: "oracle-services" };
  readonly target: RouteTarget;
  readonly why: string;
}

/** A way inside the transit router. */
export interface TransitRoute {
  readonly block: string;
  readonly to: "hub" | "application" | "data";
}

export interface RoutePlan {
  readonly tables: Readonly<Record<TableName, readonly Route[]>>;
  /**
   * What the transit router does with what comes from the hub, from any other network, and over private lines. What is for
   * a center follows what that center's end tells of itself: no written route may lead to a line.
   */
  readonly transit: {
    readonly fromHub: readonly TransitRoute[];
    readonly fromOthers: readonly TransitRoute[];
    readonly fromCenters: readonly TransitRoute[];
  };
}

const everything = "0.0.0.0/0";

/**
 * Plans every route of one side so that each way between subnets, to the internet and to Oracle's services leads through a
 * firewall, there and back through the same one.
 *
 * There are two firewalls, as in Oracle's own model, since what leaves a firewall follows its subnet's one route table: a
 * table that sends the rest of the world to an internet gateway takes no service gateway for all of Oracle's services, and
 * the packets of each come back through their own gateway.
 * https://github.com/oci-landing-zones/oci-landing-zone-operating-entities/tree/master/addons/oci-hub-models/hub_a
 * https://github.com/oci-landing-zones/terraform-oci-core-landingzone/blob/main/net_hub_vcn.tf
 *
 * A network delivers locally what is for an address of its own, unless a route names that address's subnet: so the tables
 * of the hub's entrances do. https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingroutetables.htm
 */
export function planRoutes(plan: NetworkPlan): RoutePlan {
  const { traffic, application, data } = subnetBlocks(plan);
  const to = (block: string, target: RouteTarget, why: string): Route => ({
    destination: { kind: "block", block },
    target,
    why,
  });
  const toServices = (target: RouteTarget, why: string): Route => ({
    destination: { kind: "oracle-services" },
    target,
    why,
  });
  const toCenters = (target: RouteTarget, why: string, role?: JoinedCenter["role"]) =>
    plan.centers.flatMap((center) =>
      role === undefined || center.role === role ? [to(center.block, target, `${why} ${center.name}`)] : [],
    );
  return {
    tables: {
      traffic: [
        to(everything, "edge", "answers to users, inspected"),
        to(application, "firewall", "requests to the application, inspected"),
        to(data, "firewall", "nothing that a flow allows: refused and logged"),
      ],
      edge: [to(everything, "internet-gateway", "what was inspected goes on to users")],
      firewall: [
        to(application, "transit", "what was inspected goes on to the application"),
        to(data, "transit", "what was inspected goes on to the stores"),
        toServices("service-gateway", "what was inspected goes on to Oracle's services"),
        ...toCenters("transit", "what was inspected goes on to"),
      ],
      application: [to(everything, "transit", "to the hub's firewall")],
      data: [to(application, "transit", "answers to the application, by the hub's firewall")],
      "from-internet": [to(traffic, "edge", "users' requests, inspected before the balancer sees them")],
      "from-services": [
        to(application, "firewall", "answers of Oracle's services, inspected"),
        to(traffic, "firewall", "nothing that a flow allows: not delivered locally"),
        ...toCenters("firewall", "answers of Oracle's services, inspected, to", "receives"),
      ],
      "from-transit": [
        to(everything, "firewall", "whatever the other networks send, inspected"),
        to(traffic, "firewall", "answers to the balancer, inspected and not delivered locally"),
      ],
    },
    transit: {
      fromHub: [
        { block: plan.application.cidr, to: "application" },
        { block: plan.data.cidr, to: "data" },
      ],
      fromOthers: [{ block: everything, to: "hub" }],
      fromCenters: [{ block: everything, to: "hub" }],
    },
  };
}
