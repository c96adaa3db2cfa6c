import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
const registryId = "123456789012";

const api = new aws.ecr.Repository("api", { imageTagMutability: "IMMUTABLE" });
new aws.ecr.ReplicationConfiguration("images", {
  replicationConfiguration: {
    rules: [
      { destinations: [{ region: "us-west-2", registryId }] },
      {
        destinations: [
          { region: "us-east-2", registryId },
          { region: "eu-west-1", registryId },
        ],
      },
    ],
  },
});

const role = new aws.iam.Role("api", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.lambda.Function(
  "api-ireland",
  {
    packageType: "Image",
    imageUri: pulumi.interpolate`${api.repositoryUrl}:2026-11-01`,
    role: role.arn,
    tags: { "data-class": "operational" },
  },
  { provider: ireland },
);
