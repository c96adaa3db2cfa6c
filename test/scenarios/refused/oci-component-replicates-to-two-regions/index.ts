import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const phoenix = new oci.Provider("phoenix", { region: "us-phoenix-1" });

interface Copy {
  readonly region: string;
  readonly bucket: pulumi.Input<string>;
}

class ReplicatedBucket extends pulumi.ComponentResource {
  constructor(name: string, copies: Readonly<Record<string, Copy>>) {
    super("shop:index:ReplicatedBucket", name);
    const bucket = new oci.objectstorage.Bucket(name, { compartmentId, namespace }, { parent: this });
    for (const [to, copy] of Object.entries(copies)) {
      new oci.objectstorage.ReplicationPolicy(
        `${name}-to-${to}`,
        {
          namespace,
          bucket: bucket.name,
          destinationBucketName: copy.bucket,
          destinationRegionName: copy.region,
        },
        { parent: this },
      );
    }
    new oci.objectstorage.Preauthrequest(
      `${name}-for-auditors`,
      { namespace, bucket: bucket.name, accessType: "AnyObjectRead", timeExpires: "2027-01-01T00:00:00Z" },
      { parent: this },
    );
    this.registerOutputs({ bucket: bucket.name });
  }
}

const standby = new oci.objectstorage.Bucket("profiles-phoenix", { compartmentId, namespace }, { provider: phoenix });
new ReplicatedBucket("profiles", {
  phoenix: { region: "us-phoenix-1", bucket: standby.name },
  frankfurt: { region: "eu-frankfurt-1", bucket: "profiles-europe" },
});
