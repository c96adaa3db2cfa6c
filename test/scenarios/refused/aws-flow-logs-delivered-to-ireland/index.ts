import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const main = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const app = new aws.ec2.Subnet("app", { vpcId: main.id, cidrBlock: "10.0.1.0/24" });
new aws.ec2.Instance("api", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large", subnetId: app.id });

const traffic = new aws.s3.Bucket("traffic", {}, { provider: ireland });

new aws.ec2.FlowLog("main-traffic", {
  vpcId: main.id,
  trafficType: "ALL",
  logDestinationType: "s3",
  logDestination: pulumi.interpolate`${traffic.arn}/main/`,
});
