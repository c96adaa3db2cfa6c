import * as aws from "@pulumi/aws";

const saoPaulo = new aws.Provider("sao-paulo", { region: "sa-east-1" });

const orders = new aws.ebs.Volume("orders", { availabilityZone: "us-east-1a", size: 200, encrypted: true });
const snapshot = new aws.ebs.Snapshot("orders-snapshot", { volumeId: orders.id });
new aws.ebs.SnapshotCopy(
  "orders-snapshot-copy",
  { sourceRegion: "us-east-1", sourceSnapshotId: snapshot.id, encrypted: true },
  { provider: saoPaulo },
);

const web = new aws.ec2.Instance("web", { ami: "ami-0123456789abcdef0", instanceType: "m7g.large" });
const image = new aws.ec2.AmiFromInstance("web-image", { sourceInstanceId: web.id });
new aws.ec2.AmiCopy(
  "web-image-copy",
  { sourceAmiRegion: "us-east-1", sourceAmiId: image.id, tags: { "data-class": "operational" } },
  { provider: saoPaulo },
);
