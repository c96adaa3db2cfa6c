import * as gcp from "@pulumi/gcp";

const events = new gcp.bigtable.Instance("events", {
  clusters: [
    { clusterId: "events-iowa", zone: "us-central1-b", numNodes: 3, storageType: "SSD" },
    { clusterId: "events-belgium", zone: "europe-west1-b", numNodes: 3, storageType: "SSD" },
  ],
});

new gcp.bigtable.Table("clicks", { instanceName: events.name, columnFamilies: [{ family: "page" }] });
