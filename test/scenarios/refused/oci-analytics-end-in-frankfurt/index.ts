import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const abroad = { provider: frankfurt };
const warehouse = new oci.objectstorage.Bucket("warehouse", { compartmentId, namespace }, abroad);
const features = new oci.objectstorage.Bucket(
  "features",
  { compartmentId, namespace, freeformTags: { "data-class": "operational" } },
  abroad,
);
new oci.dataflow.Application("weekly-report", {
  compartmentId,
  displayName: "weekly-report",
  language: "PYTHON",
  sparkVersion: "3.5.0",
  driverShape: "VM.Standard2.1",
  executorShape: "VM.Standard2.1",
  numExecutors: 2,
  fileUri: "oci://code@shop/report.py",
  warehouseBucketUri: pulumi.interpolate`oci://${warehouse.name}@${namespace}/tables`,
});
new oci.datascience.Job("train-ranking", {
  compartmentId,
  projectId: "ocid1.datascienceproject.oc1.iad.aaaaaaaaranking",
  jobConfigurationDetails: { jobType: "DEFAULT" },
  jobInfrastructureConfigurationDetails: {
    jobInfrastructureType: "ME_STANDALONE",
    shapeName: "VM.Standard2.1",
    blockStorageSizeInGbs: 50,
  },
  jobStorageMountConfigurationDetailsLists: [
    { storageType: "OBJECT_STORAGE", destinationDirectoryName: "features", namespace, bucket: features.name },
  ],
});
