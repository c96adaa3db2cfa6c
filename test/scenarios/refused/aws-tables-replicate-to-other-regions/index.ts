import * as aws from "@pulumi/aws";

new aws.dynamodb.Table("orders", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
  streamEnabled: true,
  streamViewType: "NEW_AND_OLD_IMAGES",
  replicas: [{ regionName: "us-west-2", pointInTimeRecovery: true }, { regionName: "eu-central-1" }],
});

const sessions = new aws.dynamodb.Table("sessions", {
  name: "sessions",
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
  streamEnabled: true,
  streamViewType: "NEW_AND_OLD_IMAGES",
});

// The table of the same name in Singapore is declared by the program of that region.
new aws.dynamodb.GlobalTable("sessions-everywhere", {
  name: sessions.name,
  replicas: [{ regionName: "us-east-1" }, { regionName: "ap-southeast-1" }],
});
