/** A transform that touches nothing leaves one secret or unknown in a list alone: it isn't the whole list's. */
const pulumi = require("@pulumi/pulumi");

const key = new pulumi.CustomResource("cloud:index:Key", "key", {});
const group = new pulumi.ComponentResource(
  "shop:index:Group",
  "group",
  {},
  { transforms: [({ props, opts }) => ({ props, opts })] },
);
const values = { list: ["open", pulumi.secret("hush")], record: { one: pulumi.secret(1), two: 2 }, later: [key.id, 1] };
new pulumi.CustomResource("cloud:index:Thing", "inherited", values, { parent: group });
new pulumi.CustomResource("cloud:index:Thing", "own", values, { transforms: [({ props, opts }) => ({ props, opts })] });
