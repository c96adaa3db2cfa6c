import * as gcp from "@pulumi/gcp";

new gcp.compute.Disk("ledger", { zone: "us-east4-a", size: 100 });
const ring = new gcp.kms.KeyRing("ledger", { location: "us-east4" });
new gcp.kms.CryptoKey("ledger", { keyRing: ring.id });
new gcp.storage.Bucket("pages", { location: "us-east4", labels: { "data-class": "operational" } });
