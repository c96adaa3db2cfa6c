import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const availabilityDomain = "kIdk:US-ASHBURN-AD-1";
const ledger = new oci.core.Volume("ledger", { compartmentId, availabilityDomain, sizeInGbs: "200" });
const scratch = new oci.core.Volume("scratch", { compartmentId, availabilityDomain, sizeInGbs: "50" });
const nightly = new oci.core.VolumeBackupPolicy("nightly", {
  compartmentId,
  destinationRegion: "uk-london-1",
  schedules: [{ backupType: "INCREMENTAL", period: "ONE_DAY", retentionSeconds: 604800 }],
});
const weekly = new oci.core.VolumeBackupPolicy("weekly", {
  compartmentId,
  destinationRegion: "us-phoenix-1",
  schedules: [{ backupType: "FULL", period: "ONE_WEEK", retentionSeconds: 2592000 }],
});
new oci.core.VolumeBackupPolicyAssignment("ledger-nightly", { assetId: ledger.id, policyId: nightly.id });
new oci.core.VolumeBackupPolicyAssignment("scratch-weekly", { assetId: scratch.id, policyId: weekly.id });
