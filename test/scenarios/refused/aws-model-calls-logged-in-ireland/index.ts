import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const calls = new aws.cloudwatch.LogGroup("model-calls", { retentionInDays: 90 });
const large = new aws.s3.Bucket("model-calls-large");
const prompts = new aws.s3.Bucket("prompts", {}, { provider: ireland });
const role = new aws.iam.Role("bedrock-logs", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "bedrock.amazonaws.com" }),
});

new aws.bedrockmodel.InvocationLoggingConfiguration("assistant-logging", {
  loggingConfig: {
    textDataDeliveryEnabled: true,
    imageDataDeliveryEnabled: true,
    cloudwatchConfig: {
      logGroupName: calls.name,
      roleArn: role.arn,
      largeDataDeliveryS3Config: { bucketName: large.bucket },
    },
    s3Config: { bucketName: prompts.bucket, keyPrefix: "assistant" },
  },
});
