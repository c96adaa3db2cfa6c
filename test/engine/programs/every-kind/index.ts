import * as aws from "@pulumi/aws";
import { asset, ComponentResource, getStack, secret, StackReference } from "@pulumi/pulumi";

/** A component that is given a resource, and declares another. */
class Store extends ComponentResource {
  constructor(name: string, owner: aws.s3.Bucket) {
    super("every-kind:index:Store", name, { owner });
    const opts = { parent: this, ignoreChanges: ["tags"] };
    new aws.s3.Bucket(`${name}-bucket`, { bucket: "every-kind-kept", tags: { owner: secret("data") } }, opts);
    this.registerOutputs({});
  }
}

/** The stack that another one reads. */
function base() {
  const frankfurt = new aws.Provider("frankfurt", { region: secret("eu-central-1") });
  const abroad = new aws.s3.Bucket(
    "abroad",
    { bucket: "every-kind-abroad", tags: { "data-class": "operational" } },
    { provider: frankfurt },
  );
  return { abroad: abroad.arn };
}

function dev() {
  const stacks = new StackReference("organization/every-kind/base");
  const orders = new aws.s3.Bucket("orders", { bucket: "every-kind-orders" });
  new Store("store", orders);
  const object = new aws.s3.BucketObject("page", {
    bucket: orders.bucket,
    key: "index.html",
    source: new asset.StringAsset("<p>"),
  });
  const looked = aws.s3.Bucket.get("looked-up", "somebody-elses");
  const rules = [{ status: "Enabled", destination: { bucket: stacks.requireOutput("abroad") } }];
  const role = "arn:aws:iam::123456789012:role/copy";
  new aws.s3.BucketReplicationConfig("copies", { bucket: orders.bucket, role, rules }, { dependsOn: [object] });
  return { orders: orders.arn, looked: looked.arn, hidden: secret("canary-of-an-output") };
}

module.exports = getStack() === "base" ? base() : dev();
