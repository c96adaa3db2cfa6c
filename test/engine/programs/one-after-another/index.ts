import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });

const home = new aws.s3.Bucket("home", {}, { provider: virginia });
if (new Config().requireBoolean("abroad")) {
  new aws.s3.Bucket("abroad", {}, { provider: frankfurt, dependsOn: home });
}
