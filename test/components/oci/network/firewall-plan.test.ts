import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { flowsThrough, planFirewall } from "../../../../components/oci/network/firewall-plan";
import type { FirewallPlan, FirewallRule } from "../../../../components/oci/network/firewall-plan";
import { flows, flowsWith } from "../../../../components/oci/network/flows";
import type { Endpoint, Flow } from "../../../../components/oci/network/flows";
import type { NetworkPlan } from "../../../../components/oci/network/network-plan";

const network: NetworkPlan = {
  hub: {
    cidr: "10.0.0.0/22",
    firewall: "10.0.0.0/24",
    edge: "10.0.2.0/24",
    traffic: "10.0.1.0/24",
    firewallAddress: "10.0.0.2",
    edgeAddress: "10.0.2.2",
  },
  application: { cidr: "10.0.4.0/22", subnet: "10.0.4.0/23" },
  data: { cidr: "10.0.8.0/22", subnet: "10.0.8.0/23" },
  centers: [
    { name: "virginia", role: "receives", block: "10.30.0.0/26" },
    { name: "singapore", role: "receives", block: "10.40.0.0/26" },
    { name: "google", role: "gives", block: "199.36.153.4/30" },
  ],
};

/** Who has an address: those of database and files are in one subnet, and "outside" is whatever isn't in a VCN. */
const holders: Readonly<Record<string, readonly Endpoint[]>> = {
  "10.0.1.20": ["traffic"],
  "10.0.4.20": ["application"],
  "10.0.5.255": ["application"],
  "10.0.8.20": ["database", "files"],
  "10.0.9.1": ["database", "files"],
  // In a VCN, and in none of its subnets that a flow names.
  "10.0.0.2": [],
  "10.0.2.2": [],
  "10.0.6.1": [],
  "10.0.11.255": [],
  "10.30.0.5": ["center-virginia"],
  "10.40.0.63": ["center-singapore"],
  "199.36.153.6": ["center-google"],
  "10.0.12.0": ["internet", "oracle-services"],
  "134.70.24.1": ["internet", "oracle-services"],
  "203.0.113.9": ["internet", "oracle-services"],
};

interface Packet {
  readonly from: string;
  readonly to: string;
  readonly protocol: Flow["protocol"];
  readonly port: number;
}

/** As the firewall does it: the first rule that matches decides, and what none matches is dropped. */
function deciding({ addressLists, services, rules }: FirewallPlan, packet: Packet): FirewallRule | undefined {
  const isIn = (address: string, list: string | undefined) =>
    list === undefined ||
    addressLists
      .filter(({ name }) => name === list)
      .some(({ addresses }) => addresses.some((one) => ipaddr.parse(address).match(ipaddr.parseCIDR(one))));
  const isOf = (list: string | undefined) =>
    list === undefined ||
    services
      .filter(({ listName, type }) => listName === list && type === `${packet.protocol.toUpperCase()}_SERVICE`)
      .some(({ ports }) => ports.some(([first, last]) => first <= packet.port && packet.port <= last));
  return rules.find(({ from, to, service }) => isIn(packet.from, from) && isIn(packet.to, to) && isOf(service));
}

function isFlow(declared: readonly Flow[], { from, to, protocol, port }: Packet): boolean {
  return declared.some(
    (flow) =>
      holders[from]?.includes(flow.from) === true &&
      holders[to]?.includes(flow.to) === true &&
      flow.protocol === protocol &&
      flow.ports.some(([first, last]) => first <= port && port <= last),
  );
}

const groups = ["traffic", "application", "database", "files"] as const;
/** Every center has a flow: one without has no line either, and its addresses are like any other outside. */
const centers = ["center-virginia", "center-singapore", "center-google"] as const;
const outside = ["internet", "oracle-services"] as const;
const ends = fc.oneof(
  fc.tuple(fc.constantFrom(...groups), fc.constantFrom(...groups)),
  fc.tuple(fc.constantFrom(...groups), fc.constantFrom(...outside)),
  fc.tuple(fc.constantFrom(...outside), fc.constantFrom(...groups)),
  fc.tuple(fc.constantFrom(...groups), fc.constantFrom(...centers)),
  fc.tuple(fc.constantFrom(...centers), fc.constantFrom(...groups, ...centers, ...outside)),
);
/** Few ports, so that packets often meet them. */
const port = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(443, 65_535));
const range = fc
  .tuple(port, port)
  .map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);
const ofCenters = flowsWith(network.centers).filter(({ from, to }) =>
  centers.some((center) => center === from || center === to),
);
const name = fc.stringMatching(/^[a-z][a-z0-9]{1,20}(-[a-z0-9]{1,9}){0,3}$/);
const flow = fc
  .record({
    name,
    ends,
    protocol: fc.constantFrom<Flow["protocol"]>("tcp", "udp"),
    ports: fc.array(range, { minLength: 1, maxLength: 10 }),
    why: fc.string(),
  })
  .map(({ ends: [from, to], ...rest }): Flow => ({ from, to, ...rest }));
