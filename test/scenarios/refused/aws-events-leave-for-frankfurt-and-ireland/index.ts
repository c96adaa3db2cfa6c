import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const orders = new aws.cloudwatch.EventBus("orders");
const placed = new aws.cloudwatch.EventRule("placed", {
  eventBusName: orders.name,
  eventPattern: JSON.stringify({ source: ["shop.orders"], "detail-type": ["placed"] }),
});
const role = new aws.iam.Role("events", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "events.amazonaws.com" }),
});
new aws.cloudwatch.EventTarget("placed-to-frankfurt", {
  eventBusName: orders.name,
  rule: placed.name,
  arn: "arn:aws:events:eu-central-1:123456789012:event-bus/warehouse",
  roleArn: role.arn,
});

const notices = new aws.sns.Topic("order-notices");
new aws.cloudwatch.EventTarget("placed-to-notices", {
  eventBusName: orders.name,
  rule: placed.name,
  arn: notices.arn,
});

const queue = new aws.sqs.Queue(
  "order-notices-ireland",
  { messageRetentionSeconds: 86400, tags: { "data-class": "operational" } },
  { provider: ireland },
);
new aws.sns.TopicSubscription("notices-to-ireland", {
  topic: notices.arn,
  protocol: "sqs",
  endpoint: queue.arn,
  rawMessageDelivery: true,
});
