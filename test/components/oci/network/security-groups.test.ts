import fc from "fast-check";
import { flows, flowsWith } from "../../../../components/oci/network/flows";
import type { Endpoint, Flow, Group } from "../../../../components/oci/network/flows";
import { networkOf, planNetwork, subnetBlocks } from "../../../../components/oci/network/network-plan";
import {
  groups,
  mostRules,
  planGroupRules,
  planNeighborRules,
  subnetOf,
} from "../../../../components/oci/network/security-groups";
import type { GroupRule } from "../../../../components/oci/network/security-groups";
import { privateBlocks } from "../../../support/blocks";

const plan = planNetwork("10.20.0.0/16");
const isGroup = (end: Endpoint): end is Group => groups.some((group) => group === end);
const port = fc.integer({ min: 1, max: 65_535 });
const ranges = fc.tuple(port, port).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
const ends = fc.constantFrom<Endpoint>("internet", "oracle-services", ...groups);
const anyFlows = fc.array(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,10}$/),
    from: ends,
    to: ends,
    protocol: fc.constantFrom("tcp" as const, "udp" as const),
    ports: fc.uniqueArray(ranges, { minLength: 1, maxLength: 4 }),
    why: fc.string(),
  }),
  { maxLength: 8 },
);

/** Whether the groups' rules let a connection through at one end. */
function allows(
  rules: readonly GroupRule[],
  direction: GroupRule["direction"],
  end: Group,
  other: Endpoint,
  flow: Flow,
  to: number,
) {
  const block = isGroup(other) ? subnetBlocks(plan)[subnetOf[other]] : "0.0.0.0/0";
  return rules.some(
    ({ group, peer, ports: [least, most], ...rule }) =>
      group === end &&
      rule.direction === direction &&
      rule.protocol === (flow.protocol === "tcp" ? "6" : "17") &&
      (peer.kind === "group" ? peer.group === other : peer.block === block) &&
      least <= to &&
      to <= most,
  );
}

it("opens each flow's ports at both of its ends", () => {
  fc.assert(
    fc.property(anyFlows, (some) => {
      const rules = planGroupRules(some, plan);
      for (const flow of some) {
        for (const to of flow.ports.flat()) {
          if (isGroup(flow.from)) expect(allows(rules, "EGRESS", flow.from, flow.to, flow, to)).toBe(true);
          if (isGroup(flow.to)) expect(allows(rules, "INGRESS", flow.to, flow.from, flow, to)).toBe(true);
        }
      }
    }),
  );
});

it("opens nothing that no flow has", () => {
  fc.assert(
    fc.property(anyFlows, (some) => {
      for (const { group, direction, protocol, peer, ports } of planGroupRules(some, plan)) {
        const asked = some.some((flow) => {
          const [end, other] = direction === "EGRESS" ? [flow.from, flow.to] : [flow.to, flow.from];
          const isNear = isGroup(other) && networkOf[subnetOf[other]] === networkOf[subnetOf[group]];
          const expected = isNear
            ? { kind: "group", group: other }
            : { kind: "block", block: isGroup(other) ? subnetBlocks(plan)[subnetOf[other]] : "0.0.0.0/0" };
          return (
            end === group &&
            (flow.protocol === "tcp" ? "6" : "17") === protocol &&
            flow.ports.some(([least, most]) => least === ports[0] && most === ports[1]) &&
            JSON.stringify(expected) === JSON.stringify(peer)
          );
        });
        expect(asked).toBe(true);
      }
    }),
  );
});

it("lets the application out to a center that gives by its addresses and port alone, and opens nothing to one that receives", () => {
  const joined = planNetwork("10.20.0.0/16", [
    { name: "virginia", role: "receives", block: "10.30.0.0/26" },
    { name: "google", role: "gives", block: "199.36.153.4/30" },
  ]);
  const more = planGroupRules(flowsWith(joined.centers), joined).slice(planGroupRules(flows, plan).length);
  expect(more).toEqual([
    {
      name: "application-to-center-google-out-443",
      group: "application",
      direction: "EGRESS",
      protocol: "6",
      peer: { kind: "block", block: "199.36.153.4/30" },
      ports: [443, 443],
      why: "what is left there is fetched home, by its cloud's storage API",
    },
  ]);
});

it("names each other end by addresses of the same side", () => {
  fc.assert(
    fc.property(privateBlocks, (block) => {
      const own = planNetwork(block);
      const blocks = ["0.0.0.0/0", ...Object.values(subnetBlocks(own))];
      for (const { peer } of planGroupRules(flows, own)) {
        if (peer.kind === "block") expect(blocks).toContain(peer.block);
      }
    }),
  );
});

it("gives every rule of the enclave a name of its own, and no group more rules than the service takes", () => {
  const rules = [...planGroupRules(flows, plan), ...planNeighborRules()];
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const group of groups)
    expect(rules.filter((rule) => rule.group === group).length).toBeLessThanOrEqual(mostRules);
});

it("lets the internet in at the balancer's port alone", () => {
  const open = planGroupRules(flows, plan).filter(
    ({ direction, peer }) => direction === "INGRESS" && peer.kind === "block" && peer.block === "0.0.0.0/0",
  );
  expect(open.map(({ group, protocol, ports }) => [group, protocol, ports])).toEqual([["traffic", "6", [443, 443]]]);
});

it("lets the application's nodes talk to each other, each to be heard by the other, and to nobody else", () => {
  const rules = planNeighborRules();
  expect(rules.map(({ group, peer }) => [group, peer])).toEqual(
    rules.map(() => ["application", { kind: "group", group: "application" }]),
  );
  const shown = (wanted: GroupRule["direction"]) =>
    rules.filter(({ direction }) => direction === wanted).map(({ protocol, ports }) => [protocol, ports]);
  expect(shown("EGRESS")).toEqual([
    ["6", [1, 65_535]],
    ["17", [1, 65_535]],
  ]);
  expect(shown("INGRESS")).toEqual(shown("EGRESS"));
});
