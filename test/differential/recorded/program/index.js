/** A program with one of everything that is compared; beside it is what the real engine once made of it. */
const pulumi = require("@pulumi/pulumi");
const { Provider } = require("@pulumi/aws/provider");
const { Bucket } = require("@pulumi/aws/s3/bucket");
const { Parameter } = require("@pulumi/aws/ssm/parameter");

const west = new Provider("west", { region: "eu-west-1" });
const group = new pulumi.ComponentResource("shop:index:Group", "group", {}, { providers: [west] });
const orders = new Bucket(
  "orders",
  { bucket: pulumi.secret("orders"), tags: { "data-class": "us-user" } },
  { parent: group, ignoreChanges: ["tags"] },
);
const found = Bucket.get("found", "found");
new Parameter("parameter", { type: "String", value: pulumi.interpolate`<${orders.arn}>` }, { dependsOn: [found] });
new pulumi.CustomResource("cloud:index:Thing", "thing", { list: [1, orders.id, pulumi.secret(2)], of: orders });
exports.url = orders.arn;
exports.hush = pulumi.secret("hush");
