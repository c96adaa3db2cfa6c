import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const lake = new aws.s3.Bucket("lake");
const results = new aws.s3.Bucket("query-results");

const delivery = new aws.iam.Role("delivery", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "firehose.amazonaws.com" }),
});
const deliveryLog = new aws.cloudwatch.LogGroup("delivery", { retentionInDays: 14 });
new aws.kinesis.FirehoseDeliveryStream("events", {
  destination: "extended_s3",
  extendedS3Configuration: {
    bucketArn: lake.arn,
    roleArn: delivery.arn,
    prefix: "events/",
    bufferingSize: 64,
    cloudwatchLoggingOptions: { enabled: true, logGroupName: deliveryLog.name, logStreamName: "s3" },
  },
});

const crawling = new aws.iam.Role("crawling", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "glue.amazonaws.com" }),
});
const catalog = new aws.glue.CatalogDatabase("lake", { name: "lake" });
new aws.glue.Crawler("events", {
  role: crawling.arn,
  databaseName: catalog.name,
  schedule: "cron(15 * * * ? *)",
  s3Targets: [{ path: pulumi.interpolate`s3://${lake.bucket}/events/` }],
});

new aws.athena.Workgroup("analysts", {
  configuration: {
    enforceWorkgroupConfiguration: true,
    resultConfiguration: { outputLocation: pulumi.interpolate`s3://${results.bucket}/analysts/` },
  },
});
