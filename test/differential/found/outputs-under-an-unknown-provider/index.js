/** While anything that a provider is given isn't known, its resources have no known output, and it injects no region. */
const pulumi = require("@pulumi/pulumi");
const { Provider } = require("@pulumi/aws/provider");
const { Bucket } = require("@pulumi/aws/s3/bucket");

const key = new pulumi.CustomResource("cloud:index:Key", "key", {});
const later = new Provider("later", { region: "us-east-1", profile: key.id });
const bucket = new Bucket("bucket", { bucket: "orders" }, { provider: later });
const found = Bucket.get("found", "orders", { bucket: "orders" }, { provider: later });
const known = new Bucket("known", { bucket: "orders" }, { provider: new Provider("now", { region: "us-east-1" }) });
new pulumi.CustomResource("cloud:index:Thing", "thing", {
  made: bucket.bucket,
  found: found.bucket,
  known: known.bucket,
  region: known.region,
});
