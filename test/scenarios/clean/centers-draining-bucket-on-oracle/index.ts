import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const backup = new oci.objectstorage.Bucket("backup", {
  compartmentId,
  namespace: "shop",
  name: "shop-backup",
  versioning: "Enabled",
});
const rule = { isEnabled: true, timeUnit: "DAYS" };
new oci.objectstorage.ObjectLifecyclePolicy("backup-rules", {
  namespace: backup.namespace,
  bucket: backup.name,
  rules: [
    { ...rule, name: "objects", action: "DELETE", target: "objects", timeAmount: "50" },
    { ...rule, name: "versions", action: "DELETE", target: "previous-object-versions", timeAmount: "7" },
    { ...rule, name: "uploads", action: "ABORT", target: "multipart-uploads", timeAmount: "1" },
  ],
});
new oci.kms.Vault("backup-keys", { compartmentId, displayName: "backup", vaultType: "DEFAULT" });
