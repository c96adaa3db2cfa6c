import * as aws from "@pulumi/aws";

const orders = new aws.sns.Topic("orders");
const incoming = new aws.sqs.Queue("incoming");

new aws.sns.TopicSubscription("to-queue", { topic: orders.arn, protocol: "sqs", endpoint: incoming.arn });
new aws.sns.TopicSubscription("to-partner", {
  topic: orders.arn,
  protocol: "https",
  endpoint: "https://hooks.partner.example/orders",
});
new aws.sns.TopicSubscription("to-warehouse", {
  topic: orders.arn,
  protocol: "email-json",
  endpoint: "orders@warehouse.example",
});
