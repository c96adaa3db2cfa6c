import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const reports = new gcp.serviceaccount.Account("reports", { accountId: "reports" });

const orders = new gcp.bigquery.Dataset("orders", {
  datasetId: "orders",
  location: "us-east4",
  accesses: [
    { role: "OWNER", userByEmail: reports.email },
    { role: "READER", domain: "partner.example" },
  ],
});

new gcp.bigquery.DatasetIamMember("analyst-reads-orders", {
  datasetId: orders.datasetId,
  role: "roles/bigquery.dataViewer",
  member: "user:ana@partner.example",
});

const build = new gcp.compute.Instance("build", {
  zone: "us-central1-b",
  machineType: "e2-standard-8",
  bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
  networkInterfaces: [{ network: "default" }],
});
const image = new gcp.compute.MachineImage("build-image", { sourceInstance: build.selfLink });

new gcp.compute.MachineImageIamMember("consultant-uses-image", {
  machineImage: image.name,
  role: "roles/compute.admin",
  member: "user:kai@consultants.example",
});

/** The program's own account is nobody new. */
new gcp.compute.MachineImageIamMember("reports-use-image", {
  machineImage: image.name,
  role: "roles/compute.admin",
  member: pulumi.interpolate`serviceAccount:${reports.email}`,
});
