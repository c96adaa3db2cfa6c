import * as gcp from "@pulumi/gcp";

const locked = { uniformBucketLevelAccess: true, publicAccessPrevention: "enforced" };

new gcp.storage.Bucket("rehearsal", { location: "europe-west1", ...locked });
new gcp.storage.Bucket("second-rehearsal", { location: "europe-west1", ...locked });
