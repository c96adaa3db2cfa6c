import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const failures = new oci.queue.Queue(
  "failures",
  { compartmentId, displayName: "failures", freeformTags: { "data-class": "operational" } },
  { provider: frankfurt },
);
const application = new oci.functions.Application("shop", {
  compartmentId,
  displayName: "shop",
  subnetIds: ["ocid1.subnet.oc1.iad.aaaaaaaafunctions"],
});
new oci.functions.Function("checkout", {
  applicationId: application.id,
  displayName: "checkout",
  memoryInMbs: "256",
  image: "iad.ocir.io/shop/checkout:1",
  failureDestination: { kind: "QUEUE", queueId: failures.id },
});
