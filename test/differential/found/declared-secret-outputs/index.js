/** An output that a resource declares secret is secret wherever it goes, even when its input wasn't. */
const pulumi = require("@pulumi/pulumi");
const { Bucket } = require("@pulumi/gcp/storage/bucket");
const { Parameter } = require("@pulumi/aws/ssm/parameter");

const bucket = new Bucket("bucket", { name: "orders", location: "US" }, { additionalSecretOutputs: ["name", "none"] });
const parameter = new Parameter("parameter", { type: "String", value: "open" });
const found = Parameter.get("found", "id", { value: "open" });
new pulumi.CustomResource("cloud:index:Thing", "thing", {
  name: bucket.name,
  location: bucket.location,
  value: parameter.value,
  found: found.value,
});
