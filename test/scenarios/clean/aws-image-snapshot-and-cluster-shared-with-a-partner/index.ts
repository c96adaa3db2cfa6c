import * as aws from "@pulumi/aws";

const partner = "999988887777";
const own = aws.getCallerIdentity().then(({ accountId }) => accountId);

const web = new aws.ec2.Instance("web", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large" });
const image = new aws.ec2.AmiFromInstance("web-image", { sourceInstanceId: web.id });
new aws.ec2.AmiLaunchPermission("web-image-for-us", { imageId: image.id, accountId: own });
new aws.ec2.AmiLaunchPermission("web-image-for-partner", { imageId: image.id, accountId: partner });

const orders = new aws.rds.Cluster("orders", {
  engine: "aurora-mysql",
  masterUsername: "shop",
  manageMasterUserPassword: true,
});
new aws.rds.ClusterSnapshot("orders-snapshot", {
  dbClusterIdentifier: orders.id,
  dbClusterSnapshotIdentifier: "orders-2026-11-01",
  sharedAccounts: [partner],
});

const share = new aws.ram.ResourceShare("partners", { allowExternalPrincipals: true });
new aws.ram.ResourceAssociation("orders-in-partners", { resourceArn: orders.arn, resourceShareArn: share.arn });
new aws.ram.PrincipalAssociation("partner-in-partners", { principal: partner, resourceShareArn: share.arn });
