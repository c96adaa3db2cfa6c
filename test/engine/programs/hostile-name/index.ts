import * as aws from "@pulumi/aws";

const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });

export const bucket = new aws.s3.Bucket("\u001b[2Jorders\n\u001b[32mno violation", {}, { provider: frankfurt }).bucket;
