import { CourierNetwork } from "../../../components/aws/courier-network";
import type { CourierNetworkArgs } from "../../../components/aws/courier-network";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, here, network, virginia } from "./backup-center";
import { changes, shown } from "./shown";

function build(seen: Seen, change: Partial<CourierNetworkArgs> = {}): CourierNetwork {
  return new CourierNetwork(
    "backup",
    { ...here, network: network(), isActivating: false, ...change },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("lets the courier reach DataSync and the line, and nothing reach the courier", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:CourierNetwork backup": {
      ...declaration,
    },
    "aws:ec2/securityGroup:SecurityGroup backup-courier": {
      description: "The machine of the courier",
      tags: { ...tags, Name: "backup-courier" },
      vpcId: "vpc-backup",
    },
    "aws:ec2/securityGroup:SecurityGroup backup-endpoints": {
      description: "The endpoint of DataSync, and the interfaces of its tasks",
      tags: { ...tags, Name: "backup-endpoints" },
      vpcId: "vpc-backup",
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule backup-data": {
      fromPort: 443,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-endpoints-id",
      securityGroupId: "backup-courier-id",
      tags: tags,
      toPort: 443,
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule backup-data": {
      fromPort: 443,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-courier-id",
      securityGroupId: "backup-endpoints-id",
      tags: tags,
      toPort: 443,
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule backup-control": {
      fromPort: 1024,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-endpoints-id",
      securityGroupId: "backup-courier-id",
      tags: tags,
      toPort: 1064,
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule backup-control": {
      fromPort: 1024,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-courier-id",
      securityGroupId: "backup-endpoints-id",
      tags: tags,
      toPort: 1064,
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule backup-line": {
      cidrIpv4: "0.0.0.0/0",
      fromPort: 443,
      ipProtocol: "tcp",
      securityGroupId: "backup-courier-id",
      tags: tags,
      toPort: 443,
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint backup": {
      privateDnsEnabled: false,
      securityGroupIds: ["backup-endpoints-id"],
      serviceName: "com.amazonaws.us-east-1.datasync",
      subnetIds: ["subnet-endpoints"],
      tags: { ...tags, Name: "backup-datasync" },
      vpcEndpointType: "Interface",
      vpcId: "vpc-backup",
    },
  });
});

it("lets a group ask the machine for its key until it is activated", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { isActivating: true }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([]);
  expect(changes(usual, now)).toEqual({
    "aws:ec2/securityGroup:SecurityGroup backup-activation": {
      description: "Asks the machine of the courier for its activation key",
      tags: { ...tags, Name: "backup-activation" },
      vpcId: "vpc-backup",
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule backup-activation": {
      fromPort: 80,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-courier-id",
      securityGroupId: "backup-activation-id",
      tags: tags,
      toPort: 80,
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule backup-activation": {
      fromPort: 80,
      ipProtocol: "tcp",
      referencedSecurityGroupId: "backup-activation-id",
      securityGroupId: "backup-courier-id",
      tags: tags,
      toPort: 80,
    },
  });
});

it.each<[Partial<CourierNetworkArgs>, string]>([
  [
    { region: "ca-central-1" },
    "courier network `backup`: `region` is `ca-central-1`; use an AWS region in the United States, such as `us-east-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
