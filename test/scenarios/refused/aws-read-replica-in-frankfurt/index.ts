import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface DatabaseArgs {
  readonly instanceClass: string;
  readonly replicaProvider: aws.Provider;
}

/** A primary in the stack's region, and a replica that reports are read from. */
class Database extends pulumi.ComponentResource {
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, { instanceClass, replicaProvider }: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shop:data:Database", name, {}, opts);
    const primary = new aws.rds.Instance(
      `${name}-primary`,
      {
        engine: "postgres",
        instanceClass,
        allocatedStorage: 100,
        username: "shop",
        manageMasterUserPassword: true,
        backupRetentionPeriod: 7,
        multiAz: true,
      },
      { parent: this },
    );
    new aws.rds.Instance(
      `${name}-replica`,
      { replicateSourceDb: primary.arn, instanceClass, skipFinalSnapshot: true },
      { parent: this, provider: replicaProvider },
    );
    this.endpoint = primary.endpoint;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}

const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
const orders = new Database("orders", { instanceClass: "db.m7g.large", replicaProvider: frankfurt });

export const endpoint = orders.endpoint;
