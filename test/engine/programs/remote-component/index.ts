import { ComponentResource, Config, type Output } from "@pulumi/pulumi";

/** As an SDK that is generated for the plugin declares it. */
class Shop extends ComponentResource {
  declare readonly bucket: Output<string>;

  constructor(name: string, args: { readonly dataClass: string }) {
    super("shop:index:Shop", name, { ...args, bucket: undefined }, {}, true);
  }
}

export const bucket = new Shop("shop", { dataClass: new Config().require("dataClass") }).bucket;
