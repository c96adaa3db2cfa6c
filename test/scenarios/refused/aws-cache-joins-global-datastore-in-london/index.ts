import * as aws from "@pulumi/aws";

const london = new aws.Provider("london", { region: "eu-west-2" });

const sessions = new aws.elasticache.ReplicationGroup("sessions", {
  description: "sessions of signed-in users",
  engine: "valkey",
  nodeType: "cache.m7g.large",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
});

const everywhere = new aws.elasticache.GlobalReplicationGroup("sessions-everywhere", {
  globalReplicationGroupIdSuffix: "sessions",
  primaryReplicationGroupId: sessions.id,
});

new aws.elasticache.ReplicationGroup(
  "sessions-london",
  {
    description: "secondary of the sessions",
    globalReplicationGroupId: everywhere.globalReplicationGroupId,
    numCacheClusters: 1,
    tags: { "data-class": "operational" },
  },
  { provider: london },
);
