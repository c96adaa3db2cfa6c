/** A resource of a package that isn't loaded becomes its URN on the way through a transform: its id isn't known. */
const pulumi = require("@pulumi/pulumi");

const same = ({ props, opts }) => ({ props, opts });
const key = new pulumi.CustomResource("cloud:index:Key", "key", {});
const add = ({ props, opts }) => ({ props: { ...props, added: key }, opts });
new pulumi.CustomResource("cloud:index:Thing", "thing", { key, list: [key] }, { transforms: [same] });
new pulumi.CustomResource("cloud:index:Thing", "changed", { key }, { transforms: [add] });
new pulumi.CustomResource("cloud:index:Thing", "changed-first", { key }, { transforms: [add, same] });
