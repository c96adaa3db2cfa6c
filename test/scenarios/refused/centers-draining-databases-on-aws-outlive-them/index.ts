import * as aws from "@pulumi/aws";

new aws.rds.Instance("ledger", {
  instanceClass: "db.r6g.large",
  engine: "postgres",
  allocatedStorage: 100,
  deletionProtection: true,
});
new aws.secretsmanager.Secret("ledger-password", { recoveryWindowInDays: 0 });
