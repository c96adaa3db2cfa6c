import * as aws from "@pulumi/aws";
import { secret } from "@pulumi/pulumi";

const hidden = new aws.Provider("hidden", { region: secret<aws.Region>("eu-central-1") });

export const bucket = new aws.s3.Bucket("abroad", {}, { provider: hidden }).bucket;
