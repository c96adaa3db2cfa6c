import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { PrivateLine } from "../../../components/aws/private-line";
import type { PrivateLineArgs } from "../../../components/aws/private-line";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

function build(seen: Seen, change: Partial<PrivateLineArgs> = {}): PrivateLine {
  return new PrivateLine(
    "virginia",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-east-1",
      vpcId: output("vpc-0a1b2c3d"),
      virtualInterfaceId: "dxvif-fgexampl",
      asn: "64512",
      allowedPrefixes: ["10.30.0.0/26"],
      ...change,
    },
    { ...seen, provider: new Provider("virginia", { region: "us-east-1" }) },
  );
}

const labels = { "data-class": "us-user", owner: "data-platform" };
const child = {
  parent: "stateside:aws:PrivateLine virginia",
  provider: "virginia",
  protect: false,
  after: [] as readonly string[],
  deletedWith: undefined,
};

it("joins the partner's interface to the VPC through a gateway that tells of the allowed prefixes alone", async () => {
  expect(await record(build)).toEqual([
    expect.objectContaining({
      type: "stateside:aws:PrivateLine",
      inputs: { dataClass: "us-user", owner: "data-platform" },
    }),
    {
      ...child,
      type: "aws:ec2/vpnGateway:VpnGateway",
      name: "virginia",
      inputs: { vpcId: "vpc-0a1b2c3d", amazonSideAsn: "64512", tags: { ...labels, Name: "virginia" } },
    },
    {
      ...child,
      type: "aws:directconnect/gateway:Gateway",
      name: "virginia",
      inputs: { name: "virginia", amazonSideAsn: "64512", tags: labels },
    },
    {
      ...child,
      type: "aws:directconnect/gatewayAssociation:GatewayAssociation",
      name: "virginia",
      inputs: { dxGatewayId: "virginia-id", associatedGatewayId: "virginia-id", allowedPrefixes: ["10.30.0.0/26"] },
    },
    {
      ...child,
      type: "aws:directconnect/hostedPrivateVirtualInterfaceAccepter:HostedPrivateVirtualInterfaceAccepter",
      name: "virginia",
      inputs: { virtualInterfaceId: "dxvif-fgexampl", dxGatewayId: "virginia-id", tags: labels },
      after: ["aws:directconnect/gatewayAssociation:GatewayAssociation virginia"],
    },
  ]);
});

const number = "a private number of a BGP system, from 64512 to 65534 or from 4200000000 to 4294967294";
const prefixes = "a block of private IPv4 addresses from /16 to /28, by its first address, such as `10.30.0.0/24`";

it.each<[Partial<PrivateLineArgs>, string]>([
  [
    { region: "ap-southeast-1" },
    "`region` is `ap-southeast-1`; use an AWS region in the United States, such as `us-east-1`",
  ],
  [
    { virtualInterfaceId: "dxcon-fgexampl" },
    "`virtualInterfaceId` is `dxcon-fgexampl`; use the id of a hosted private virtual interface, `dxvif-<8 letters and digits>`",
  ],
  [{ asn: "64511" }, `\`asn\` is \`64511\`; use ${number}`],
  [{ asn: "65535" }, `\`asn\` is \`65535\`; use ${number}`],
  [{ asn: "4294967295" }, `\`asn\` is \`4294967295\`; use ${number}`],
  [{ asn: "private" }, `\`asn\` is \`private\`; use ${number}`],
  [{ allowedPrefixes: [] }, `\`allowedPrefixes\` is \`[]\`; use at least one: ${prefixes}`],
  [{ allowedPrefixes: ["0.0.0.0/0"] }, `\`allowedPrefixes[0]\` is \`0.0.0.0/0\`; use ${prefixes}`],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`private line \`virginia\`: ${message}`);
});

it.each(["64512", "65534", "4200000000", "4294967294"])("takes %s as AWS's number on the line", async (asn) => {
  const resources = await record((seen) => build(seen, { asn }));
  expect(resources[2]?.inputs).toMatchObject({ amazonSideAsn: asn });
});
