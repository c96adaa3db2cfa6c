import * as gcp from "@pulumi/gcp";
import { secret } from "@pulumi/pulumi";

const google = new gcp.Provider("google", { region: "us-east4", project: "example-project" });

export const bucket = new gcp.storage.Bucket("home", { location: secret("US-EAST4") }, { provider: google }).name;
