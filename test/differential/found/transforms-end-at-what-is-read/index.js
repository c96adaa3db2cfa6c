/** What is below a resource that is only looked up doesn't inherit the transforms above it. */
const pulumi = require("@pulumi/pulumi");
const { Bucket } = require("@pulumi/aws/s3/bucket");

const mark = ({ type, props, opts }) =>
  type === "cloud:index:Thing" ? { props: { ...props, seen: true }, opts } : undefined;
const group = new pulumi.ComponentResource("shop:index:Group", "group", {}, { transforms: [mark] });
const found = Bucket.get("found", "orders", {}, { parent: group });
const made = new pulumi.CustomResource("cloud:index:Other", "made", {}, { parent: group });
new pulumi.CustomResource("cloud:index:Thing", "below-found", {}, { parent: found });
new pulumi.CustomResource("cloud:index:Thing", "below-made", {}, { parent: made });
