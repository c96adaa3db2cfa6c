import * as gcp from "@pulumi/gcp";

const ledger = new gcp.compute.Disk("ledger", { zone: "us-central1-b", type: "pd-ssd", size: 500 });

const standby = new gcp.compute.Disk("ledger-standby", {
  zone: "europe-west1-b",
  type: "pd-ssd",
  asyncPrimaryDisk: { disk: ledger.id },
  labels: { "data-class": "operational" },
});

new gcp.compute.DiskAsyncReplication("ledger-replication", {
  primaryDisk: ledger.id,
  secondaryDisk: { disk: standby.id },
});
