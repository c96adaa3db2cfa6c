import * as aws from "@pulumi/aws";

const oregon = new aws.Provider("oregon", { region: "us-west-2" });

const main = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const app = new aws.ec2.Subnet("app", { vpcId: main.id, cidrBlock: "10.0.1.0/24" });
new aws.ec2.Instance("api", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large", subnetId: app.id });
const reports = new aws.ec2.Vpc("reports", { cidrBlock: "10.1.0.0/16" }, { provider: oregon });

const peering = new aws.ec2.VpcPeeringConnection("main-to-reports", {
  vpcId: main.id,
  peerVpcId: reports.id,
  peerRegion: "us-west-2",
});
const accepted = new aws.ec2.VpcPeeringConnectionAccepter(
  "reports-to-main",
  { vpcPeeringConnectionId: peering.id, autoAccept: true },
  { provider: oregon },
);

const routes = new aws.ec2.RouteTable("app", { vpcId: main.id });
new aws.ec2.RouteTableAssociation("app", { subnetId: app.id, routeTableId: routes.id });
new aws.ec2.Route(
  "app-to-reports",
  { routeTableId: routes.id, destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: peering.id },
  { dependsOn: [accepted] },
);
