import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const clicks = new aws.kinesis.Stream("clicks", { streamModeDetails: { streamMode: "ON_DEMAND" } });
const sessions = new aws.s3.Bucket("click-sessions");
const raw = new aws.s3.Bucket("clicks-raw", {}, { provider: ireland });
const role = new aws.iam.Role("delivery", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "firehose.amazonaws.com" }),
});

new aws.kinesis.FirehoseDeliveryStream("clicks-delivery", {
  destination: "extended_s3",
  kinesisSourceConfiguration: { kinesisStreamArn: clicks.arn, roleArn: role.arn },
  extendedS3Configuration: {
    bucketArn: sessions.arn,
    roleArn: role.arn,
    bufferingInterval: 60,
    s3BackupMode: "Enabled",
    s3BackupConfiguration: { bucketArn: raw.arn, roleArn: role.arn },
  },
});

// Its backup is configured, and switched off.
new aws.kinesis.FirehoseDeliveryStream("clicks-delivery-of-old", {
  destination: "extended_s3",
  kinesisSourceConfiguration: { kinesisStreamArn: clicks.arn, roleArn: role.arn },
  extendedS3Configuration: {
    bucketArn: sessions.arn,
    roleArn: role.arn,
    s3BackupMode: "Disabled",
    s3BackupConfiguration: { bucketArn: raw.arn, roleArn: role.arn },
  },
});
