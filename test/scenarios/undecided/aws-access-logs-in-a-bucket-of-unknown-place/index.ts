import * as aws from "@pulumi/aws";

const web = new aws.ec2.Instance("web", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large" });
const targets = new aws.lb.TargetGroup("web-targets", {
  port: 8443,
  protocol: "HTTPS",
  vpcId: "vpc-0123456789abcdef0",
});
new aws.lb.TargetGroupAttachment("web-attached", { targetGroupArn: targets.arn, targetId: web.id });

const front = new aws.lb.LoadBalancer("front", {
  subnets: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
  accessLogs: { enabled: true, bucket: "shop-access-logs", prefix: "front" },
  connectionLogs: { enabled: false, bucket: "shop-connection-logs" },
});
new aws.lb.Listener("front-https", {
  loadBalancerArn: front.arn,
  port: 443,
  protocol: "HTTPS",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
