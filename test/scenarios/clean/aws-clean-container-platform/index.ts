import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const vpcId = "vpc-0123456789abcdef0";
const subnets = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"];

const images = new aws.ecr.Repository("shop", { imageTagMutability: "IMMUTABLE" });
const logs = new aws.cloudwatch.LogGroup("shop", { retentionInDays: 30 });

const execution = new aws.iam.Role("execution", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("execution", {
  role: execution.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
});

const task = new aws.ecs.TaskDefinition("shop", {
  family: "shop",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "512",
  memory: "1024",
  executionRoleArn: execution.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "shop",
      image: pulumi.interpolate`${images.repositoryUrl}:2026-11-01`,
      portMappings: [{ containerPort: 8080 }],
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": logs.name, "awslogs-region": "us-east-1", "awslogs-stream-prefix": "shop" },
      },
    },
  ]),
});

const targets = new aws.lb.TargetGroup("shop", { vpcId, targetType: "ip", port: 8080, protocol: "HTTP" });
const front = new aws.lb.LoadBalancer("shop", { subnets });
const listener = new aws.lb.Listener("shop", {
  loadBalancerArn: front.arn,
  port: 443,
  protocol: "HTTPS",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});

const cluster = new aws.ecs.Cluster("shop", { settings: [{ name: "containerInsights", value: "enabled" }] });
new aws.ecs.Service(
  "shop",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 2,
    launchType: "FARGATE",
    networkConfiguration: { subnets, assignPublicIp: false },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "shop", containerPort: 8080 }],
  },
  { dependsOn: [listener] },
);
