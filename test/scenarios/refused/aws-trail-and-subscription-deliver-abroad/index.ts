import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const audit = new aws.s3.Bucket("audit", { tags: { "data-class": "operational" } }, { provider: ireland });
const apiEvents = new aws.cloudwatch.LogGroup("api-events", { retentionInDays: 365 });

const trailRole = new aws.iam.Role("trail", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "cloudtrail.amazonaws.com" }),
});
const logsRole = new aws.iam.Role("logs", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "logs.amazonaws.com" }),
});

new aws.cloudtrail.Trail("account", {
  s3BucketName: audit.bucket,
  isMultiRegionTrail: true,
  cloudWatchLogsGroupArn: pulumi.interpolate`${apiEvents.arn}:*`,
  cloudWatchLogsRoleArn: trailRole.arn,
});

new aws.cloudwatch.LogSubscriptionFilter("api-events-to-frankfurt", {
  logGroup: apiEvents.name,
  filterPattern: "",
  destinationArn: "arn:aws:kinesis:eu-central-1:123456789012:stream/audit",
  roleArn: logsRole.arn,
});
