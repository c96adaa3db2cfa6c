import * as aws from "@pulumi/aws";
import { asset } from "@pulumi/pulumi";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });

new aws.s3.BucketObjectv2("page", { bucket: "pages", source: new asset.StringAsset("") }, { provider: virginia });
