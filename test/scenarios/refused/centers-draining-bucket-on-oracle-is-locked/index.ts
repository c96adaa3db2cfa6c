import * as oci from "@pulumi/oci";

const backup = new oci.objectstorage.Bucket("backup", {
  compartmentId: "ocid1.compartment.oc1..aaaaaaaashop",
  namespace: "shop",
  name: "shop-backup",
  retentionRules: [{ displayName: "kept", duration: { timeAmount: "1", timeUnit: "YEARS" } }],
});
const rule = { isEnabled: true, timeUnit: "DAYS", timeAmount: "1" };
new oci.objectstorage.ObjectLifecyclePolicy("backup-rules", {
  namespace: backup.namespace,
  bucket: backup.name,
  rules: [
    { ...rule, name: "objects", action: "DELETE", target: "objects" },
    { ...rule, name: "uploads", action: "ABORT", target: "multipart-uploads" },
  ],
});
