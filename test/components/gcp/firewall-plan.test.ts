import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { planRules } from "../../../components/gcp/firewall-plan";
import type { FirewallRule } from "../../../components/gcp/firewall-plan";

interface Packet {
  readonly direction: FirewallRule["direction"];
  readonly from: string;
  readonly to: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly port: number;
}

const addressBlock = "10.40.0.0/26";
const lineRanges = ["134.70.24.0/21", "134.70.32.0/22"];
const rules = planRules({ addressBlock, lineRanges });

const isIn = (address: string, ranges: readonly string[] | undefined) =>
  ranges === undefined || ranges.some((range) => ipaddr.parse(address).match(ipaddr.parseCIDR(range)));

/** As the service does it: the rule of the least priority number that matches decides. */
function decided(packet: Packet): FirewallRule["action"] | undefined {
  return rules
    .filter(({ direction }) => direction === packet.direction)
    .filter(({ from, to }) => isIn(packet.from, from) && isIn(packet.to, to))
    .filter(({ protocol }) => protocol === "all" || protocol === packet.protocol)
    .filter(({ ports }) => ports === undefined || ports.includes(String(packet.port)))
    .sort((one, other) => one.priority - other.priority)
    .map(({ action }) => action)[0];
}

const inside = ["10.40.0.2", "10.40.0.63"];
const allowed = ["199.36.153.4", "199.36.153.7", "134.70.24.1", "134.70.31.255", "134.70.35.1", ...inside];
const outside = ["199.36.153.3", "199.36.153.8", "134.70.36.0", "8.8.8.8", "10.40.0.64", "10.20.0.1", "169.254.1.1"];
const packet = fc.record<Packet>({
  direction: fc.constantFrom("INGRESS", "EGRESS"),
  from: fc.constantFrom(...inside, ...outside),
  to: fc.constantFrom(...allowed, ...outside),
  protocol: fc.constantFrom("tcp", "udp", "icmp"),
  port: fc.constantFrom(22, 53, 80, 443, 444),
});

describe("a center's firewall policy", () => {
  it("lets machines out to Google's APIs and the enclave's storage over TLS, and nothing else in or out", () => {
    fc.assert(
      fc.property(packet, (one) => {
        const isCopy =
          one.direction === "EGRESS" && one.protocol === "tcp" && one.port === 443 && inside.includes(one.from);
        expect([one, decided(one)]).toEqual([one, isCopy && allowed.includes(one.to) ? "allow" : "deny"]);
      }),
      { numRuns: 2000 },
    );
  });

  it("has no two rules of one name or priority, as the service wants it", () => {
    for (const values of [rules.map(({ name }) => name), rules.map(({ priority }) => String(priority))]) {
      expect(new Set(values).size).toBe(rules.length);
    }
  });
});
