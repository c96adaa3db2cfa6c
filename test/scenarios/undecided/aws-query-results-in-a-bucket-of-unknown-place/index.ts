import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const results = new aws.s3.Bucket("results");

new aws.athena.Workgroup("ad-hoc", {
  configuration: { resultConfiguration: { outputLocation: pulumi.interpolate`s3://${results.bucket}/ad-hoc/` } },
});
new aws.athena.Workgroup("reports", {
  configuration: { resultConfiguration: { outputLocation: "s3://shop-query-results/reports/" } },
});
new aws.athena.Database("shop", { name: "shop", bucket: results.bucket });
