import * as aws from "@pulumi/aws";

const oregon = new aws.Provider("oregon", { region: "us-west-2" });
const role = new aws.iam.Role("replication", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "s3.amazonaws.com" }),
});

for (const name of ["profiles", "orders"]) {
  const primary = new aws.s3.Bucket(name);
  const versions = new aws.s3.BucketVersioning(name, {
    bucket: primary.bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  const second = new aws.s3.Bucket(`${name}-oregon`, {}, { provider: oregon });
  const secondVersions = new aws.s3.BucketVersioning(
    `${name}-oregon`,
    { bucket: second.bucket, versioningConfiguration: { status: "Enabled" } },
    { provider: oregon },
  );
  new aws.s3.BucketReplicationConfig(
    name,
    {
      bucket: primary.bucket,
      role: role.arn,
      rules: [{ id: "all", status: "Enabled", destination: { bucket: second.arn } }],
    },
    { dependsOn: [versions, secondVersions] },
  );
}
