import path from "node:path";
import { noBaseline } from "../../policies/residency/baseline";
import { loadCatalog } from "../../policies/residency/catalog";
import { buildEstate, type Estate, type Resource } from "../../policies/residency/estate";
import { loadMovements } from "../../policies/residency/movements";
import { isRecord, record, type Value, type Values } from "../../policies/residency/values";
import { rules } from "../../policies/rules";
import { judge, type Finding } from "../../policies/rules/judge";
import { resource } from "../support/estates";
import { previewStacks, readMandate } from "./previewed";

const root = path.join(__dirname, "../..");
const mandateFile = path.join(root, "test/fixtures/mandates/draining.yaml");
const terms = { catalog: loadCatalog(), movements: loadMovements(), waivers: [], baseline: noBaseline };

const drainingMandate = (change?: (text: string) => string) => readMandate(mandateFile, change);

describe("the project's stacks while all centers drain from 1 August to 30 September 2022", () => {
  let estate: Estate;

  beforeAll(async () => {
    ({ estate } = await previewStacks(mandateFile));
  }, 60_000);

  const found = (date: string, seen = estate, mandate = drainingMandate()): readonly Finding[] =>
    judge(seen, rules, { ...terms, mandate, date }).findings;
  const drained = (date: string, seen = estate, mandate = drainingMandate()): string[] =>
    found(date, seen, mandate)
      .filter(({ rule }) => rule === "backups-drain-on-time" || rule === "deletion-is-irretrievable")
      .map(({ rule, verdict, resource: { stack, type }, evidence }) =>
        [rule, verdict, stack, type, evidence.about ?? "-"].join(" "),
      )
      .sort();

  /** The estate with the inputs changed of one resource, the backup bucket's. */
  function changed(stack: string, type: string, change: (inputs: Values) => Values): Estate {
    const isIt = (one: Resource) =>
      one.stack === stack && one.type === type && one.urn.includes(":BackupBucket$") && one.name === "backup";
    expect(estate.resources.filter(isIt)).toHaveLength(1);
    const resources = estate.resources.map((one) => (isIt(one) ? { ...one, inputs: change(one.inputs) } : one));
    return buildEstate(estate.scope, estate.stacks, resources, estate.gaps, estate.states);
  }

  it.each(["2022-08-01", "2022-09-30"])("are clean on %s", (date) => {
    expect(found(date)).toEqual([]);
  });

  const leftovers = [
    "backup-singapore gcp:kms/cryptoKey:CryptoKey",
    "backup-singapore gcp:kms/keyRing:KeyRing",
    "backup-singapore gcp:storage/bucket:Bucket",
    "backup-singapore gcp:storage/bucket:Bucket",
    "backup-virginia aws:backup/vault:Vault",
    "backup-virginia aws:cloudwatch/logGroup:LogGroup",
    "backup-virginia aws:kms/key:Key",
    "backup-virginia aws:kms/key:Key",
    "backup-virginia aws:kms/key:Key",
    "backup-virginia aws:s3/bucket:Bucket",
    "legacy-google gcp:kms/cryptoKey:CryptoKey",
    "legacy-google gcp:kms/cryptoKey:CryptoKey",
    "legacy-google gcp:kms/keyRing:KeyRing",
    "legacy-google gcp:storage/bucket:Bucket",
    "legacy-google gcp:storage/bucket:Bucket",
  ].map((what) => `backups-drain-on-time refused ${what} held`);

  it("are refused on the day after, each store of a center, and no evidence", () => {
    expect(drained("2022-10-01")).toEqual(leftovers);
  });

  it("are refused if a day less is left, as the rules that empty the buckets need all of it", () => {
    const shorter = drainingMandate((text) => text.replaceAll("until: 2022-09-30", "until: 2022-09-29"));
    expect(drained("2022-08-01", estate, shorter)).toEqual([
      "backups-drain-on-time refused backup-singapore gcp:storage/bucket:Bucket content",
      "backups-drain-on-time refused backup-singapore gcp:storage/bucket:Bucket content",
      "backups-drain-on-time refused legacy-google gcp:storage/bucket:Bucket content",
      "deletion-is-irretrievable refused backup-virginia aws:s3/bucket:Bucket versions",
    ]);
  });

  it("are refused in a center that is deleted", () => {
    const over = drainingMandate((text) => text.replaceAll("phase: draining", "phase: deleted"));
    expect(drained("2022-09-01", estate, over)).toEqual(leftovers);
  });

  const without =
    (...names: readonly string[]) =>
    (inputs: Values) =>
      dropped(inputs, names);
  const lifecycle = "backup-virginia aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
  const s3 = "backup-virginia aws:s3/bucket:Bucket";
  const gcs = "backup-singapore gcp:storage/bucket:Bucket";

  const refused = (of: string, ...abouts: readonly string[]) =>
    abouts.map((about) => {
      const isDrained = about === "content" || about === "uploads";
      return `${isDrained ? "backups-drain-on-time" : "deletion-is-irretrievable"} refused ${of} ${about}`;
    });

  it.each<readonly [string, string, (inputs: Values) => Values, string[]]>([
    ["expiry in S3", lifecycle, without("expiration"), refused(s3, "content")],
    ["expiry of noncurrent versions in S3", lifecycle, without("noncurrentVersionExpiration"), refused(s3, "versions")],
    ["the end of uploads in S3", lifecycle, without("abortIncompleteMultipartUpload"), refused(s3, "uploads")],
    [
      "S3's rules being enabled",
      lifecycle,
      (inputs) => replaced(inputs, "status", "Disabled"),
      refused(s3, "content", "uploads", "versions"),
    ],
    [
      "the end of S3's lock",
      "backup-virginia aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      (inputs) => ({ ...inputs, rule: record([["defaultRetention", record([["days", 58]])]]) }),
      refused(s3, "lock"),
    ],
    ["expiry in Cloud Storage", gcs, (inputs) => replaced(inputs, "age", 58), refused(gcs, "content", "uploads")],
    [
      "expiry of noncurrent versions in Cloud Storage",
      gcs,
      (inputs) => replaced(inputs, "withState", "LIVE"),
      refused(gcs, "versions"),
    ],
    ["soft delete being off", gcs, without("softDeletePolicy"), refused(gcs, "soft-delete")],
    ["rules in Cloud Storage", gcs, without("lifecycleRules"), refused(gcs, "content", "uploads", "versions")],
    [
      "a window of the key in Cloud KMS that is over in time",
      "backup-singapore gcp:kms/cryptoKey:CryptoKey",
      (inputs) => ({ ...inputs, destroyScheduledDuration: "5270400s" }),
      refused("backup-singapore gcp:kms/cryptoKey:CryptoKey", "key-destruction"),
    ],
  ])("are refused without %s", (_, of, change, expected) => {
    const [stack = "", type = ""] = of.split(" ");
    expect(drained("2022-08-15", changed(stack, type, change))).toEqual(expected);
  });

  it("are refused if the key's window in KMS, 30 days unless stated, is longer than the center has", () => {
    const short = drainingMandate((text) => text.replaceAll("phaseSince: 2022-08-01", "phaseSince: 2022-09-01"));
    const key = "backup-virginia aws:kms/key:Key key-destruction";
    expect(drained("2022-09-01", estate, short)).not.toContain(`deletion-is-irretrievable refused ${key}`);
    const unstated = changed("backup-virginia", "aws:kms/key:Key", without("deletionWindowInDays"));
    expect(drained("2022-09-01", unstated, short)).toContain(`deletion-is-irretrievable refused ${key}`);
  });

  it("are refused with a movement in, from wherever it comes", () => {
    const orders = resource("aws:s3/bucket:Bucket", "orders", { bucket: "orders" }, { stack: "shop" });
    const replication = resource(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "orders-to-virginia",
      {
        bucket: "orders",
        rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::stateside-example-backup-virginia" } }],
      },
      { stack: "shop" },
    );
    const seen = buildEstate(estate.scope, estate.stacks, [...estate.resources, orders, replication], estate.gaps);
    const [finding] = found("2022-08-15", seen).filter(({ rule }) => rule === "backups-drain-on-time");
    expect(finding?.verdict).toBe("refused");
    expect(finding?.evidence.message).toBe(
      'bucket replication config "orders-to-virginia" replicates us-user data of bucket "orders" ' +
        "into center `virginia`, which takes nothing in while it drains",
    );
  });
});

/** Without any member of this name, however deep. */
function dropped(values: Values, names: readonly string[]): Values {
  const kept = Object.entries(values).filter(([key]) => !names.includes(key));
  return record(kept.map(([key, value]) => [key, mapped(value, (inner) => dropped(inner, names))]));
}

function replaced(values: Values, name: string, by: Value): Values {
  return record(
    Object.entries(values).map(([key, value]) => [
      key,
      key === name ? by : mapped(value, (inner) => replaced(inner, name, by)),
    ]),
  );
}

function mapped(value: Value, change: (inner: Values) => Values): Value {
  if (Array.isArray(value)) return value.map((member: Value) => mapped(member, change));
  return isRecord(value) ? change(value) : value;
}
