import { output, secret } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PrivateLine } from "../../../../components/oci/network/private-line";
import type { GoogleLine, PartnerLine, PrivateLineArgs } from "../../../../components/oci/network/private-line";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const google: GoogleLine = { kind: "google", pairingKey: secret("7e51371e-72a3-40b5-b844-2e3efefaee59/us-east4/1") };
const partner: PartnerLine = {
  kind: "partner",
  providerName: "Megaport",
  serviceName: "Service",
  asn: "133937",
  partnerAddress: "169.254.10.1/30",
  oracleAddress: "169.254.10.2/30",
};

function build(seen: Seen, change: Partial<PrivateLineArgs> = {}): PrivateLine {
  return new PrivateLine(
    "virginia",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: output("ocid1.tenancy.oc1..enclave"),
      compartmentId: output("ocid1.compartment.oc1..network"),
      region: "us-ashburn-1",
      drgId: output("ocid1.drg.oc1.iad.primary"),
      routeTableId: output("ocid1.drgroutetable.oc1.iad.centers"),
      bandwidth: "1 Gbps",
      peer: partner,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const labels = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const common = {
  compartmentId: "ocid1.compartment.oc1..network",
  displayName: "virginia",
  ...labels,
};
const circuit = {
  ...common,
  type: "PRIVATE",
  gatewayId: "ocid1.drg.oc1.iad.primary",
  bandwidthShapeName: "1 Gbps",
  ipMtu: "MTU_1500",
};
const child = {
  parent: "stateside:oci:PrivateLine virginia",
  provider: "ashburn",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("declares a private circuit at the router and gives its attachment the centers' table, and nothing else", async () => {
  expect(await record(build)).toEqual([
    expect.objectContaining({
      type: "stateside:oci:PrivateLine",
      inputs: { dataClass: "us-user", owner: "data-platform" },
    }),
    {
      ...child,
      type: "oci:Core/virtualCircuit:VirtualCircuit",
      name: "virginia",
      inputs: {
        ...circuit,
        providerServiceId: "ocid1.providerservice.oc1..us-ashburn-1-megaport-service",
        customerAsn: "133937",
        crossConnectMappings: [{ customerBgpPeeringIp: "169.254.10.1/30", oracleBgpPeeringIp: "169.254.10.2/30" }],
      },
    },
    {
      ...child,
      type: "oci:Core/drgAttachmentManagement:DrgAttachmentManagement",
      name: "virginia",
      inputs: {
        ...common,
        attachmentType: "VIRTUAL_CIRCUIT",
        drgId: "ocid1.drg.oc1.iad.primary",
        networkId: "virginia-id",
        drgRouteTableId: "ocid1.drgroutetable.oc1.iad.centers",
      },
    },
  ]);
});

/** What the circuit was told. */
async function told(peer: PrivateLineArgs["peer"]): Promise<unknown> {
  const resources = await record((seen) => build(seen, { peer }));
  return resources.find(({ type }) => type.endsWith(":VirtualCircuit"))?.inputs;
}

it("to Google Cloud says the pairing key, and leaves addresses and number to both clouds", async () => {
  expect(await told(google)).toEqual({
    ...circuit,
    providerServiceId: "ocid1.providerservice.oc1..us-ashburn-1-google-cloud-oci-interconnect",
    // As secrets are told: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
    providerServiceKeyName: expect.objectContaining({
      value: "7e51371e-72a3-40b5-b844-2e3efefaee59/us-east4/1",
    }) as unknown,
  });
});

it("says a partner's key and the session's when there are any", async () => {
  expect(await told({ ...partner, serviceKey: "acme-1", sessionKey: "example" })).toMatchObject({
    providerServiceKeyName: "acme-1",
    crossConnectMappings: [
      {
        customerBgpPeeringIp: "169.254.10.1/30",
        oracleBgpPeeringIp: "169.254.10.2/30",
        bgpMd5authKey: "example",
      },
    ],
  });
});

const address = "an IPv4 address with a prefix of /30 or /31, such as `169.254.10.1/30`";
const number = "the BGP number of the partner's router, from 1 to 4294967294, other than Oracle's `31898`";

it.each<[Partial<PrivateLineArgs>, string]>([
  [
    { bandwidth: "fast" },
    "`bandwidth` is `fast`; use a bandwidth as the partner offers it, `<number> Mbps` or `<number> Gbps`",
  ],
  [
    { peer: google, bandwidth: "3 Gbps" },
    "`bandwidth` is `3 Gbps`; use one of `1 Gbps`, `2 Gbps`, `5 Gbps`, `10 Gbps`, `20 Gbps`, `50 Gbps`",
  ],
  [
    { drgId: "ocid1.vcn.oc1.iad.hub" },
    "`drgId` is `ocid1.vcn.oc1.iad.hub`; use the OCID of a drg, `ocid1.drg.<realm>.[region].<unique id>`",
  ],
  [
    { routeTableId: "ocid1.routetable.oc1.iad.hub" },
    "`routeTableId` is `ocid1.routetable.oc1.iad.hub`; use the OCID of a drgroutetable, `ocid1.drgroutetable.<realm>.[region].<unique id>`",
  ],
  [
    { region: "ap-singapore-1" },
    "`region` is `ap-singapore-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { tenancyId: "enclave" },
    "`tenancyId` is `enclave`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [
    { compartmentId: "network" },
    "`compartmentId` is `network`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ peer: { ...partner, asn: "31898" } }, `\`asn\` is \`31898\`; use ${number}`],
  [{ peer: { ...partner, asn: "4294967295" } }, `\`asn\` is \`4294967295\`; use ${number}`],
  [{ peer: { ...partner, asn: "AS64513" } }, `\`asn\` is \`AS64513\`; use ${number}`],
  [{ peer: { ...partner, providerName: "" } }, "`providerName` is ``; use 1 to 255 printable characters"],
  [{ peer: { ...partner, serviceName: " Service" } }, "`serviceName` is ` Service`; use 1 to 255 printable characters"],
  [{ peer: { ...partner, serviceKey: "" } }, "`serviceKey` is ``; use 1 to 255 printable characters"],
  [{ peer: { ...partner, sessionKey: "not secret" } }, "`sessionKey` is `not secret`; use 1 to 80 letters and digits"],
  [
    { peer: { ...partner, oracleAddress: "169.254.10.6/30" } },
    "`oracleAddress` is `169.254.10.6/30`; use the address of the other end of `169.254.10.1/30`",
  ],
  [
    { peer: { ...partner, oracleAddress: "169.254.10.1/30" } },
    "`oracleAddress` is `169.254.10.1/30`; use the address of the other end of `169.254.10.1/30`",
  ],
  [
    { peer: { ...partner, oracleAddress: "169.254.10.2/31" } },
    "`oracleAddress` is `169.254.10.2/31`; use the address of the other end of `169.254.10.1/30`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`private line \`virginia\`: ${message}`);
});

it.each(["169.254.10.0/30", "169.254.10.3/30", "169.254.10.1/29", "169.254.10.1", "fe80::1/30"])(
  "refuses %s as an end of a line",
  async (partnerAddress) => {
    const peer = { ...partner, partnerAddress };
    expect(await refusal((seen) => build(seen, { peer }))).toBe(
      [
        `private line \`virginia\`: \`partnerAddress\` is \`${partnerAddress}\`; use ${address}`,
        `private line \`virginia\`: \`oracleAddress\` is \`169.254.10.2/30\`; use the address of the other end of \`${partnerAddress}\``,
      ]
        .slice(0, partnerAddress.endsWith("/30") && partnerAddress.startsWith("169") ? 1 : 2)
        .join("\n"),
    );
  },
);

it.each([
  ["169.254.10.0/31", "169.254.10.1/31"],
  ["10.0.0.5/30", "10.0.0.6/30"],
  ["10.0.0.255/31", "10.0.0.254/31"],
])("takes %s and %s as the two ends of a line", async (partnerAddress, oracleAddress) => {
  expect(await told({ ...partner, partnerAddress, oracleAddress })).toMatchObject({
    crossConnectMappings: [{ customerBgpPeeringIp: partnerAddress, oracleBgpPeeringIp: oracleAddress }],
  });
});
