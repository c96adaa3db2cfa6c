import * as gcp from "@pulumi/gcp";

const netherlands = new gcp.Provider("netherlands", { project: "shop", region: "europe-west4" });

const ipConfiguration = { ipv4Enabled: false, privateNetwork: "projects/shop/global/networks/default" };

const orders = new gcp.sql.DatabaseInstance("orders", {
  name: "orders",
  databaseVersion: "POSTGRES_17",
  settings: {
    tier: "db-custom-2-8192",
    availabilityType: "REGIONAL",
    backupConfiguration: { enabled: true, location: "us" },
    ipConfiguration,
  },
});

new gcp.sql.DatabaseInstance(
  "orders-replica",
  {
    databaseVersion: "POSTGRES_17",
    masterInstanceName: orders.name,
    settings: { tier: "db-custom-2-8192", userLabels: { "data-class": "operational" }, ipConfiguration },
  },
  { provider: netherlands },
);

new gcp.sql.DatabaseInstance("ledger", {
  databaseVersion: "POSTGRES_17",
  region: "us-east4",
  settings: {
    tier: "db-custom-2-8192",
    backupConfiguration: { enabled: true, location: "eu" },
    ipConfiguration,
  },
});
