import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const clicks = new oci.objectstorage.Bucket("clicks", { compartmentId, namespace, name: "clicks" });
const group = new oci.loganalytics.LogAnalyticsLogGroup(
  "clicks-group",
  {
    compartmentId,
    namespace,
    displayName: "clicks",
    freeformTags: { "data-class": "operational" },
  },
  { provider: frankfurt },
);
new oci.loganalytics.LogAnalyticsObjectCollectionRule("collect-clicks", {
  compartmentId,
  namespace,
  name: "clicks",
  collectionType: "LIVE",
  logSourceName: "clicks",
  osNamespace: namespace,
  osBucketName: clicks.name,
  logGroupId: group.id,
});
