import { all, ComponentResource, interpolate, secret } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Instance } from "@pulumi/gcp/compute";
import { CryptoKey, CryptoKeyIAMMember, KeyRing } from "@pulumi/gcp/kms";
import { getProjectOutput } from "@pulumi/gcp/organizations";
import { ServiceIdentity } from "@pulumi/gcp/projects";
import { RegionalSecret, RegionalSecretIamMember, RegionalSecretVersion } from "@pulumi/gcp/secretmanager";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { agentScript } from "./agent-script";
import { courierName, googleImage, googleProjectId, zoneIn } from "./checks";

export interface CourierMachinesArgs extends Declaration {
  readonly projectId: string;
  /** Where machines, key and secret are. */
  readonly region: string;
  /** The zones of its machines, one in each: the service advises three. */
  readonly zones: readonly string[];
  /** A subnet in that region, from which Google's APIs and the enclave can be reached, and nothing else. */
  readonly subnetId: Input<string>;
  /** The e-mail address of the courier's account. */
  readonly account: Input<string>;
  /** The last part of the name of the courier's pool. */
  readonly pool: Input<string>;
  /** What the secret is called. */
  readonly secretName: string;
  /** The key of the S3-compatible source. */
  readonly accessKey: Input<string>;
  readonly secretKey: Input<string>;
  /** The agents' container, by its digest. */
  readonly agentImage: string;
  /** From 1 to 365. @default - 90 */
  readonly keyRotationDays?: number;
  /** From 1 to 120; fixed when the key is created. @default - 7 */
  readonly keyDestructionDays?: number;
}

/** A grant takes a while to count. https://cloud.google.com/iam/docs/access-change-propagation */
const notGranted = [
  "cloudkms.cryptoKeyVersions.useToEncrypt",
  "kmsPermissionDenied",
  "Permission denied on Cloud KMS key",
];

/**
 * The machines on which a courier's agents run, with the key of the source and a key of their own for all that they keep.
 * They have no address outside their network, nobody signs in to them with a key of the project, and their disks start only
 * what is signed. None of it is protected: what they fetch, they don't keep, and when draining begins they go.
 */
export class CourierMachines extends ComponentResource {
  readonly secretId: Output<string>;

  constructor(name: string, args: CourierMachinesArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:CourierMachines", name, declared(args), opts);

    const key = this.declareKey(name, args);
    const stored = this.storeCredentials(name, args, key);
    const diskUse = this.letUse(
      `${name}-disks`,
      key,
      // https://docs.cloud.google.com/compute/docs/access/service-accounts#compute_engine_service_account
      interpolate`serviceAccount:service-${getProjectOutput({ projectId: args.projectId }, { parent: this }).number}@compute-system.iam.gserviceaccount.com`,
    );
    const script = all([args.pool, stored.version]).apply(([pool, secretVersion]) =>
      agentScript({ projectId: args.projectId, region: args.region, pool, image: args.agentImage, secretVersion }),
    );
    for (const zone of args.zones) {
      new Instance(`${name}-${zone}`, machineInputs(args, zone, key.id, script), {
        parent: this,
        dependsOn: [diskUse, stored.access],
        ...untilSettled(`${name}-${zone}-disk-key-usable`, notGranted),
      });
    }

    this.secretId = stored.secretId;
    this.registerOutputs({ secretId: this.secretId });
  }

  private declareKey(name: string, args: CourierMachinesArgs): CryptoKey {
    const ring = new KeyRing(name, { project: args.projectId, location: args.region }, { parent: this });
    return new CryptoKey(
      name,
      {
        keyRing: ring.id,
        purpose: "ENCRYPT_DECRYPT",
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
        rotationPeriod: `${(args.keyRotationDays ?? 90) * 86_400}s`,
        destroyScheduledDuration: `${(args.keyDestructionDays ?? 7) * 86_400}s`,
        labels: labels(args),
      },
      { parent: this },
    );
  }

  private letUse(name: string, key: CryptoKey, member: Input<string>): CryptoKeyIAMMember {
    return new CryptoKeyIAMMember(
      name,
      { cryptoKeyId: key.id, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", member },
      { parent: this },
    );
  }

  /** In one region, and asked for there. https://docs.cloud.google.com/secret-manager/regional-secrets/cmek-rs */
  private storeCredentials(name: string, args: CourierMachinesArgs, key: CryptoKey) {
    const agent = new ServiceIdentity(
      name,
      { project: args.projectId, service: "secretmanager.googleapis.com" },
      { parent: this },
    );
    const use = this.letUse(`${name}-secret`, key, agent.member);
    const place = { project: args.projectId, location: args.region, secretId: args.secretName };
    const stored = new RegionalSecret(
      name,
      { ...place, customerManagedEncryption: { kmsKeyName: key.id }, labels: labels(args) },
      { parent: this, dependsOn: [use], ...untilSettled(`${name}-secret-key-usable`, notGranted) },
    );
    const version = new RegionalSecretVersion(
      name,
      {
        secret: stored.id,
        secretData: secret(interpolate`AWS_ACCESS_KEY_ID=${args.accessKey}\nAWS_SECRET_ACCESS_KEY=${args.secretKey}\n`),
      },
      { parent: this, ...untilSettled(`${name}-secret-version-key-usable`, notGranted) },
    );
    const access = new RegionalSecretIamMember(
      name,
      {
        ...place,
        secretId: stored.secretId,
        role: "roles/secretmanager.secretAccessor",
        member: interpolate`serviceAccount:${args.account}`,
      },
      { parent: this },
    );
    return { secretId: stored.id, version: version.name, access };
  }
}

/** Agents want four processors and 8 GB. https://docs.cloud.google.com/storage-transfer/docs/on-prem-set-up */
function machineInputs(args: CourierMachinesArgs, zone: string, keyId: Input<string>, script: Input<string>) {
  return {
    project: args.projectId,
    zone,
    machineType: "e2-standard-4",
    bootDisk: {
      autoDelete: true,
      kmsKeySelfLink: keyId,
      initializeParams: {
        // The newest of a family when the machine is created.
        // https://docs.cloud.google.com/container-optimized-os/docs/concepts/versioning
        image: "cos-cloud/cos-stable",
        size: 50,
        type: "pd-balanced",
        labels: labels(args),
      },
    },
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
    // Without an access configuration it has no address outside the network.
    networkInterfaces: [{ subnetwork: args.subnetId, stackType: "IPV4_ONLY" }],
    canIpForward: false,
    serviceAccount: {
      email: args.account,
      // What it may do, its roles say. https://docs.cloud.google.com/compute/docs/access/service-accounts#scopes_best_practice
      scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    },
    metadata: {
      "block-project-ssh-keys": "TRUE",
      "enable-oslogin": "TRUE",
      "serial-port-enable": "FALSE",
      "google-logging-enabled": "true",
    },
    // Unlike the metadata key, this makes the machine anew when it changes.
    metadataStartupScript: script,
    labels: labels(args),
  };
}

function refuseWrong(name: string, args: CourierMachinesArgs): void {
  check.refuseWrong("courier machines", name, {
    ...declarationChecks(args),
    projectId: check.against(args.projectId, googleProjectId),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    ...check.againstEach("zones", args.zones, zoneIn(args.region, `${args.region}-a`)),
    secretName: check.against(args.secretName, courierName),
    agentImage: check.against(args.agentImage, googleImage),
    keyRotationDays: check.against(args.keyRotationDays, check.days(1, 365)),
    keyDestructionDays: check.against(args.keyDestructionDays, check.days(1, 120)),
  });
}
