/** Inside a secret, the real engine shows a pack a resource that is only looked up as its id, which is known. */
const pulumi = require("@pulumi/pulumi");
const { Bucket } = require("@pulumi/aws/s3/bucket");

const found = Bucket.get("found", "orders");
const made = new Bucket("made", {});
new pulumi.CustomResource("cloud:index:Thing", "thing", { values: pulumi.secret({ found, made }), open: found });
