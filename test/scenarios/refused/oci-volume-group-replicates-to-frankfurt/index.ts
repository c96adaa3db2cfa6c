import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const availabilityDomain = "kIdk:US-ASHBURN-AD-1";
const data = new oci.core.Volume("data", { compartmentId, availabilityDomain, sizeInGbs: "200" });
const logs = new oci.core.Volume("logs", { compartmentId, availabilityDomain, sizeInGbs: "50" });
new oci.core.VolumeGroup("ledger", {
  compartmentId,
  availabilityDomain,
  sourceDetails: { type: "volumeIds", volumeIds: [data.id, logs.id] },
  volumeGroupReplicas: [{ availabilityDomain: "Uocm:EU-FRANKFURT-1-AD-1", displayName: "ledger-replica" }],
});
