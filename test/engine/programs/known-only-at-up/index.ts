import * as aws from "@pulumi/aws";
import * as gcp from "@pulumi/gcp";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const google = new gcp.Provider("google", { region: "us-east4", project: "example-project" });

const home = new aws.s3.Bucket("home", {}, { provider: virginia });
const location = home.arn.apply(() => "EUROPE-WEST3");

export const bucket = new gcp.storage.Bucket("abroad", { location }, { provider: google }).name;
