import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface WebApplicationArgs {
  readonly imageId: string;
  readonly certificateArn: string;
}

class WebApplication extends pulumi.ComponentResource {
  readonly address: pulumi.Output<string>;

  constructor(name: string, { imageId, certificateArn }: WebApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shop:web:WebApplication", name, {}, opts);
    const parent = { parent: this };

    const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }, parent);
    const subnets = ["us-east-1a", "us-east-1b"].map(
      (availabilityZone, index) =>
        new aws.ec2.Subnet(
          `${name}-${availabilityZone}`,
          { vpcId: vpc.id, availabilityZone, cidrBlock: `10.0.${index}.0/24` },
          parent,
        ),
    );
    const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id }, parent);
    const routes = new aws.ec2.RouteTable(
      name,
      { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] },
      parent,
    );
    subnets.forEach((subnet, index) => {
      new aws.ec2.RouteTableAssociation(`${name}-${index}`, { subnetId: subnet.id, routeTableId: routes.id }, parent);
    });
    const firewall = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: vpc.id,
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      },
      parent,
    );

    const subnetIds = subnets.map(({ id }) => id);
    const balancer = new aws.lb.LoadBalancer(name, { subnets: subnetIds, securityGroups: [firewall.id] }, parent);
    const targets = new aws.lb.TargetGroup(name, { vpcId: vpc.id, port: 8080, protocol: "HTTP" }, parent);
    new aws.lb.Listener(
      `${name}-https`,
      {
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
      },
      parent,
    );
    new aws.lb.Listener(
      `${name}-http`,
      {
        loadBalancerArn: balancer.arn,
        port: 80,
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
      },
      parent,
    );

    const template = new aws.ec2.LaunchTemplate(
      name,
      { imageId, instanceType: "m7g.large", vpcSecurityGroupIds: [firewall.id] },
      parent,
    );
    new aws.autoscaling.Group(
      name,
      {
        minSize: 2,
        maxSize: 6,
        vpcZoneIdentifiers: subnetIds,
        targetGroupArns: [targets.arn],
        launchTemplate: { id: template.id, version: "$Latest" },
      },
      parent,
    );

    const databaseSubnets = new aws.rds.SubnetGroup(name, { subnetIds }, parent);
    new aws.rds.Instance(
      name,
      {
        engine: "postgres",
        instanceClass: "db.m7g.large",
        allocatedStorage: 100,
        username: "shop",
        manageMasterUserPassword: true,
        multiAz: true,
        storageEncrypted: true,
        backupRetentionPeriod: 7,
        dbSubnetGroupName: databaseSubnets.name,
        vpcSecurityGroupIds: [firewall.id],
      },
      parent,
    );

    this.address = balancer.dnsName;
    this.registerOutputs({ address: this.address });
  }
}

const shop = new WebApplication("shop", {
  imageId: "ami-0123456789abcdef0",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
});

export const address = shop.address;
