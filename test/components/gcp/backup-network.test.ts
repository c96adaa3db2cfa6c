import { Provider } from "@pulumi/gcp/provider";
import { BackupNetwork } from "../../../components/gcp/backup-network";
import type { BackupNetworkArgs } from "../../../components/gcp/backup-network";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

function build(seen: Seen, change: Partial<BackupNetworkArgs> = {}): BackupNetwork {
  return new BackupNetwork(
    "courier",
    {
      dataClass: "us-user",
      owner: "data-platform",
      projectId: "acme-backup",
      region: "asia-southeast1",
      addressBlock: "10.40.0.0/26",
      lineRanges: ["134.70.24.0/21", "134.70.32.0/22"],
      ...change,
    },
    { ...seen, provider: new Provider("singapore", { region: "asia-southeast1" }) },
  );
}

const project = "acme-backup";
const labels = { "data-class": "us-user", owner: "data-platform" };
const addresses = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"];

function child(type: string, name: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name,
    inputs: { project, ...inputs },
    parent: "stateside:gcp:BackupNetwork courier",
    provider: "singapore",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const ruleType = "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule";
const ruleNames = ["google-apis", "regional-apis", "enclave", "nothing-enters", "nothing-else-leaves"];
const overTls = { layer4Configs: [{ ipProtocol: "tcp", ports: ["443"] }], srcIpRanges: ["10.40.0.0/26"] };
const whatever = { layer4Configs: [{ ipProtocol: "all" }] };

function rule(ruleName: string, description: string, inputs: object): object {
  const enabled = { ruleName, description, firewallPolicy: "courier-policy", enableLogging: true };
  return child(ruleType, `courier-${ruleName}`, { ...enabled, ...inputs });
}

function zone(name: string, domain: string, host: string): object[] {
  const within = { managedZone: `${name}-zone`, ttl: 300 };
  return [
    child("gcp:dns/managedZone:ManagedZone", name, {
      dnsName: `${domain}.`,
      description: "Google's APIs, without an internet route",
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: "courier-id" }] },
      labels,
    }),
    child("gcp:dns/recordSet:RecordSet", name, { ...within, name: `${host}.`, type: "A", rrdatas: addresses }),
    child("gcp:dns/recordSet:RecordSet", `${name}-names`, {
      ...within,
      name: `*.${domain}.`,
      type: "CNAME",
      rrdatas: [`${host}.`],
    }),
  ];
}

function endpoint(api: string): object[] {
  const host = `${api}.asia-southeast1.rep.googleapis.com`;
  return [
    child("gcp:networkconnectivity/regionalEndpoint:RegionalEndpoint", `courier-${api}`, {
      location: "asia-southeast1",
      targetGoogleApi: host,
      accessType: "REGIONAL",
      network: "courier-id",
      subnetwork: "courier-id",
      labels,
    }),
    child("gcp:dns/recordSet:RecordSet", `courier-${api}`, {
      managedZone: "courier-apis-zone",
      name: `${host}.`,
      type: "A",
      ttl: 300,
      rrdatas: [`courier-${api}-address`],
    }),
  ];
}

it("declares a network that leads to Google's APIs and over the line, and nowhere else", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:BackupNetwork",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    child("gcp:compute/network:Network", "courier", {
      description: "No way to the internet",
      autoCreateSubnetworks: false,
      deleteDefaultRoutesOnCreate: true,
      routingMode: "GLOBAL",
      mtu: 1500,
      networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL",
    }),
    child("gcp:compute/networkFirewallPolicy:NetworkFirewallPolicy", "courier", {
      description: "Couriers reach Google's APIs and the enclave, and nothing else goes in or out",
    }),
    rule("google-apis", "jobs and credentials, at the addresses without an internet route", {
      priority: 1000,
      direction: "EGRESS",
      action: "allow",
      match: { ...overTls, destIpRanges: ["199.36.153.4/30"] },
    }),
    rule("regional-apis", "objects and the secret, at endpoints among the network's own addresses", {
      priority: 1050,
      direction: "EGRESS",
      action: "allow",
      match: { ...overTls, destIpRanges: ["10.40.0.0/26"] },
    }),
    rule("enclave", "objects of the enclave, over the private line", {
      priority: 1100,
      direction: "EGRESS",
      action: "allow",
      match: { ...overTls, destIpRanges: ["134.70.24.0/21", "134.70.32.0/22"] },
    }),
    rule("nothing-enters", "nobody has to reach a machine here", {
      priority: 65_000,
      direction: "INGRESS",
      action: "deny",
      match: { ...whatever, srcIpRanges: ["0.0.0.0/0"] },
    }),
    rule("nothing-else-leaves", "by default, a network lets everything out", {
      priority: 65_001,
      direction: "EGRESS",
      action: "deny",
      match: { ...whatever, destIpRanges: ["0.0.0.0/0"] },
    }),
    child(
      "gcp:compute/networkFirewallPolicyAssociation:NetworkFirewallPolicyAssociation",
      "courier",
      { firewallPolicy: "courier-policy", attachmentTarget: "courier-id" },
      { after: ruleNames.map((name) => `${ruleType} courier-${name}`) },
    ),
    child("gcp:compute/route:Route", "courier", {
      description: "Google's APIs",
      network: "courier-id",
      destRange: "199.36.153.4/30",
      nextHopGateway: "default-internet-gateway",
      priority: 1000,
    }),
    child("gcp:compute/subnetwork:Subnetwork", "courier", {
      region: "asia-southeast1",
      network: "courier-id",
      ipCidrRange: "10.40.0.0/26",
      stackType: "IPV4_ONLY",
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 1, metadata: "INCLUDE_ALL_METADATA" },
    }),
    ...zone("courier-apis", "googleapis.com", "restricted.googleapis.com"),
    ...zone("courier-gcr-io", "gcr.io", "gcr.io"),
    ...zone("courier-pkg-dev", "pkg.dev", "pkg.dev"),
    ...endpoint("secretmanager"),
    ...endpoint("storage"),
    child("gcp:dns/policy:Policy", "courier", {
      description: "Every name that is asked for is logged",
      enableLogging: true,
      networks: [{ networkUrl: "courier-id" }],
    }),
  ]);
});

const block = "use a block of private IPv4 addresses from /24 to /28, by its first address, such as `10.61.0.0/28`";
const range = "use a range of public IPv4 addresses of /16 or smaller, by its first address, such as `134.70.24.0/21`";

it.each<[Partial<BackupNetworkArgs>, string]>([
  [{ addressBlock: "10.40.0.0/23" }, `backup network \`courier\`: \`addressBlock\` is \`10.40.0.0/23\`; ${block}`],
  [{ addressBlock: "34.0.0.0/26" }, `backup network \`courier\`: \`addressBlock\` is \`34.0.0.0/26\`; ${block}`],
  [{ lineRanges: ["0.0.0.0/0"] }, `backup network \`courier\`: \`lineRanges[0]\` is \`0.0.0.0/0\`; ${range}`],
  [{ lineRanges: ["10.0.0.0/16"] }, `backup network \`courier\`: \`lineRanges[0]\` is \`10.0.0.0/16\`; ${range}`],
  [
    { lineRanges: [] },
    `backup network \`courier\`: \`lineRanges\` is \`[]\`; ${range.replace("use ", "use at least one: ")}`,
  ],
  [{ region: "asia-southeast9" }, "backup network `courier`: `region` is `asia-southeast9`; use a Google Cloud region"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
