import * as gcp from "@pulumi/gcp";

const orders = new gcp.compute.Disk("orders", { zone: "us-central1-b", size: 200 });

new gcp.compute.Image("golden", { sourceDisk: orders.id, storageLocations: ["eu"] });
new gcp.compute.Image("plain", { sourceDisk: orders.id });

new gcp.compute.Snapshot("before-upgrade", {
  sourceDisk: orders.selfLink,
  zone: "us-central1-b",
  storageLocations: ["europe-west1"],
});
