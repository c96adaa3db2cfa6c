import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const orderEvents = new oci.ons.NotificationTopic("order-events", { compartmentId, name: "order-events" });
new oci.ons.Subscription("order-events-webhook", {
  compartmentId,
  topicId: orderEvents.id,
  protocol: "CUSTOM_HTTPS",
  endpoint: "https://hooks.example.com/orders",
});
