import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";

const bucket = (name: string) => new oci.objectstorage.Bucket(name, { compartmentId, namespace, name: `shop-${name}` });
const raw = bucket("raw");
const curated = bucket("curated");
const sparkLogs = bucket("spark-logs");
const clicks = new oci.streaming.Stream("clicks", { compartmentId, name: "clicks", partitions: 3 });
new oci.sch.Connector("clicks-to-raw", {
  compartmentId,
  displayName: "clicks-to-raw",
  source: { kind: "streaming", streamId: clicks.id, cursor: { kind: "TRIM_HORIZON" } },
  target: { kind: "objectStorage", namespace, bucket: raw.name, objectNamePrefix: "clicks/" },
});
const curate = new oci.dataflow.Application("curate", {
  compartmentId,
  displayName: "curate",
  language: "PYTHON",
  sparkVersion: "3.5.0",
  driverShape: "VM.Standard2.1",
  executorShape: "VM.Standard2.1",
  numExecutors: 2,
  fileUri: pulumi.interpolate`oci://${raw.name}@${namespace}/code/curate.py`,
  arguments: [pulumi.interpolate`oci://${raw.name}@${namespace}/clicks/`],
  logsBucketUri: pulumi.interpolate`oci://${sparkLogs.name}@${namespace}/`,
  warehouseBucketUri: pulumi.interpolate`oci://${curated.name}@${namespace}/`,
});
new oci.dataflow.InvokeRun("first-run", { compartmentId, applicationId: curate.id, displayName: "first-run" });
