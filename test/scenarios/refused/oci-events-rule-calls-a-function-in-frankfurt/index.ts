import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const notices = new oci.ons.NotificationTopic("notices", { compartmentId, name: "notices" });
const abroad = { provider: frankfurt };
const application = new oci.functions.Application(
  "warehouse",
  { compartmentId, displayName: "warehouse", subnetIds: ["ocid1.subnet.oc1.eu-frankfurt-1.aaaaaaaafunctions"] },
  abroad,
);
const pick = new oci.functions.Function(
  "pick",
  { applicationId: application.id, displayName: "pick", memoryInMbs: "256", image: "fra.ocir.io/shop/pick:1" },
  abroad,
);
new oci.events.Rule("order-created", {
  compartmentId,
  displayName: "order-created",
  isEnabled: true,
  condition: pulumi.jsonStringify({ eventType: "com.oraclecloud.objectstorage.createobject" }),
  actions: {
    actions: [
      { actionType: "ONS", isEnabled: true, topicId: notices.id },
      { actionType: "FAAS", isEnabled: true, functionId: pick.id },
    ],
  },
});
