import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const accountId = aws.getCallerIdentity().then((caller) => caller.accountId);
const exporter = new aws.iam.Role("exporter", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});

function bucketWithReaders(name: string, readers: pulumi.Input<string>[]) {
  const bucket = new aws.s3.Bucket(name);
  const document = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "Readers",
        actions: ["s3:GetObject"],
        resources: [pulumi.interpolate`${bucket.arn}/*`],
        principals: [{ type: "AWS", identifiers: readers }],
      },
      {
        sid: "Logs",
        actions: ["s3:PutObject"],
        resources: [pulumi.interpolate`${bucket.arn}/logs/*`],
        principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      },
    ],
  });
  new aws.s3.BucketPolicy(`${name}-readers`, { bucket: bucket.bucket, policy: document.json });
}

const ourselves = [exporter.arn, pulumi.interpolate`arn:aws:iam::${accountId}:root`];
bucketWithReaders("profiles", ourselves);
bucketWithReaders("exports", [...ourselves, "arn:aws:iam::999988887777:root"]);
