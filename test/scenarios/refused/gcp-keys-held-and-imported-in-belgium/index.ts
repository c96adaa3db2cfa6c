import * as gcp from "@pulumi/gcp";

const ring = new gcp.kms.KeyRing("records", { location: "europe-west1" });

const key = new gcp.kms.CryptoKey("exports-key", { keyRing: ring.id, rotationPeriod: "7776000s" });

new gcp.kms.KeyRingImportJob("import", {
  keyRing: ring.id,
  importJobId: "import",
  importMethod: "RSA_OAEP_3072_SHA256_AES_256",
  protectionLevel: "HSM",
});

new gcp.storage.Bucket("exports", {
  location: "US-CENTRAL1",
  encryption: { defaultKmsKeyName: key.id },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
