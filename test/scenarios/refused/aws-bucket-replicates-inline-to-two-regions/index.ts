import * as aws from "@pulumi/aws";

const oregon = new aws.Provider("oregon", { region: "us-west-2" });
const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
const saoPaulo = new aws.Provider("sao-paulo", { region: "sa-east-1" });

const inOregon = new aws.s3.Bucket("profiles-oregon", {}, { provider: oregon });
const inFrankfurt = new aws.s3.Bucket(
  "profiles-frankfurt",
  { tags: { team: "growth", "data-class": "operational" } },
  { provider: frankfurt },
);
const inSaoPaulo = new aws.s3.Bucket(
  "profiles-sao-paulo",
  { tags: { team: "growth", "data-class": "operational" } },
  { provider: saoPaulo },
);

const role = new aws.iam.Role("replication", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "s3.amazonaws.com" }),
});

export const profiles = new aws.s3.Bucket("profiles", {
  versioning: { enabled: true },
  replicationConfiguration: {
    role: role.arn,
    rules: [
      { id: "second-region", status: "Enabled", priority: 1, destination: { bucket: inOregon.arn } },
      { id: "growth", status: "Enabled", priority: 2, destination: { bucket: inFrankfurt.arn } },
      { id: "pilot", status: "Disabled", priority: 3, destination: { bucket: inSaoPaulo.arn } },
    ],
  },
}).bucket;
