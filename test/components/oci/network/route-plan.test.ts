import fc from "fast-check";
import { endOf, flowsWith } from "../../../../components/oci/network/flows";
import type { Endpoint, JoinedCenter } from "../../../../components/oci/network/flows";
import { networkOf, planNetwork, subnetBlocks } from "../../../../components/oci/network/network-plan";
import type { NetworkPlan, SubnetName } from "../../../../components/oci/network/network-plan";
import { planRoutes } from "../../../../components/oci/network/route-plan";
import type { Route, RoutePlan } from "../../../../components/oci/network/route-plan";
import { isGroup, subnetOf } from "../../../../components/oci/network/security-groups";
import { joinedSides } from "../../../support/blocks";
import { linesTo } from "../../../support/recorded-routes";
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
            ["from-centers", routes(transit.fromCenters)],
          ]),
          imports: new Map([["from-hub", { ofNetworks: false, ofLines: true }]]),
        },
      ],
    ]),
    lines: linesTo(plan.centers, "transit", "from-centers"),
    firewalls: new Map([
      ["firewall", "firewall"],
      ["edge", "edge"],
    ]),
  };
}

const inside: readonly string[] = ["traffic", "application", "data"];
const places: readonly string[] = ["internet", "oracle-services", ...inside];
const placesOf = ({ centers }: NetworkPlan): readonly string[] => [...places, ...centers.map(endOf)];
const place = (end: Endpoint) => (isGroup(end) ? subnetOf[end] : end);
const gate = (from: string) =>
  from === "internet" ? "internet-gateway" : from === "oracle-services" ? "service-gateway" : from;

function destination(plan: NetworkPlan, to: string): Destination {
  if (to === "internet") return someUser;
  if (to === "oracle-services") return someOracleService;
  const center = plan.centers.find((one) => endOf(one) === to);
  // SAFETY: the other places are subnets.
  return hostIn(center?.block ?? subnetBlocks(plan)[to as SubnetName]);
}

function journey(plan: NetworkPlan, from: string, to: string) {
  const { hops, end } = walk(networksOf(plan, planRoutes(plan)), gate(from), destination(plan, to));
  return { end, firewalls: hops.filter((hop) => hop === "firewall" || hop === "edge") };
}

const virginia: JoinedCenter = { name: "virginia", role: "receives", block: "10.30.0.0/26" };
const google: JoinedCenter = { name: "google", role: "gives", block: "199.36.153.4/30" };
const joined = planNetwork("10.20.0.0/16", [virginia, google]);

it("leads each flow and its answers through one firewall, the same both ways, for every block and all centers", () => {
  fc.assert(
    fc.property(joinedSides, ({ block, centers }) => {
      const plan = planNetwork(block, centers);
      for (const flow of flowsWith(centers)) {
        const [from, to] = [place(flow.from), place(flow.to)];
        const expected = [flow.from, flow.to].includes("internet") ? ["edge"] : ["firewall"];
        expect(journey(plan, from, to)).toEqual({ end: to, firewalls: expected });
        expect(journey(plan, to, from)).toEqual({ end: from, firewalls: expected });
      }
    }),
  );
});

it("leads nothing from one place to another past the firewalls, for every block and all centers", () => {
  const ways = joinedSides.chain(({ block, centers }) => {
    const plan = planNetwork(block, centers);
    return fc.tuple(fc.constant(plan), fc.constantFrom(...placesOf(plan)), fc.constantFrom(...placesOf(plan)));
  });
  fc.assert(
    fc.property(ways, ([plan, from, to]) => {
      fc.pre(from !== to);
      const { end, firewalls } = journey(plan, from, to);
      if (end !== undefined) expect(firewalls).not.toEqual([]);
    }),
  );
});

it("leads whatever comes over a line to the firewall first, wherever it is for", () => {
  fc.assert(
    fc.property(joinedSides, ({ block, centers }) => {
      const plan = planNetwork(block, centers);
      for (const center of centers) {
        for (const to of placesOf(plan)) {
          const { hops } = walk(networksOf(plan, planRoutes(plan)), endOf(center), destination(plan, to));
          expect(hops.slice(0, 2)).toEqual(["transit", "firewall"]);
        }
      }
    }),
  );
});

it("leads nothing from the stores, the balancer or the internet to a center", () => {
  for (const from of ["data", "traffic", "internet"]) {
    for (const center of joined.centers) expect(journey(joined, from, endOf(center)).end).not.toBe(endOf(center));
  }
});

it("leads nothing from Oracle's services to a center that gives", () => {
  expect(journey(joined, "oracle-services", endOf(google)).end).toBeUndefined();
});

it("is the same without centers as it is beside them, but for their routes", () => {
  const alone = planRoutes(planNetwork("10.20.0.0/16"));
  const beside = planRoutes(joined);
  const others = Object.entries(beside.tables).filter(([, routes]) => routes.length > 0);
  for (const [name, routes] of others) {
    const own = routes.filter(({ destination: { kind, ...to } }) => {
      return kind !== "block" || ![virginia.block, google.block].includes("block" in to ? to.block : "");
    });
    expect(own).toEqual(Object.entries(alone.tables).find(([other]) => other === name)?.[1]);
  }
  expect(beside.transit).toEqual(alone.transit);
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
  const networks = networksOf(joined, planRoutes(joined));
  for (const from of placesOf(joined)) {
    for (const to of placesOf(joined)) {
      expect(walk(networks, gate(from), destination(joined, to)).hops.length).toBeLessThan(8);
    }
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
  const transit = (["fromHub", "fromOthers", "fromCenters"] as const).flatMap((name) =>
    routes.transit[name].map((route, index) => {
      const changed = { ...routes.transit, [name]: routes.transit[name].toSpliced(index, 1) };
      return [`${name}: ${route.block}`, { ...routes, transit: changed }] as const;
    }),
  );
  return [...tables, ...transit];
}

it.each(lackingOne(joined))("needs the route %s", (_, routes) => {
  const all = placesOf(joined);
  const ways = (some: RoutePlan) =>
    all.flatMap((from) => all.map((to) => walk(networksOf(joined, some), gate(from), destination(joined, to))));
  expect(ways(routes)).not.toEqual(ways(planRoutes(joined)));
});
