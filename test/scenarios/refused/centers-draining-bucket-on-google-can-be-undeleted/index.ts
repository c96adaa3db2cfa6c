import * as gcp from "@pulumi/gcp";

new gcp.storage.Bucket("backup", {
  location: "us-central1",
  versioning: { enabled: true },
  lifecycleRules: [
    { action: { type: "Delete" }, condition: { age: 57 } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
  ],
});
const ring = new gcp.kms.KeyRing("backup", { location: "us-central1" });
new gcp.kms.CryptoKey("backup", { keyRing: ring.id, destroyScheduledDuration: "7776000s" });
