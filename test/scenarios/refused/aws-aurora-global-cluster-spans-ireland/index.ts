import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
const engine = "aurora-postgresql";
const engineVersion = "16.4";

const everywhere = new aws.rds.GlobalCluster("profiles", {
  globalClusterIdentifier: "profiles",
  engine,
  engineVersion,
  databaseName: "profiles",
});

const primary = new aws.rds.Cluster("profiles-virginia", {
  engine,
  engineVersion,
  globalClusterIdentifier: everywhere.id,
  masterUsername: "shop",
  manageMasterUserPassword: true,
});

const secondary = new aws.rds.Cluster(
  "profiles-ireland",
  { engine, engineVersion, globalClusterIdentifier: everywhere.id, skipFinalSnapshot: true },
  { provider: ireland, dependsOn: [primary] },
);

new aws.rds.ClusterInstance(
  "profiles-ireland-reader",
  { clusterIdentifier: secondary.id, engine, engineVersion, instanceClass: "db.r8g.large" },
  { provider: ireland },
);
