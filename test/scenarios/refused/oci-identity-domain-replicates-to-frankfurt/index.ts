import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const customers = new oci.identity.Domain("customers", {
  compartmentId,
  displayName: "customers",
  description: "Customers of the shop",
  homeRegion: "us-ashburn-1",
  licenseType: "external-user",
});
new oci.identity.DomainReplicationToRegion("customers-frankfurt", {
  domainId: customers.id,
  replicaRegion: "eu-frankfurt-1",
});
