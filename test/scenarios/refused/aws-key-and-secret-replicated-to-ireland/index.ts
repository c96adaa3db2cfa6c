import * as aws from "@pulumi/aws";

const oregon = new aws.Provider("oregon", { region: "us-west-2" });
const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const profiles = new aws.kms.Key("profiles", { multiRegion: true, enableKeyRotation: true });
new aws.kms.ReplicaKey("profiles-oregon", { primaryKeyArn: profiles.arn }, { provider: oregon });
new aws.kms.ReplicaKey("profiles-ireland", { primaryKeyArn: profiles.arn }, { provider: ireland });

new aws.secretsmanager.Secret("database-password", {
  kmsKeyId: profiles.arn,
  replicas: ["us-west-2", "eu-west-1"].map((region) => ({ region })),
});
