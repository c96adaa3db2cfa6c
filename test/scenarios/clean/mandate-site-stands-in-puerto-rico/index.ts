import * as aws from "@pulumi/aws";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const outpostArn = "arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0";

// Managed from Virginia; where it is, only its owner can tell.
const network = new aws.ec2.Vpc("rack", { cidrBlock: "10.0.0.0/16" }, { provider: virginia });
const subnet = new aws.ec2.Subnet(
  "rack",
  { vpcId: network.id, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1a", outpostArn },
  { provider: virginia },
);
new aws.ec2.Instance(
  "database",
  { ami: "ami-0123456789abcdef0", instanceType: "m5.large", subnetId: subnet.id },
  { provider: virginia },
);
new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 100, outpostArn }, { provider: virginia });
