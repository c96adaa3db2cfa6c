import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { oracleAddressBlock } from "../../../../components/oci/checks";
import { networkOf, planNetwork, subnetBlocks } from "../../../../components/oci/network/network-plan";
import type { SubnetName } from "../../../../components/oci/network/network-plan";
import { privateBlocks } from "../../../support/blocks";

const isIn = (inner: string, outer: string) => {
  const [[first, bits], [outerFirst, outerBits]] = [ipaddr.IPv4.parseCIDR(inner), ipaddr.IPv4.parseCIDR(outer)];
  return bits >= outerBits && first.match(outerFirst, outerBits);
};
const number = (address: ipaddr.IPv4) => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
const first = (block: string) => number(ipaddr.IPv4.networkAddressFromCIDR(block));
const last = (block: string) => number(ipaddr.IPv4.broadcastAddressFromCIDR(block));

it("divides a block into a quarter for each network, and the hub's by what each subnet holds", () => {
  expect(planNetwork("10.20.0.0/16")).toEqual({
    hub: {
      cidr: "10.20.0.0/18",
      firewall: "10.20.0.0/20",
      edge: "10.20.16.0/20",
      traffic: "10.20.32.0/19",
      firewallAddress: "10.20.0.2",
      edgeAddress: "10.20.16.2",
    },
    application: { cidr: "10.20.64.0/18", subnet: "10.20.64.0/18" },
    data: { cidr: "10.20.128.0/18", subnet: "10.20.128.0/18" },
    centers: [],
  });
  expect(planNetwork("192.168.255.0/24").hub).toEqual({
    cidr: "192.168.255.0/26",
    firewall: "192.168.255.0/28",
    edge: "192.168.255.16/28",
    traffic: "192.168.255.32/27",
    firewallAddress: "192.168.255.2",
    edgeAddress: "192.168.255.18",
  });
});

describe("for every block that is allowed, a plan", () => {
  it("has every network in the block and every subnet in its network", () => {
    fc.assert(
      fc.property(privateBlocks, (block) => {
        const plan = planNetwork(block);
        for (const network of ["hub", "application", "data"] as const)
          expect(isIn(plan[network].cidr, block)).toBe(true);
        for (const [name, subnet] of Object.entries(subnetBlocks(plan))) {
          // SAFETY: the names of a record by name.
          expect(isIn(subnet, plan[networkOf[name as SubnetName]].cidr)).toBe(true);
        }
      }),
    );
  });

  it("has no address in two networks, nor in two subnets", () => {
    fc.assert(
      fc.property(privateBlocks, (block) => {
        const plan = planNetwork(block);
        for (const blocks of [
          [plan.hub.cidr, plan.application.cidr, plan.data.cidr],
          Object.values(subnetBlocks(plan)),
        ]) {
          const ordered = blocks.toSorted((one, other) => first(one) - first(other));
          ordered.slice(1).forEach((next, index) => {
            expect(first(next)).toBeGreaterThan(last(ordered[index] ?? ""));
          });
        }
      }),
    );
  });

  it("writes each block by its first address, at a size that a subnet may have", () => {
    fc.assert(
      fc.property(privateBlocks, (block) => {
        for (const subnet of Object.values(subnetBlocks(planNetwork(block)))) {
          const [address, bits] = ipaddr.IPv4.parseCIDR(subnet);
          expect(address.toString()).toBe(ipaddr.IPv4.networkAddressFromCIDR(subnet).toString());
          expect(bits).toBeGreaterThanOrEqual(16);
          expect(bits).toBeLessThanOrEqual(30);
        }
      }),
    );
  });

  it("gives each firewall an address of its subnet that Oracle doesn't keep", () => {
    fc.assert(
      fc.property(privateBlocks, (block) => {
        const { hub } = planNetwork(block);
        for (const [subnet, address] of [
          [hub.firewall, hub.firewallAddress],
          [hub.edge, hub.edgeAddress],
        ] as const) {
          expect(number(ipaddr.IPv4.parse(address))).toBeGreaterThan(first(subnet) + 1);
          expect(number(ipaddr.IPv4.parse(address))).toBeLessThan(last(subnet));
        }
      }),
    );
  });
});

it.each([
  ["10.20.0.0/16", true],
  ["172.16.0.0/16", true],
  ["172.31.255.0/24", true],
  ["192.168.0.0/20", true],
  ["10.0.0.0/15", false],
  ["10.0.0.0/25", false],
  ["10.20.0.1/16", false],
  ["10.20.0.0", false],
  ["010.20.0.0/16", false],
  ["10.20/16", false],
  ["172.32.0.0/16", false],
  ["198.51.100.0/24", false],
  ["100.64.0.0/16", false],
  ["fd00::/16", false],
  ["", false],
])("of the blocks, %p is allowed: %p", (block, isAllowed) => {
  expect(oracleAddressBlock.accepts(block)).toBe(isAllowed);
});
