import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { flowsThrough, planFirewall, policyNameOf } from "../../../../components/oci/network/firewall-plan";
import { flows } from "../../../../components/oci/network/flows";
import { NetworkFirewall } from "../../../../components/oci/network/network-firewall";
import type { NetworkFirewallArgs } from "../../../../components/oci/network/network-firewall";
import type { NetworkPlan } from "../../../../components/oci/network/network-plan";
import { record, refusal } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

const plan: NetworkPlan = {
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
  centers: [],
};

function build(seen: Seen, change: Partial<NetworkFirewallArgs> = {}): NetworkFirewall {
  return new NetworkFirewall(
    "firewall",
    {
      dataClass: "us-user",
      owner: "data-platform",
      compartmentId: "ocid1.compartment.oc1..network",
      region: "us-ashburn-1",
      place: "firewall",
      subnetId: output("ocid1.subnet.oc1.iad.firewall"),
      plan,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const planned = planFirewall(flowsThrough("firewall", flows), plan);
const labels = { dataClass: "us-user", owner: "data-platform" };
const policyName = policyNameOf("firewall", labels, planned);
const policyId = `${policyName}-id`;
const freeformTags = { "data-class": "us-user", owner: "data-platform" };
const definedTags = { "stateside.data-class": "us-user", "stateside.owner": "data-platform" };
const called = (kind: string) => `oci:NetworkFirewall/networkFirewall${kind}:NetworkFirewall${kind}`;
const alike = {
  parent: "stateside:oci:NetworkFirewall firewall",
  provider: "ashburn",
  protect: false,
  after: [] as readonly string[],
  deletedWith: undefined,
};
const ofType = (recorded: readonly Recorded[], kind: string) => recorded.filter(({ type }) => type === called(kind));

it("declares a policy that is named by hashes of its labels and of its rules", async () => {
  const [first, second, ...others] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:NetworkFirewall",
    name: "firewall",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(second).toEqual({
    ...alike,
    type: called("Policy"),
    name: policyName,
    inputs: {
      compartmentId: "ocid1.compartment.oc1..network",
      displayName: policyName,
      description: "Lets the declared flows pass and drops the rest",
      freeformTags,
      definedTags,
    },
  });
  // What belongs to the policy goes with it: nothing in a policy that a firewall has is edited.
  const parts = others.filter(({ type }) => type !== called(""));
  expect(parts).toHaveLength(21);
  for (const { name, inputs } of parts) {
    expect(name.startsWith(`${policyName}-`)).toBe(true);
    expect(inputs["networkFirewallPolicyId"]).toBe(policyId);
  }
});

it.each([
  ["owner", { owner: "data-security" }],
  ["class", { dataClass: "other" }],
  ["plan", { plan: { ...plan, application: { cidr: "10.0.4.0/22", subnet: "10.0.4.0/24" } } }],
])("declares another policy for another %s, as one that a firewall has can't be changed", async (_, change) => {
  const [another] = ofType(await record((seen) => build(seen, change)), "Policy");
  expect(another?.name).toMatch(/^firewall-[0-9a-f]{6}-[0-9a-f]{12}$/);
  expect(another?.name).not.toBe(policyName);
});

it("declares what the rules name", async () => {
  const recorded = await record(build);
  expect(ofType(recorded, "PolicyAddressList")).toEqual(
    [
      ["subnet-traffic", ["10.0.1.0/24"]],
      ["subnet-application", ["10.0.4.0/23"]],
      ["subnet-data", ["10.0.8.0/23"]],
      ["enclave-networks", ["10.0.0.0/22", "10.0.4.0/22", "10.0.8.0/22"]],
    ].map(([name, addresses]) => ({
      ...alike,
      type: called("PolicyAddressList"),
      name: `${policyName}-${String(name)}`,
      inputs: { networkFirewallPolicyId: policyId, name, type: "IP", addresses },
    })),
  );
  const [, files, filesUdp] = ofType(recorded, "PolicyService");
  expect(files).toEqual({
    ...alike,
    type: called("PolicyService"),
    name: `${policyName}-tcp_111_2048-2050`,
    inputs: {
      networkFirewallPolicyId: policyId,
      name: "tcp_111_2048-2050",
      type: "TCP_SERVICE",
      portRanges: [
        { minimumPort: 111, maximumPort: 111 },
        { minimumPort: 2048, maximumPort: 2050 },
      ],
    },
  });
  expect(filesUdp?.inputs).toMatchObject({ name: "udp_111_2048", type: "UDP_SERVICE" });
  const names = ["tcp_1522", "tcp_111_2048-2050", "udp_111_2048", "tcp_443", "tcp_8443"];
  expect(ofType(recorded, "PolicyService").map(({ inputs }) => inputs["name"])).toEqual(names);
  expect(ofType(recorded, "PolicyServiceList")).toEqual(
    names.map((service) => ({
      ...alike,
      type: called("PolicyServiceList"),
      name: `${policyName}-list-of-${service}`,
      inputs: { networkFirewallPolicyId: policyId, name: `list-of-${service}`, services: [service] },
    })),
  );
});

it("declares the rules in order, each behind the one before and after all that they name", async () => {
  const recorded = await record(build);
  const named = ["PolicyAddressList", "PolicyServiceList"].flatMap((kind) =>
    ofType(recorded, kind).map(({ type, name }) => `${type} ${name}`),
  );
  const { rules } = planned;
  const [inside, , , , dropWithin, services, dropElse] = ofType(recorded, "PolicySecurityRule");
  expect(inside).toEqual({
    ...alike,
    type: called("PolicySecurityRule"),
    name: `${policyName}-application-to-database`,
    inputs: {
      networkFirewallPolicyId: policyId,
      name: "application-to-database",
      description: "the application's queries, over mutual TLS",
      condition: {
        sourceAddresses: ["subnet-application"],
        destinationAddresses: ["subnet-data"],
        services: ["list-of-tcp_1522"],
      },
      action: "INSPECT",
      inspection: "INTRUSION_PREVENTION",
    },
    after: named,
  });
  expect(dropWithin?.inputs).toEqual({
    networkFirewallPolicyId: policyId,
    name: "drop-within-enclave",
    description: "no other way within the enclave",
    condition: { sourceAddresses: ["enclave-networks"], destinationAddresses: ["enclave-networks"] },
    action: "DROP",
    positions: [{ afterRule: "balancer-to-application" }],
  });
  const servicesRule = expect.stringMatching(/^application-to-orac_[0-9a-f]{8}$/) as unknown;
  expect(services?.inputs).toEqual({
    networkFirewallPolicyId: policyId,
    name: servicesRule,
    description: "object storage, keys and logs, through the service gateway and never the internet",
    condition: { sourceAddresses: ["subnet-application"], services: ["list-of-tcp_443"] },
    action: "INSPECT",
    inspection: "INTRUSION_PREVENTION",
    positions: [{ afterRule: "drop-within-enclave" }],
  });
  expect(dropElse?.inputs).toEqual({
    networkFirewallPolicyId: policyId,
    name: "drop-everything-else",
    description: "what no flow declares doesn't pass",
    condition: {},
    action: "DROP",
    positions: [{ afterRule: servicesRule }],
  });
  expect(
    ofType(recorded, "PolicySecurityRule").map(({ inputs, after }) => [inputs["name"], inputs["positions"], after]),
  ).toEqual(
    rules.map(({ name }, index) => [name, index === 0 ? undefined : [{ afterRule: rules[index - 1]?.name }], named]),
  );
});

it("declares the firewall with its fixed address, after every rule", async () => {
  const recorded = await record(build);
  expect(recorded.at(-1)).toEqual({
    ...alike,
    type: called(""),
    name: "firewall",
    inputs: {
      compartmentId: "ocid1.compartment.oc1..network",
      displayName: "firewall",
      subnetId: "ocid1.subnet.oc1.iad.firewall",
      ipv4address: "10.0.0.2",
      networkFirewallPolicyId: policyId,
      freeformTags,
      definedTags,
    },
    after: ofType(recorded, "PolicySecurityRule").map(({ type, name }) => `${type} ${name}`),
  });
});

it("declares the firewall before the internet with its own address and the flows of the internet alone", async () => {
  const recorded = await record((seen) => build(seen, { place: "edge", subnetId: "ocid1.subnet.oc1.iad.edge" }));
  const edge = planFirewall(flowsThrough("edge", flows), plan);
  expect(recorded.at(-1)?.inputs).toMatchObject({
    subnetId: "ocid1.subnet.oc1.iad.edge",
    ipv4address: "10.0.2.2",
    networkFirewallPolicyId: `${policyNameOf("firewall", labels, edge)}-id`,
  });
  expect(ofType(recorded, "PolicySecurityRule").map(({ inputs }) => [inputs["name"], inputs["action"]])).toEqual([
    ["drop-within-enclave", "DROP"],
    ["users-to-balancer", "INSPECT"],
    ["drop-everything-else", "DROP"],
  ]);
  expect(ofType(recorded, "PolicyAddressList").map(({ inputs }) => inputs["name"])).toEqual([
    "subnet-traffic",
    "enclave-networks",
  ]);
});

it("gives the firewall, and the address that routes lead to", async () => {
  const told: unknown[] = [];
  await record((seen) => {
    const { firewallId, addressId, policyName: name } = build(seen);
    for (const one of [firewallId, addressId, name]) one.apply((value) => told.push(value));
  });
  expect(told).toHaveLength(3);
  expect(told).toEqual(expect.arrayContaining(["firewall-id", "ocid1.privateip.oc1..10-0-0-2", policyName]));
});

it.each<[Partial<NetworkFirewallArgs>, string]>([
  [
    { dataClass: "US user" },
    "`dataClass` is `US user`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
  [{ owner: "" }, "`owner` is ``; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first"],
  [
    { compartmentId: "network" },
    "`compartmentId` is `network`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { subnetId: "ocid1.vcn.oc1.iad.hub" },
    "`subnetId` is `ocid1.vcn.oc1.iad.hub`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`network firewall \`firewall\`: ${message}`);
});
