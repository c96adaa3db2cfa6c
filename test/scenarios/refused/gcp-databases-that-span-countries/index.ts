import * as gcp from "@pulumi/gcp";

const ledger = new gcp.spanner.Instance("ledger", { config: "nam14", displayName: "Ledger", processingUnits: 1000 });

new gcp.spanner.Database("payments", { instance: ledger.name, deletionProtection: true });

const profiles = new gcp.firestore.Database("profiles", {
  name: "profiles",
  locationId: "eur3",
  type: "FIRESTORE_NATIVE",
});

new gcp.firestore.BackupSchedule("profiles-daily", {
  database: profiles.name,
  retention: "604800s",
  dailyRecurrence: {},
});
