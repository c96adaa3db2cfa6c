import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

export let backupId: pulumi.Output<string> | undefined;

if (pulumi.getStack() === "primary") {
  const ledger = new oci.core.BootVolume("ledger", {
    compartmentId,
    availabilityDomain: "kIdk:US-ASHBURN-AD-1",
    bootVolumeReplicas: [{ availabilityDomain: "kIdk:PHX-AD-1" }],
    sourceDetails: { type: "bootVolumeBackup", id: "ocid1.bootvolumebackup.oc1.iad.aaaaaaaagolden" },
  });
  backupId = new oci.core.BootVolumeBackup("ledger-backup", { bootVolumeId: ledger.id, type: "FULL" }).id;
} else {
  const primary = new pulumi.StackReference("organization/cross-stack-exception-in-force/primary");
  new oci.core.BootVolumeBackup("ledger-backup-copy", {
    compartmentId,
    sourceDetails: {
      region: "us-ashburn-1",
      bootVolumeBackupId: primary.requireOutput("backupId") as pulumi.Output<string>,
    },
  });
}
