import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const stack = pulumi.getStack();
export let buckets: Record<string, pulumi.Output<string>> | undefined;

if (stack === "shared") {
  const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
  buckets = {
    shop: new aws.s3.Bucket("shop-logs").bucket,
    billing: new aws.s3.Bucket("billing-logs", { tags: { "data-class": "operational" } }, { provider: frankfurt })
      .bucket,
  };
} else {
  const names = new pulumi.StackReference(
    "organization/cross-stack-audit-logs-in-a-shared-bucket/shared",
  ).requireOutput("buckets") as pulumi.Output<Record<string, string>>;
  new aws.cloudtrail.Trail("audit", { s3BucketName: names.apply((all) => all[stack] ?? "") });
}
