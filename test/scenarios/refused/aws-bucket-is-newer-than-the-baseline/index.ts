import * as aws from "@pulumi/aws";

const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
new aws.s3.Bucket("orders", {}, { provider: frankfurt });
new aws.s3.Bucket("invoices", {}, { provider: frankfurt });
