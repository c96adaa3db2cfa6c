import * as gcp from "@pulumi/gcp";

const platform = new gcp.container.Cluster("platform", { location: "us-central1", enableAutopilot: true });

new gcp.gkebackup.BackupPlan("nightly", {
  cluster: platform.id,
  location: "europe-west1",
  backupConfig: { allNamespaces: true, includeVolumeData: true, includeSecrets: true },
  backupSchedule: { cronSchedule: "0 3 * * *" },
});

new gcp.gkebackup.BackupPlan("retired", {
  cluster: platform.id,
  location: "europe-west1",
  deactivated: true,
  backupConfig: { allNamespaces: true, includeVolumeData: true },
  labels: { "data-class": "operational" },
});

new gcp.gkebackup.BackupPlan("second", {
  cluster: platform.id,
  location: "us-east1",
  backupConfig: { allNamespaces: true, includeVolumeData: true },
});
