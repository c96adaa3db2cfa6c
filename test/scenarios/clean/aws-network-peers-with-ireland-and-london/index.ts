import * as aws from "@pulumi/aws";

const main = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const app = new aws.ec2.Subnet("app", { vpcId: main.id, cidrBlock: "10.0.1.0/24" });
new aws.ec2.Instance("api", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large", subnetId: app.id });

new aws.ec2.NatGateway("out", {
  subnetId: app.id,
  allocationId: "eipalloc-0123456789abcdef0",
  connectivityType: "public",
});

new aws.ec2.VpcPeeringConnection("main-to-ireland", {
  vpcId: main.id,
  peerVpcId: "vpc-0fedcba9876543210",
  peerRegion: "eu-west-1",
});

const hub = new aws.ec2transitgateway.TransitGateway("hub");
new aws.ec2transitgateway.VpcAttachment("main-to-hub", {
  vpcId: main.id,
  transitGatewayId: hub.id,
  subnetIds: [app.id],
});
new aws.ec2transitgateway.PeeringAttachment("hub-to-london", {
  transitGatewayId: hub.id,
  peerRegion: "eu-west-2",
  peerTransitGatewayId: "tgw-0fedcba9876543210",
});
