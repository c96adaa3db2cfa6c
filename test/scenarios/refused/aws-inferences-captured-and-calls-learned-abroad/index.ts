import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
const role = new aws.iam.Role("learning", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "sagemaker.amazonaws.com" }),
});

const models = new aws.s3.Bucket("models");
const captures = new aws.s3.Bucket("captures", { tags: { "data-class": "operational" } }, { provider: ireland });
const ranker = new aws.sagemaker.Model("ranker", {
  executionRoleArn: role.arn,
  primaryContainer: {
    image: "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1",
    modelDataUrl: pulumi.interpolate`s3://${models.bucket}/ranker/model.tar.gz`,
  },
});
new aws.sagemaker.EndpointConfiguration("ranking", {
  productionVariants: [
    { variantName: "all", modelName: ranker.name, instanceType: "ml.m5.large", initialInstanceCount: 2 },
  ],
  dataCaptureConfig: {
    enableCapture: true,
    initialSamplingPercentage: 20,
    destinationS3Uri: pulumi.interpolate`s3://${captures.bucket}/ranking`,
    captureOptions: [{ captureMode: "InputAndOutput" }],
  },
});

const calls = new aws.s3.Bucket("calls");
new aws.transcribe.LanguageModel(
  "support-calls",
  {
    modelName: "support-calls",
    baseModelName: "NarrowBand",
    languageCode: "en-US",
    inputDataConfig: { dataAccessRoleArn: role.arn, s3Uri: pulumi.interpolate`s3://${calls.bucket}/training/` },
  },
  { provider: ireland },
);
