import * as aws from "@pulumi/aws";
import { Config, jsonStringify } from "@pulumi/pulumi";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const other = new aws.Provider("other", { region: new Config().require<aws.Region>("region") });
const tags = { "data-class": new Config().require("class") };

const topic = new aws.sns.Topic("sales", {}, { provider: virginia });
const failed = new aws.sqs.Queue("failed", { tags }, { provider: other });
const work = new aws.sqs.Queue(
  "work",
  { redrivePolicy: jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 3 }), tags },
  { provider: virginia },
);
export const subscription = new aws.sns.TopicSubscription(
  "sales-to-work",
  { topic: topic.arn, protocol: "sqs", endpoint: work.arn },
  { provider: virginia },
).id;
