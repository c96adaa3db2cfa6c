import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { EnclaveNetwork } from "../../../../components/oci/network/enclave-network";
import type { EnclaveNetworkArgs } from "../../../../components/oci/network/enclave-network";
import { record, refusal } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

type Change = Partial<EnclaveNetworkArgs>;

function build(seen: Seen, change: Change = {}): EnclaveNetwork {
  return new EnclaveNetwork(
    "ashburn",
    {
      dataClass: "us-user",
      owner: "data-platform",
      compartmentId: output("ocid1.compartment.oc1..network"),
      region: "us-ashburn-1",
      addressBlock: "10.20.0.0/16",
      otherAddressBlock: "10.21.0.0/16",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const labels = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const compartmentId = "ocid1.compartment.oc1..network";

/** What each resource of a kind was told, by its name. */
function told(resources: readonly Recorded[], kind: string): Record<string, unknown> {
  return Object.fromEntries(
    resources.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ name, inputs }) => [name, inputs]),
  );
}

describe("the networks of a side", () => {
  let resources: readonly Recorded[];
  beforeAll(async () => {
    resources = await record(build);
  });

  it("belong to the component, are declared with its provider, and are nothing but networks", () => {
    const [first, ...children] = resources;
    expect(first).toMatchObject({
      type: "stateside:oci:EnclaveNetwork",
      inputs: { dataClass: "us-user", owner: "data-platform" },
    });
    const common = {
      parent: "stateside:oci:EnclaveNetwork ashburn",
      provider: "ashburn",
      protect: false,
      after: [],
      deletedWith: undefined,
    };
    for (const child of children) expect(child).toMatchObject(common);
    const count = (kind: string) => Object.keys(told(resources, kind)).length;
    const kinds = new Set(children.map(({ type }) => type.split(":")[2] ?? ""));
    expect(Object.fromEntries([...kinds].map((kind) => [kind, count(kind)]))).toEqual({
      Vcn: 3,
      DefaultSecurityList: 3,
      SecurityList: 2,
      Subnet: 5,
      NetworkSecurityGroup: 4,
      NetworkSecurityGroupSecurityRule: 18,
      Drg: 1,
    });
  });

  it("are three, without IPv6, joined by nothing but a router that nothing is attached to yet", () => {
    const network = (dnsLabel: string, cidr: string) => ({
      compartmentId,
      displayName: `ashburn-${dnsLabel}`,
      cidrBlocks: [cidr],
      isIpv6enabled: false,
      dnsLabel,
      ...labels,
    });
    expect(told(resources, "Vcn")).toEqual({
      "ashburn-hub": network("hub", "10.20.0.0/18"),
      "ashburn-application": network("application", "10.20.64.0/18"),
      "ashburn-data": network("data", "10.20.128.0/18"),
    });
    expect(told(resources, "Drg")).toEqual({ ashburn: { compartmentId, displayName: "ashburn", ...labels } });
  });

  it("let nothing through by their default security lists", () => {
    const list = (network: string) => ({
      manageDefaultResourceId: `${network}-default-list`,
      displayName: `${network}-empty`,
      ingressSecurityRules: [],
      egressSecurityRules: [],
      ...labels,
    });
    expect(told(resources, "DefaultSecurityList")).toEqual({
      "ashburn-hub": list("ashburn-hub"),
      "ashburn-application": list("ashburn-application"),
      "ashburn-data": list("ashburn-data"),
    });
  });

  it("have one subnet each but the hub, and no public address but in the balancer's and its firewall's", () => {
    const subnet = (
      dnsLabel: string,
      network: string,
      cidrBlock: string,
      isPublic: boolean,
      list = `${network}-default-list`,
    ) => ({
      compartmentId,
      vcnId: `${network}-id`,
      displayName: `ashburn-${dnsLabel}`,
      cidrBlock,
      dnsLabel,
      prohibitInternetIngress: !isPublic,
      securityListIds: [list],
      ...labels,
    });
    expect(told(resources, "Subnet")).toEqual({
      "ashburn-firewall": subnet("firewall", "ashburn-hub", "10.20.0.0/20", false, "ashburn-firewall-id"),
      "ashburn-edge": subnet("edge", "ashburn-hub", "10.20.16.0/20", true, "ashburn-edge-id"),
      "ashburn-traffic": subnet("traffic", "ashburn-hub", "10.20.32.0/19", true),
      "ashburn-application": subnet("application", "ashburn-application", "10.20.64.0/18", false),
      "ashburn-data": subnet("data", "ashburn-data", "10.20.128.0/18", false),
    });
  });

  it("let the flows' protocols through to the firewalls, statelessly, and no others but what says too big", () => {
    const open = (name: string, protocols: readonly string[]) => ({
      compartmentId,
      vcnId: "ashburn-hub-id",
      displayName: name,
      ingressSecurityRules: protocols.map((protocol) => ({
        protocol,
        ...(protocol === "1" && { icmpOptions: { type: 3, code: 4 } }),
        source: "0.0.0.0/0",
        sourceType: "CIDR_BLOCK",
        stateless: true,
        description: "for the firewall to judge",
      })),
      egressSecurityRules: protocols.map((protocol) => ({
        protocol,
        ...(protocol === "1" && { icmpOptions: { type: 3, code: 4 } }),
        destination: "0.0.0.0/0",
        destinationType: "CIDR_BLOCK",
        stateless: true,
        description: "what the firewall has let pass",
      })),
      ...labels,
    });
    expect(told(resources, "SecurityList")).toEqual({
      "ashburn-firewall": open("ashburn-firewall", ["6", "17", "1"]),
      "ashburn-edge": open("ashburn-edge", ["6", "1"]),
    });
  });

  it("have a group for each end of a flow, in the network where its interfaces are", () => {
    const group = (name: string, network: string) => ({ compartmentId, vcnId: network, displayName: name, ...labels });
    expect(told(resources, "NetworkSecurityGroup")).toEqual({
      "ashburn-traffic": group("ashburn-traffic", "ashburn-hub-id"),
      "ashburn-application": group("ashburn-application", "ashburn-application-id"),
      "ashburn-database": group("ashburn-database", "ashburn-data-id"),
      "ashburn-files": group("ashburn-files", "ashburn-data-id"),
    });
  });

  it("open each group for its flows alone", () => {
    const rules = Object.values(told(resources, "NetworkSecurityGroupSecurityRule")) as readonly {
      readonly [key: string]: unknown;
      readonly tcpOptions?: { readonly destinationPortRange: { readonly min: number; readonly max: number } };
      readonly udpOptions?: { readonly destinationPortRange: { readonly min: number; readonly max: number } };
    }[]; // SAFETY: read below, field by field, and compared as text.
    const shown = rules.map((rule) => {
      const ports = (rule.tcpOptions ?? rule.udpOptions)?.destinationPortRange;
      const far = rule["direction"] === "EGRESS" ? ["destination", "destinationType"] : ["source", "sourceType"];
      const options = rule.tcpOptions === undefined ? "udp" : "tcp";
      return [
        rule["networkSecurityGroupId"],
        rule["direction"],
        rule["protocol"],
        ...far.map((key) => rule[key]),
        options,
        `${ports?.min}-${ports?.max}`,
        rule["stateless"],
      ].join(" ");
    });
    const data = "10.20.128.0/18 CIDR_BLOCK";
    const application = "10.20.64.0/18 CIDR_BLOCK";
    expect(shown.toSorted()).toEqual(
      [
        "ashburn-traffic-id INGRESS 6 0.0.0.0/0 CIDR_BLOCK tcp 443-443 false",
        `ashburn-traffic-id EGRESS 6 ${application} tcp 8443-8443 false`,
        "ashburn-application-id INGRESS 6 10.20.32.0/19 CIDR_BLOCK tcp 8443-8443 false",
        `ashburn-application-id EGRESS 6 ${data} tcp 1522-1522 false`,
        `ashburn-database-id INGRESS 6 ${application} tcp 1522-1522 false`,
        `ashburn-application-id EGRESS 6 ${data} tcp 111-111 false`,
        `ashburn-application-id EGRESS 6 ${data} tcp 2048-2050 false`,
        `ashburn-application-id EGRESS 17 ${data} udp 111-111 false`,
        `ashburn-application-id EGRESS 17 ${data} udp 2048-2048 false`,
        `ashburn-files-id INGRESS 6 ${application} tcp 111-111 false`,
        `ashburn-files-id INGRESS 6 ${application} tcp 2048-2050 false`,
        `ashburn-files-id INGRESS 17 ${application} udp 111-111 false`,
        `ashburn-files-id INGRESS 17 ${application} udp 2048-2048 false`,
        "ashburn-application-id EGRESS 6 0.0.0.0/0 CIDR_BLOCK tcp 443-443 false",
        "ashburn-application-id EGRESS 6 ashburn-application-id NETWORK_SECURITY_GROUP tcp 1-65535 false",
        "ashburn-application-id EGRESS 17 ashburn-application-id NETWORK_SECURITY_GROUP udp 1-65535 false",
        "ashburn-application-id INGRESS 6 ashburn-application-id NETWORK_SECURITY_GROUP tcp 1-65535 false",
        "ashburn-application-id INGRESS 17 ashburn-application-id NETWORK_SECURITY_GROUP udp 1-65535 false",
      ].toSorted(),
    );
  });
});

