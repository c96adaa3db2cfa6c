import * as aws from "@pulumi/aws";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });

export const legacy = new aws.cloudformation.Stack(
  "legacy",
  { name: "legacy", templateBody: "Resources: {}" },
  { provider: virginia },
).name;
