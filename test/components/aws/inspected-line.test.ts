import { InspectedLine } from "../../../components/aws/inspected-line";
import type { InspectedLineArgs } from "../../../components/aws/inspected-line";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, here, network, virginia } from "./backup-center";
import { shown } from "./shown";

function build(seen: Seen, change: Partial<InspectedLineArgs> = {}): InspectedLine {
  return new InspectedLine(
    "backup",
    { ...here, network: network(), endpointId: "vpce-firewall", gatewayId: "vgw-line", ...change },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("leads both ways between line and courier through the firewall", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:InspectedLine backup": {
      ...declaration,
    },
    "aws:ec2/routeTable:RouteTable backup-courier": {
      tags: { ...tags, Name: "backup-courier" },
      vpcId: "vpc-backup",
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation backup-courier": {
      routeTableId: "backup-courier-id",
      subnetId: "subnet-courier",
    },
    "aws:ec2/routeTable:RouteTable backup-firewall": {
      tags: { ...tags, Name: "backup-firewall" },
      vpcId: "vpc-backup",
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation backup-firewall": {
      routeTableId: "backup-firewall-id",
      subnetId: "subnet-firewall",
    },
    "aws:ec2/routeTable:RouteTable backup-line": {
      tags: { ...tags, Name: "backup-line" },
      vpcId: "vpc-backup",
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation backup-line": {
      gatewayId: "vgw-line",
      routeTableId: "backup-line-id",
    },
    "aws:ec2/routeTable:RouteTable backup-endpoints": {
      tags: { ...tags, Name: "backup-endpoints" },
      vpcId: "vpc-backup",
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation backup-endpoints": {
      routeTableId: "backup-endpoints-id",
      subnetId: "subnet-endpoints",
    },
    "aws:ec2/route:Route backup-courier": {
      destinationCidrBlock: "0.0.0.0/0",
      routeTableId: "backup-courier-id",
      vpcEndpointId: "vpce-firewall",
    },
    "aws:ec2/route:Route backup-firewall": {
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "vgw-line",
      routeTableId: "backup-firewall-id",
    },
    "aws:ec2/route:Route backup-line-courier": {
      destinationCidrBlock: "10.30.0.0/26",
      routeTableId: "backup-line-id",
      vpcEndpointId: "vpce-firewall",
    },
    "aws:ec2/route:Route backup-line-endpoints": {
      destinationCidrBlock: "10.30.0.128/26",
      routeTableId: "backup-line-id",
      vpcEndpointId: "vpce-firewall",
    },
  });
});

it.each<[Partial<InspectedLineArgs>, string]>([
  [
    { owner: "Data Platform" },
    "inspected line `backup`: `owner` is `Data Platform`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
