import * as aws from "@pulumi/aws";

const oregon = new aws.Provider("oregon", { region: "us-west-2" });
const stockholm = new aws.Provider("stockholm", { region: "eu-north-1" });

const daily = new aws.backup.Vault("daily");
const monthly = new aws.backup.Vault("monthly");
const monthlyOregon = new aws.backup.Vault("monthly-oregon", {}, { provider: oregon });
const monthlyStockholm = new aws.backup.Vault("monthly-stockholm", {}, { provider: stockholm });

const plan = new aws.backup.Plan("orders-backups", {
  rules: [
    { ruleName: "daily", targetVaultName: daily.name, schedule: "cron(0 5 * * ? *)", lifecycle: { deleteAfter: 14 } },
    {
      ruleName: "monthly",
      targetVaultName: monthly.name,
      schedule: "cron(0 6 1 * ? *)",
      copyActions: [
        { destinationVaultArn: monthlyOregon.arn, lifecycle: { deleteAfter: 400 } },
        { destinationVaultArn: monthlyStockholm.arn, lifecycle: { deleteAfter: 400 } },
      ],
    },
  ],
});

const orders = new aws.dynamodb.Table("orders", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
});

const role = new aws.iam.Role("backup", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "backup.amazonaws.com" }),
});

new aws.backup.Selection("orders-selected", { planId: plan.id, iamRoleArn: role.arn, resources: [orders.arn] });
