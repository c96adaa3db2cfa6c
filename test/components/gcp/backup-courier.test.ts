import { Provider } from "@pulumi/gcp/provider";
import { BackupCourier } from "../../../components/gcp/backup-courier";
import type { BackupCourierArgs } from "../../../components/gcp/backup-courier";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const source = {
  host: "acme.compat.objectstorage.us-ashburn-1.oraclecloud.com",
  bucketName: "user-data",
  region: "us-ashburn-1",
};

function build(seen: Seen, change: Partial<BackupCourierArgs> = {}): BackupCourier {
  return new BackupCourier(
    "courier",
    {
      dataClass: "us-user",
      owner: "data-platform",
      projectId: "acme-backup",
      courierName: "enclave-courier",
      arrivalsBucketName: "acme-arrivals",
      bucketName: "acme-backup-singapore",
      source,
      ...change,
    },
    { ...seen, provider: new Provider("singapore", { region: "asia-southeast1" }) },
  );
}

function child(type: string, name: string, inputs: object, after: readonly string[] = []): Recorded {
  return {
    type,
    name,
    inputs: { ...inputs },
    parent: "stateside:gcp:BackupCourier courier",
    provider: "singapore",
    protect: false,
    after,
    deletedWith: undefined,
  };
}

const project = "acme-backup";
const agents = "serviceAccount:courier@acme.iam.gserviceaccount.com";
const service = "serviceAccount:project-111122223333@storage-transfer-service.iam.gserviceaccount.com";

const ofProject = (name: string, role: string, member: string) =>
  child("gcp:projects/iAMMember:IAMMember", name, { project, role, member });
const ofBucket = (name: string, bucket: string, role: string, member: string) =>
  child("gcp:storage/bucketIAMMember:BucketIAMMember", name, { bucket, role, member });

const grants = [
  ofProject("courier-agent", "roles/storagetransfer.transferAgent", agents),
  ofProject("courier-log", "roles/logging.logWriter", agents),
  ofBucket("courier-agents", "acme-arrivals", "roles/storage.objectUser", agents),
  ofBucket("courier-arrivals", "acme-arrivals", "roles/storage.legacyBucketWriter", service),
  ofBucket("courier-arrivals-read", "acme-arrivals", "roles/storage.objectViewer", service),
  ofBucket("courier-backup", "acme-backup-singapore", "roles/storage.legacyBucketWriter", service),
];
const granted = grants.map(({ type, name }) => `${type} ${name}`);
const transferOptions = {
  overwriteWhen: "DIFFERENT",
  deleteObjectsUniqueInSink: false,
  deleteObjectsFromSourceAfterTransfer: false,
};

function job(purpose: string, minutes: number, description: string, transferSpec: object): Recorded {
  return child(
    "gcp:storage/transferJob:TransferJob",
    `courier-${purpose}`,
    {
      project,
      name: `transferJobs/enclave-courier-${purpose}`,
      description,
      transferSpec: { ...transferSpec, transferOptions },
      status: "ENABLED",
      schedule: {
        scheduleStartDate: { year: 2022, month: 1, day: 1 },
        startTimeOfDay: { hours: 0, minutes, seconds: 0, nanos: 0 },
        repeatInterval: "14400s",
      },
      loggingConfig: { logActions: ["FIND", "COPY", "DELETE"], logActionStates: ["SUCCEEDED", "FAILED"] },
    },
    granted,
  );
}

it("declares agents that fetch arrivals and a service that takes them to the backup, with no more rights than that", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:BackupCourier",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    child("gcp:serviceaccount/account:Account", "courier", {
      project,
      accountId: "enclave-courier",
      displayName: "Courier",
      description: "Machines that bring copies from the enclave",
    }),
    ofProject("courier-service", "roles/storagetransfer.serviceAgent", service),
    child(
      "gcp:storage/transferAgentPool:TransferAgentPool",
      "courier",
      { project, name: "enclave-courier", displayName: "From the enclave" },
      ["gcp:projects/iAMMember:IAMMember courier-service"],
    ),
    ...grants,
    job("fetch", 0, "Fetches objects of the enclave", {
      sourceAgentPoolName: "courier-id",
      awsS3CompatibleDataSource: {
        endpoint: source.host,
        bucketName: "user-data",
        region: "us-ashburn-1",
        s3Metadata: {
          protocol: "NETWORK_PROTOCOL_HTTPS",
          authMethod: "AUTH_METHOD_AWS_SIGNATURE_V4",
          requestModel: "REQUEST_MODEL_PATH_STYLE",
        },
      },
      gcsDataSink: { bucketName: "acme-arrivals" },
    }),
    job("keep", 30, "Takes arrivals to the backup", {
      gcsDataSource: { bucketName: "acme-arrivals" },
      gcsDataSink: { bucketName: "acme-backup-singapore" },
    }),
  ]);
});

it("fetches as often as it is told", async () => {
  const declared = await record((seen) => build(seen, { copyHours: 1 }));
  const schedules = declared.flatMap(({ inputs }) => ("schedule" in inputs ? [inputs["schedule"]] : []));
  expect(schedules).toEqual([
    expect.objectContaining({ repeatInterval: "3600s" }),
    expect.objectContaining({ repeatInterval: "3600s" }),
  ]);
});

it.each<[Partial<BackupCourierArgs>, string]>([
  [
    { courierName: "goog-courier" },
    "backup courier `courier`: `courierName` is `goog-courier`; use 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last, not starting with `goog`",
  ],
  [
    { source: { ...source, host: "https://acme.example.com" } },
    "backup courier `courier`: `source.host` is `https://acme.example.com`; use a host name in small letters, such as `www.example.com`",
  ],
  [
    { source: { ...source, region: "eu-frankfurt-1" } },
    "backup courier `courier`: `source.region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ copyHours: 25 }, "backup courier `courier`: `copyHours` is `25`; use a whole number of hours from 1 to 24"],
  [
    { projectId: "ACME" },
    "backup courier `courier`: `projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
