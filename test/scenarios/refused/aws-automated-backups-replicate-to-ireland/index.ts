import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** In the stack `primary`: the database. */
function declareOrders(): pulumi.Output<string> {
  const orders = new aws.rds.Instance("orders", {
    engine: "mysql",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    username: "shop",
    manageMasterUserPassword: true,
    backupRetentionPeriod: 14,
  });
  return orders.arn;
}

/** In the stack `ireland`: a copy of its backups, in case Virginia is lost. */
function replicateBackups(): pulumi.Output<string> {
  const primary = new pulumi.StackReference("organization/aws-automated-backups-replicate-to-ireland/primary");
  const backups = new aws.rds.InstanceAutomatedBackupsReplication("orders-backups", {
    sourceDbInstanceArn: primary.requireOutput("ordersArn").apply(String),
    retentionPeriod: 14,
  });
  return backups.sourceDbInstanceArn;
}

export const ordersArn = pulumi.getStack() === "primary" ? declareOrders() : replicateBackups();
