import * as aws from "@pulumi/aws";

const profiles = new aws.s3.Bucket("profiles");
const role = new aws.iam.Role("datasync", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "datasync.amazonaws.com" }),
});
const source = new aws.datasync.S3Location("profiles-location", {
  s3BucketArn: profiles.arn,
  subdirectory: "/",
  s3Config: { bucketAccessRoleArn: role.arn },
});
const container = new aws.datasync.LocationAzureBlob("partner-container", {
  containerUrl: "https://partner.blob.core.windows.net/profiles",
  authenticationType: "NONE",
  agentArns: ["arn:aws:datasync:us-east-1:123456789012:agent/agent-0123456789abcdef0"],
});
new aws.datasync.Task("profiles-to-partner", {
  sourceLocationArn: source.arn,
  destinationLocationArn: container.arn,
});

const orders = new aws.dms.Endpoint("orders", {
  endpointId: "orders",
  endpointType: "source",
  engineName: "postgres",
  serverName: "orders.internal.shop.example",
  databaseName: "orders",
});
const warehouse = new aws.dms.Endpoint("warehouse", {
  endpointId: "warehouse",
  endpointType: "target",
  engineName: "postgres",
  serverName: "warehouse.partner.example",
  databaseName: "orders",
});
new aws.dms.ReplicationTask("orders-to-warehouse", {
  replicationTaskId: "orders-to-warehouse",
  replicationInstanceArn: "arn:aws:dms:us-east-1:123456789012:rep:ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  migrationType: "full-load-and-cdc",
  sourceEndpointArn: orders.endpointArn,
  targetEndpointArn: warehouse.endpointArn,
  tableMappings: JSON.stringify({ rules: [] }),
});
