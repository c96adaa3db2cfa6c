import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

/** A machine behind a balancer, and the record by which the nearest users find it. */
function site(place: string, region: string, subnet: string, opts: pulumi.CustomResourceOptions) {
  const web = new aws.ec2.Instance(`web-${place}`, { ami: "ami-0123456789abcdef0", instanceType: "m7g.large" }, opts);
  const balancer = new aws.elb.LoadBalancer(
    `front-${place}`,
    {
      subnets: [subnet],
      instances: [web.id],
      listeners: [{ lbPort: 443, lbProtocol: "tcp", instancePort: 8443, instanceProtocol: "tcp" }],
    },
    opts,
  );
  new aws.route53.Record(`www-${place}`, {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "www.shop.example",
    type: "A",
    setIdentifier: place,
    latencyRoutingPolicies: [{ region }],
    aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
  });
}

site("virginia", "us-east-1", "subnet-0123456789abcdef0", {});
site("ireland", "eu-west-1", "subnet-0fedcba9876543210", { provider: ireland });
