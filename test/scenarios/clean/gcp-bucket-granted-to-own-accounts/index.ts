import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const orders = new gcp.storage.Bucket("orders", {
  location: "us-east1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const worker = new gcp.serviceaccount.Account("worker", { accountId: "order-worker" });

new gcp.storage.BucketIAMMember("worker-reads", {
  bucket: orders.name,
  role: "roles/storage.objectViewer",
  member: pulumi.interpolate`serviceAccount:${worker.email}`,
});

new gcp.storage.BucketIAMBinding("writers", {
  bucket: orders.name,
  role: "roles/storage.objectCreator",
  members: [
    worker.member,
    "serviceAccount:importer@shop.iam.gserviceaccount.com",
    "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
  ],
});

new gcp.storage.BucketIAMPolicy("policy", {
  bucket: orders.name,
  policyData: worker.email.apply((email) =>
    JSON.stringify({ bindings: [{ role: "roles/storage.objectAdmin", members: [`serviceAccount:${email}`] }] }),
  ),
});