const block = "a block of private IPv4 addresses from /16 to /24, by its first address, such as `10.20.0.0/16`";

const virginia = { name: "virginia", role: "receives", block: "10.30.0.0/26" } as const;
const couriers = "a block of private IPv4 addresses from /24 to /28, by its first address, such as `10.30.0.0/26`";

it("gives the application's group a rule for what is fetched from a center, and none for a center that fetches", async () => {
  const google = { name: "google", role: "gives", block: "199.36.153.4/30" } as const;
  const kind = "NetworkSecurityGroupSecurityRule";
  const before = told(await record(build), kind);
  const rules = told(await record((seen) => build(seen, { centers: [virginia, google] })), kind);
  expect(Object.entries(rules).filter(([name]) => !Object.hasOwn(before, name))).toEqual([
    [
      "ashburn-application-to-center-google-out-443",
      {
        networkSecurityGroupId: "ashburn-application-id",
        direction: "EGRESS",
        protocol: "6",
        stateless: false,
        description: "what is left there is fetched home, by its cloud's storage API",
        destination: "199.36.153.4/30",
        destinationType: "CIDR_BLOCK",
        tcpOptions: { destinationPortRange: { min: 443, max: 443 } },
      },
    ],
  ]);
});

it.each<[Change, string]>([
  [
    { addressBlock: "10.20.0.0/25" },
    `\`addressBlock\` is \`10.20.0.0/25\`; use ${block}, without an address of \`10.21.0.0/16\``,
  ],
  [
    { addressBlock: "10.20.0.7/16" },
    `\`addressBlock\` is \`10.20.0.7/16\`; use ${block}, without an address of \`10.21.0.0/16\``,
  ],
  [
    { addressBlock: "11.20.0.0/16" },
    `\`addressBlock\` is \`11.20.0.0/16\`; use ${block}, without an address of \`10.21.0.0/16\``,
  ],
  [
    { addressBlock: "10.21.4.0/22" },
    `\`addressBlock\` is \`10.21.4.0/22\`; use ${block}, without an address of \`10.21.0.0/16\``,
  ],
  [
    { otherAddressBlock: "10.20.8.0/21" },
    `\`addressBlock\` is \`10.20.0.0/16\`; use ${block}, without an address of \`10.20.8.0/21\``,
  ],
  [{ otherAddressBlock: "nowhere" }, `\`otherAddressBlock\` is \`nowhere\`; use ${block}`],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { compartmentId: "ocid1.vcn.oc1..hub" },
    "`compartmentId` is `ocid1.vcn.oc1..hub`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { centers: [{ ...virginia, block: "10.30.0.0/16" }] },
    `\`centers[0].block\` is \`10.30.0.0/16\`; use ${couriers}, without an address of \`10.20.0.0/16\`, without an address of \`10.21.0.0/16\``,
  ],
  [
    { centers: [{ ...virginia, block: "10.21.7.0/26" }] },
    `\`centers[0].block\` is \`10.21.7.0/26\`; use ${couriers}, without an address of \`10.20.0.0/16\`, without an address of \`10.21.0.0/16\``,
  ],
  [
    { centers: [virginia, { ...virginia, name: "singapore", block: "10.30.0.32/27" }] },
    `\`centers[1].block\` is \`10.30.0.32/27\`; use ${couriers}, without an address of \`10.20.0.0/16\`, without an address of \`10.21.0.0/16\`, without an address of \`10.30.0.0/26\``,
  ],
  [
    { centers: [{ name: "google", role: "gives", block: "10.60.0.0/28" }] },
    "`centers[0].block` is `10.60.0.0/28`; use a range of public IPv4 addresses of /28 or smaller, by its first address, such as `199.36.153.4/30`, without an address of `10.20.0.0/16`, without an address of `10.21.0.0/16`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`enclave network \`ashburn\`: ${message}`);
});
