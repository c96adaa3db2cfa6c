import { BackupNetwork } from "../../../components/aws/backup-network";
import type { BackupNetworkArgs } from "../../../components/aws/backup-network";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, here, virginia } from "./backup-center";
import { shown } from "./shown";

function build(seen: Seen, change: Partial<BackupNetworkArgs> = {}): BackupNetwork {
  return new BackupNetwork(
    "backup",
    { ...here, availabilityZone: "us-east-1a", addressBlock: "10.30.0.0/24", ...change },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("has no way in or out, and nothing by default", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:BackupNetwork backup": {
      ...declaration,
    },
    "aws:ec2/vpc:Vpc backup": {
      cidrBlock: "10.30.0.0/24",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { ...tags, Name: "backup" },
    },
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup backup": {
      egress: [],
      ingress: [],
      tags: { ...tags, Name: "backup-unused" },
      vpcId: "backup-id",
    },
    "aws:ec2/defaultRouteTable:DefaultRouteTable backup": {
      defaultRouteTableId: "backup-default-table",
      routes: [],
      tags: { ...tags, Name: "backup-unused" },
    },
    "aws:ec2/subnet:Subnet backup-firewall": {
      availabilityZone: "us-east-1a",
      cidrBlock: "10.30.0.64/26",
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: "backup-firewall" },
      vpcId: "backup-id",
    },
    "aws:ec2/subnet:Subnet backup-courier": {
      availabilityZone: "us-east-1a",
      cidrBlock: "10.30.0.0/26",
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: "backup-courier" },
      vpcId: "backup-id",
    },
    "aws:ec2/subnet:Subnet backup-endpoints": {
      availabilityZone: "us-east-1a",
      cidrBlock: "10.30.0.128/26",
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: "backup-endpoints" },
      vpcId: "backup-id",
    },
  });
});

it.each<[Partial<BackupNetworkArgs>, string]>([
  [
    { availabilityZone: "us-west-2a" },
    "backup network `backup`: `availabilityZone` is `us-west-2a`; use an availability zone of us-east-1",
  ],
  [
    { addressBlock: "10.30.0.0/27" },
    "backup network `backup`: `addressBlock` is `10.30.0.0/27`; use a block of private IPv4 addresses from /22 to /26, by its first address, such as `10.30.0.0/24`",
  ],
  [
    { addressBlock: "10.30.0.1/24" },
    "backup network `backup`: `addressBlock` is `10.30.0.1/24`; use a block of private IPv4 addresses from /22 to /26, by its first address, such as `10.30.0.0/24`",
  ],
  [
    { addressBlock: "203.0.113.0/24" },
    "backup network `backup`: `addressBlock` is `203.0.113.0/24`; use a block of private IPv4 addresses from /22 to /26, by its first address, such as `10.30.0.0/24`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
