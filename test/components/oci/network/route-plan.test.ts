import fc from "fast-check";
import { flows } from "../../../../components/oci/network/flows";
import type { Endpoint } from "../../../../components/oci/network/flows";
import { networkOf, planNetwork, subnetBlocks } from "../../../../components/oci/network/network-plan";
import type { NetworkPlan, SubnetName } from "../../../../components/oci/network/network-plan";
import { planRoutes } from "../../../../components/oci/network/route-plan";
import type { Route, RoutePlan } from "../../../../components/oci/network/route-plan";
import { subnetOf } from "../../../../components/oci/network/security-groups";
import { privateBlocks } from "../../../support/blocks";
import { hostIn, someOracleService, someUser, walk } from "../../../support/routes";
import type { Destination, Networks } from "../../../support/routes";

/** What a plan would make, each thing called as the plan calls it. */
function networksOf(plan: NetworkPlan, { tables, transit }: RoutePlan): Networks {
  const blocks = subnetBlocks(plan);
  const rules = (routes: readonly Route[]) =>
    routes.map(({ destination, target }) => ({
      destination: destination.kind === "block" ? destination.block : destination.kind,
      target,
    }));
  // SAFETY: the names of a record by name.
  const subnetNames = Object.keys(blocks) as SubnetName[];
  const attached = (network: string, routerTable: string, table?: string) =>
    [network, { network, routerTable, table }] as const;
  const routes = (some: RoutePlan["transit"]["fromHub"]) => some.map(({ block, to }) => ({ block, attachment: to }));
  return {
    blocks: new Map((["hub", "application", "data"] as const).map((name) => [name, [plan[name].cidr]])),
    subnets: new Map(subnetNames.map((name) => [name, { network: networkOf[name], block: blocks[name], table: name }])),
    tables: new Map(Object.entries(tables).map(([name, some]) => [name, rules(some)])),
    gateways: new Map([
      ["internet-gateway", { kind: "internet", network: "hub", table: "from-internet" }],
      ["service-gateway", { kind: "services", network: "hub", table: "from-services" }],
    ]),
    routers: new Map([
      [
        "transit",
        {
          attachments: new Map([
            attached("hub", "from-hub", "from-transit"),
            attached("application", "from-others"),
            attached("data", "from-others"),
          ]),
          tables: new Map([
            ["from-hub", routes(transit.fromHub)],
            ["from-others", routes(transit.fromOthers)],
          ]),
        },
      ],
    ]),
    firewalls: new Map([
      ["firewall", "firewall"],
      ["edge", "edge"],
    ]),
  };
}

const places: readonly string[] = ["internet", "oracle-services", "traffic", "application", "data"];
const place = (end: Endpoint) => (end === "internet" || end === "oracle-services" ? end : subnetOf[end]);
const gate = (from: string) =>
  from === "internet" ? "internet-gateway" : from === "oracle-services" ? "service-gateway" : from;

function destination(plan: NetworkPlan, to: string): Destination {
  if (to === "internet") return someUser;
  if (to === "oracle-services") return someOracleService;
  // SAFETY: the other places are subnets.
  return hostIn(subnetBlocks(plan)[to as SubnetName]);
}

function journey(plan: NetworkPlan, from: string, to: string) {
  const { hops, end } = walk(networksOf(plan, planRoutes(plan)), gate(from), destination(plan, to));
  return { end, firewalls: hops.filter((hop) => hop === "firewall" || hop === "edge") };
}

it("leads each flow and its answers through one firewall, the same both ways, for every block", () => {
  fc.assert(
    fc.property(privateBlocks, (block) => {
      const plan = planNetwork(block);
      for (const flow of flows) {
        const [from, to] = [place(flow.from), place(flow.to)];
        const expected = [flow.from, flow.to].includes("internet") ? ["edge"] : ["firewall"];
        expect(journey(plan, from, to)).toEqual({ end: to, firewalls: expected });
        expect(journey(plan, to, from)).toEqual({ end: from, firewalls: expected });
      }
    }),
  );
});

it("leads nothing from one place to another past the firewalls, for every block", () => {
  fc.assert(
    fc.property(privateBlocks, fc.constantFrom(...places), fc.constantFrom(...places), (block, from, to) => {
      fc.pre(from !== to);
      const { end, firewalls } = journey(planNetwork(block), from, to);
      if (end !== undefined) expect(firewalls).not.toEqual([]);
    }),
  );
});

it("leads nothing from the application or the stores to the internet, nor from there to them", () => {
  const plan = planNetwork("10.20.0.0/16");
  for (const inner of ["application", "data"]) {
    expect(journey(plan, inner, "internet").end).toBeUndefined();
    expect(journey(plan, "internet", inner).end).toBeUndefined();
  }
  expect(journey(plan, "data", "oracle-services").end).toBeUndefined();
});

it("has no way that never ends", () => {
  const plan = planNetwork("10.20.0.0/16");
  const networks = networksOf(plan, planRoutes(plan));
  for (const from of places) {
    for (const to of places) expect(walk(networks, gate(from), destination(plan, to)).hops.length).toBeLessThan(8);
  }
});

/** Each rule of the plan, and the plan without it. */
function lackingOne(plan: NetworkPlan): (readonly [string, RoutePlan])[] {
  const routes = planRoutes(plan);
  const tables = Object.entries(routes.tables).flatMap(([name, some]) =>
    some.map((route, index) => {
      const changed = { ...routes.tables, [name]: some.toSpliced(index, 1) };
      const where = route.destination.kind === "block" ? route.destination.block : route.destination.kind;
      return [`${name}: ${where}`, { ...routes, tables: changed }] as const;
    }),
  );
  const transit = (["fromHub", "fromOthers"] as const).flatMap((name) =>
    routes.transit[name].map((route, index) => {
      const changed = { ...routes.transit, [name]: routes.transit[name].toSpliced(index, 1) };
      return [`${name}: ${route.block}`, { ...routes, transit: changed }] as const;
    }),
  );
  return [...tables, ...transit];
}

it.each(lackingOne(planNetwork("10.20.0.0/16")))("needs the route %s", (_, routes) => {
  const plan = planNetwork("10.20.0.0/16");
  const ways = (some: RoutePlan) =>
    places.flatMap((from) => places.map((to) => walk(networksOf(plan, some), gate(from), destination(plan, to))));
  expect(ways(routes)).not.toEqual(ways(planRoutes(plan)));
});