const declared = fc
  .uniqueArray(flow, { selector: (one) => one.name, maxLength: 6 })
  .map((some) => [...some, ...ofCenters.filter(({ name: own }) => some.every((one) => one.name !== own))]);
const address = fc.constantFrom(...Object.keys(holders));
const packet = fc.record({
  from: address,
  to: address,
  protocol: fc.constantFrom<Flow["protocol"]>("tcp", "udp"),
  port,
});

describe("the firewall's rules", () => {
  it("let a packet pass exactly if a flow permits it, and inspect it", () => {
    fc.assert(
      fc.property(declared, fc.array(packet, { minLength: 20, maxLength: 60 }), (given, packets) => {
        const plan = planFirewall(given, network);
        for (const one of packets) {
          expect([one, deciding(plan, one)?.action]).toEqual([one, isFlow(given, one) ? "INSPECT" : "DROP"]);
        }
      }),
    );
  });

  it("end with one that drops everything, and say so of every packet", () => {
    fc.assert(
      fc.property(declared, packet, (given, one) => {
        const plan = planFirewall(given, network);
        expect(plan.rules.at(-1)).toEqual({
          name: "drop-everything-else",
          why: "what no flow declares doesn't pass",
          action: "DROP",
        });
        expect(deciding(plan, one)).toBeDefined();
      }),
    );
  });

  it("don't depend on the order of flows", () => {
    const shuffled = declared.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        expect(planFirewall(other, network)).toEqual(planFirewall(given, network));
      }),
    );
  });

  it("have names that the service accepts, each once", () => {
    fc.assert(
      fc.property(declared, (given) => {
        const { addressLists, services, rules } = planFirewall(given, network);
        const named = [addressLists, services, rules].map((ones) => ones.map((one) => one.name));
        const all = [...named, services.map(({ listName }) => listName)];
        for (const names of all) {
          expect(names.filter((one) => !/^[A-Za-z](?:\w|-(?=[A-Za-z0-9])){1,27}$/.test(one))).toEqual([]);
          expect(new Set(names).size).toBe(names.length);
        }
        // On the firewall, services and their lists have one name space.
        const apart = services.flatMap((one) => [one.name, one.listName]);
        expect(new Set(apart).size).toBe(apart.length);
      }),
    );
  });
});

describe("the digest", () => {
  it("is another one exactly if something else is planned", () => {
    fc.assert(
      fc.property(fc.tuple(declared, declared), fc.boolean(), ([one, other], isSame) => {
        const { digest, ...planned } = planFirewall(one, network);
        const { digest: otherDigest, ...otherPlanned } = planFirewall(isSame ? one : other, network);
        expect(digest).toMatch(/^[0-9a-f]{12}$/);
        expect(digest === otherDigest).toBe(JSON.stringify(planned) === JSON.stringify(otherPlanned));
      }),
    );
  });

  const [first, ...others] = flows;
  const changes: readonly [string, readonly Flow[], NetworkPlan][] = [
    ["a flow less", others, network],
    [
      "another port",
      [...others, ...(first === undefined ? [] : [{ ...first, ports: [[444, 444]] as const }])],
      network,
    ],
    ["another block", flows, { ...network, data: { ...network.data, subnet: "10.0.8.0/24" } }],
    ["a larger VCN", flows, { ...network, hub: { ...network.hub, cidr: "10.0.0.0/21" } }],
  ];
  it.each(changes)("is another one with %s", (_, changed, plan) => {
    expect(planFirewall(changed, plan).digest).not.toBe(planFirewall(flows, network).digest);
  });
});

it("plans the enclave's own flows", () => {
  const { rules, services } = planFirewall(flows, network);
  expect(rules.map(({ name: rule, from, to, service, action }) => [rule, from, to, service, action])).toEqual([
    ["application-to-database", "subnet-application", "subnet-data", "list-of-tcp_1522", "INSPECT"],
    ["application-to-files", "subnet-application", "subnet-data", "list-of-tcp_111_2048-2050", "INSPECT"],
    ["application-to-files-udp", "subnet-application", "subnet-data", "list-of-udp_111_2048", "INSPECT"],
    ["balancer-to-application", "subnet-traffic", "subnet-application", "list-of-tcp_8443", "INSPECT"],
    ["drop-within-enclave", "enclave-networks", "enclave-networks", undefined, "DROP"],
    [expect.stringMatching(/^application-to-orac_/), "subnet-application", undefined, "list-of-tcp_443", "INSPECT"],
    ["users-to-balancer", undefined, "subnet-traffic", "list-of-tcp_443", "INSPECT"],
    ["drop-everything-else", undefined, undefined, undefined, "DROP"],
  ]);
  expect(services.map(({ name: service, type, ports }) => [service, type, ports])).toEqual([
    ["tcp_1522", "TCP_SERVICE", [[1522, 1522]]],
    [
      "tcp_111_2048-2050",
      "TCP_SERVICE",
      [
        [111, 111],
        [2048, 2050],
      ],
    ],
    [
      "udp_111_2048",
      "UDP_SERVICE",
      [
        [111, 111],
        [2048, 2048],
      ],
    ],
    ["tcp_443", "TCP_SERVICE", [[443, 443]]],
    ["tcp_8443", "TCP_SERVICE", [[8443, 8443]]],
  ]);
});

