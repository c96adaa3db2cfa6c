import { Provider } from "@pulumi/gcp/provider";
import { agentScript } from "../../../components/gcp/agent-script";
import { CourierMachines } from "../../../components/gcp/courier-machines";
import type { CourierMachinesArgs } from "../../../components/gcp/courier-machines";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

const agentImage = `gcr.io/cloud-ingest/tsop-agent@sha256:${"a".repeat(64)}`;

function build(seen: Seen, change: Partial<CourierMachinesArgs> = {}): CourierMachines {
  return new CourierMachines(
    "courier",
    {
      dataClass: "us-user",
      owner: "data-platform",
      projectId: "acme-backup",
      region: "asia-southeast1",
      zones: ["asia-southeast1-a", "asia-southeast1-b"],
      subnetId: "subnet-id",
      account: "courier@acme-backup.iam.gserviceaccount.com",
      pool: "enclave-pool",
      secretName: "enclave-courier",
      accessKey: "example-id",
      secretKey: "example-key",
      agentImage,
      ...change,
    },
    { ...seen, provider: new Provider("singapore", { region: "asia-southeast1" }) },
  );
}

const labels = { "data-class": "us-user", owner: "data-platform" };
const use = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
const access = "gcp:secretmanager/regionalSecretIamMember:RegionalSecretIamMember";

function child(type: string, name: string, inputs: object, after: readonly string[] = []): object {
  const parent = "stateside:gcp:CourierMachines courier";
  return { type, name, inputs, parent, provider: "singapore", protect: false, after, deletedWith: undefined };
}

function keyUse(name: string, member: string): object {
  return child(use, name, {
    cryptoKeyId: "courier-id",
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member,
  });
}

function machine(zone: string): object {
  return child(
    "gcp:compute/instance:Instance",
    `courier-${zone}`,
    {
      project: "acme-backup",
      zone,
      machineType: "e2-standard-4",
      bootDisk: {
        autoDelete: true,
        kmsKeySelfLink: "courier-id",
        initializeParams: { image: "cos-cloud/cos-stable", size: 50, type: "pd-balanced", labels },
      },
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
      // No access configuration: no address outside the network.
      networkInterfaces: [{ subnetwork: "subnet-id", stackType: "IPV4_ONLY" }],
      canIpForward: false,
      serviceAccount: {
        email: "courier@acme-backup.iam.gserviceaccount.com",
        scopes: ["https://www.googleapis.com/auth/cloud-platform"],
      },
      metadata: {
        "block-project-ssh-keys": "TRUE",
        "enable-oslogin": "TRUE",
        "serial-port-enable": "FALSE",
        "google-logging-enabled": "true",
      },
      metadataStartupScript: agentScript({
        projectId: "acme-backup",
        region: "asia-southeast1",
        pool: "enclave-pool",
        image: agentImage,
        secretVersion: "courier-secret/versions/1",
      }),
      labels,
    },
    [`${use} courier-disks`, `${access} courier`],
  );
}

it("declares a machine in each zone, without an address outside, whose disk and secret have a key of their own", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:CourierMachines",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    child("gcp:kms/keyRing:KeyRing", "courier", { project: "acme-backup", location: "asia-southeast1" }),
    child("gcp:kms/cryptoKey:CryptoKey", "courier", {
      keyRing: "courier-id",
      purpose: "ENCRYPT_DECRYPT",
      versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
      rotationPeriod: "7776000s",
      destroyScheduledDuration: "604800s",
      labels,
    }),
    child("gcp:projects/serviceIdentity:ServiceIdentity", "courier", {
      project: "acme-backup",
      service: "secretmanager.googleapis.com",
    }),
    keyUse("courier-secret", "serviceAccount:courier-agent@example"),
    child(
      "gcp:secretmanager/regionalSecret:RegionalSecret",
      "courier",
      {
        project: "acme-backup",
        location: "asia-southeast1",
        secretId: "enclave-courier",
        customerManagedEncryption: { kmsKeyName: "courier-id" },
        labels,
      },
      [`${use} courier-secret`],
    ),
    child("gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion", "courier", {
      secret: "courier-id",
      // What the engine is told of a secret.
      secretData: expect.objectContaining({
        value: "AWS_ACCESS_KEY_ID=example-id\nAWS_SECRET_ACCESS_KEY=example-key\n",
      }) as unknown,
    }),
    child(access, "courier", {
      project: "acme-backup",
      location: "asia-southeast1",
      secretId: "enclave-courier",
      role: "roles/secretmanager.secretAccessor",
      member: "serviceAccount:courier@acme-backup.iam.gserviceaccount.com",
    }),
    keyUse("courier-disks", "serviceAccount:service-111122223333@compute-system.iam.gserviceaccount.com"),
    machine("asia-southeast1-a"),
    machine("asia-southeast1-b"),
  ]);
});

it("tells the source's key to nothing but the secret", async () => {
  const declared = await record(build);
  const told = declared.filter(({ inputs }) => JSON.stringify(inputs).includes("example-key"));
  expect(told.map(({ type }) => type)).toEqual(["gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion"]);
});

const image =
  "use an image by its digest, `gcr.io/<path>@sha256:<64 digits>` or `<location>-docker.pkg.dev/<path>@sha256:<64 digits>`";

it.each<[Partial<CourierMachinesArgs>, string]>([
  [
    { zones: ["asia-southeast1-a", "us-east4-a"] },
    "courier machines `courier`: `zones[1]` is `us-east4-a`; use a zone of `asia-southeast1`, such as `asia-southeast1-a`",
  ],
  [
    { zones: [] },
    "courier machines `courier`: `zones` is `[]`; use at least one: a zone of `asia-southeast1`, such as `asia-southeast1-a`",
  ],
  [
    { agentImage: "gcr.io/cloud-ingest/tsop-agent:latest" },
    `courier machines \`courier\`: \`agentImage\` is \`gcr.io/cloud-ingest/tsop-agent:latest\`; ${image}`,
  ],
  [
    { agentImage: `docker.io/library/agent@sha256:${"a".repeat(64)}` },
    `courier machines \`courier\`: \`agentImage\` is \`docker.io/library/agent@sha256:${"a".repeat(64)}\`; ${image}`,
  ],
  [
    { secretName: "c" },
    "courier machines `courier`: `secretName` is `c`; use 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last, not starting with `goog`",
  ],
  [
    { keyDestructionDays: 121 },
    "courier machines `courier`: `keyDestructionDays` is `121`; use a whole number of days from 1 to 120",
  ],
  [
    { keyRotationDays: 366 },
    "courier machines `courier`: `keyRotationDays` is `366`; use a whole number of days from 1 to 365",
  ],
  [
    { region: "asia-southeast9", zones: ["asia-southeast1-a"] },
    "courier machines `courier`: `region` is `asia-southeast9`; use a Google Cloud region\n" +
      "courier machines `courier`: `zones[0]` is `asia-southeast1-a`; use a zone of `asia-southeast9`, such as `asia-southeast9-a`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
