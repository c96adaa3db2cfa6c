import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const web = new oci.core.Instance("web", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  shape: "VM.Standard.E4.Flex",
  sourceDetails: { sourceType: "image", sourceId: "ocid1.image.oc1.iad.aaaaaaaaoraclelinux" },
  createVnicDetails: { subnetId: "ocid1.subnet.oc1.iad.aaaaaaaaweb" },
});
new oci.core.Image("web-frankfurt", { compartmentId, instanceId: web.id }, { provider: frankfurt });
new oci.core.Image("golden", {
  compartmentId,
  imageSourceDetails: {
    sourceType: "objectStorageUri",
    sourceUri: "https://objectstorage.eu-frankfurt-1.oraclecloud.com/n/shop/b/images/o/golden.qcow2",
  },
});