it("plans the centers' flows, those within before the rule that closes every other way to and from a center", () => {
  const { rules, addressLists } = planFirewall(flowsThrough("firewall", flowsWith(network.centers)), network);
  expect(rules.map(({ name: rule, from, to, service, action }) => [rule, from, to, service, action])).toEqual([
    ["application-to-center-google", "subnet-application", "center-google", "list-of-tcp_443", "INSPECT"],
    ["application-to-database", "subnet-application", "subnet-data", "list-of-tcp_1522", "INSPECT"],
    ["application-to-files", "subnet-application", "subnet-data", "list-of-tcp_111_2048-2050", "INSPECT"],
    ["application-to-files-udp", "subnet-application", "subnet-data", "list-of-udp_111_2048", "INSPECT"],
    ["balancer-to-application", "subnet-traffic", "subnet-application", "list-of-tcp_8443", "INSPECT"],
    ["drop-within-enclave", "enclave-networks", "enclave-networks", undefined, "DROP"],
    [expect.stringMatching(/^application-to-orac_/), "subnet-application", undefined, "list-of-tcp_443", "INSPECT"],
    [expect.stringMatching(/^center-singapore-to_/), "center-singapore", undefined, "list-of-tcp_443", "INSPECT"],
    [expect.stringMatching(/^center-virginia-to_/), "center-virginia", undefined, "list-of-tcp_443", "INSPECT"],
    ["drop-everything-else", undefined, undefined, undefined, "DROP"],
  ]);
  const blocks = ["10.30.0.0/26", "10.40.0.0/26", "199.36.153.4/30"];
  expect(addressLists.slice(-4)).toEqual([
    ...network.centers.map((center) => ({ name: `center-${center.name}`, addresses: [center.block] })),
    { name: "enclave-networks", addresses: ["10.0.0.0/22", "10.0.4.0/22", "10.0.8.0/22", ...blocks] },
  ]);
});

it("plans the same for the internet's firewall, whichever centers there are: none has a flow through it", () => {
  const plan = (centers: NetworkPlan["centers"]) =>
    planFirewall(flowsThrough("edge", flowsWith(centers)), { ...network, centers });
  expect(plan(network.centers)).toEqual(plan([]));
});

it("lead each flow through one firewall, and those of the internet through that before it", () => {
  fc.assert(
    fc.property(declared, (given) => {
      const edge = flowsThrough("edge", given);
      expect([...edge, ...flowsThrough("firewall", given)].toSorted(byName)).toEqual(given.toSorted(byName));
      expect(edge).toEqual(given.filter((one) => [one.from, one.to].includes("internet")));
    }),
  );
});

const byName = (one: Flow, other: Flow) => (one.name < other.name ? -1 : 1);
const good: Flow = { name: "users", from: "internet", to: "traffic", protocol: "tcp", ports: [[443, 443]], why: "" };
it.each<[Flow[], string]>([
  [
    [{ ...good, name: "Users" }],
    "flow `Users`: use a name of lower-case letters, digits and single hyphens, a letter first",
  ],
  [[{ ...good, name: "a" }], "flow `a`: use a name of lower-case letters, digits and single hyphens, a letter first"],
  [[good, good], "flow `users`: another rule has the name; use one of its own"],
  [
    [{ ...good, name: "drop-everything-else" }],
    "flow `drop-everything-else`: another rule has the name; use one of its own",
  ],
  [
    [{ ...good, to: "oracle-services" }],
    "flow `users`: `internet` and `oracle-services` are both outside; use a group of the enclave for one",
  ],
  [[{ ...good, ports: [] }], "flow `users`: `ports` has 0 ranges; use 1 to 10"],
  [
    [{ ...good, ports: Array.from({ length: 11 }, (_, index) => [index + 1, index + 1] as const) }],
    "flow `users`: `ports` has 11 ranges; use 1 to 10",
  ],
  [[{ ...good, ports: [[0, 1]] }], "flow `users`: `ports` has `0 to 1`; use ports from 1 to 65535, the lower first"],
  [[{ ...good, ports: [[9, 8]] }], "flow `users`: `ports` has `9 to 8`; use ports from 1 to 65535, the lower first"],
  [
    [{ ...good, ports: [[1, 65_536]] }],
    "flow `users`: `ports` has `1 to 65536`; use ports from 1 to 65535, the lower first",
  ],
])("refuses %j", (given, message) => {
  expect(() => planFirewall(given, network)).toThrow(message);
});
