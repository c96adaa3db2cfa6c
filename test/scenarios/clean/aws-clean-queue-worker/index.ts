import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const failed = new aws.sqs.Queue("failed-jobs", { messageRetentionSeconds: 1209600 });
const jobs = new aws.sqs.Queue("jobs", {
  visibilityTimeoutSeconds: 180,
  redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 5 }),
});

const role = new aws.iam.Role("worker", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("worker-queue", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
});
const worker = new aws.lambda.Function("worker", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  timeout: 30,
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => 0;") }),
  tracingConfig: { mode: "Active" },
});
new aws.lambda.EventSourceMapping("worker-jobs", {
  eventSourceArn: jobs.arn,
  functionName: worker.name,
  batchSize: 10,
  functionResponseTypes: ["ReportBatchItemFailures"],
});
