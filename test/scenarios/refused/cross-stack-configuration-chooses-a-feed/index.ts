import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const from = new pulumi.Config("shop").get("feedFrom");
export let topicArn: pulumi.Output<string> | undefined;

if (from === undefined) {
  topicArn = new aws.sns.Topic("orders").arn;
} else {
  const source = new pulumi.StackReference(`organization/cross-stack-configuration-chooses-a-feed/${from}`);
  const inbox = new aws.sqs.Queue("orders-inbox");
  const virginia = new aws.Provider("virginia", { region: "us-east-1" });
  new aws.sns.TopicSubscription(
    "orders-feed",
    {
      topic: source.requireOutput("topicArn") as pulumi.Output<string>,
      protocol: "sqs",
      endpoint: inbox.arn,
    },
    { provider: virginia },
  );
}
