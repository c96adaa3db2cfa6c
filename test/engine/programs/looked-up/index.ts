import * as aws from "@pulumi/aws";

const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });

export const bucket = aws.s3.Bucket.get("abroad", "somebody-elses", {}, { provider: frankfurt }).arn;
