import type { Invariant } from "../invariant";
import { about, at, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";

/** Days: evidence can't be changed for so long at least. */
const leastDays = 400;

/** What belongs to a bucket. */
function ofBucket(enclave: Enclave, kind: string, bucket: One): One {
  return named(enclave, `aws:s3/bucket${kind}`, bucket.name);
}

const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const awsBucketsArePrivate: Invariant = {
  name: "aws-buckets-are-private",
  says: "on AWS, no bucket is public, or somebody else's, or without a key of its own region and center",
  *problems(enclave) {
    for (const bucket of some(enclave, "aws:s3/bucket")) {
      const block = ofBucket(enclave, "PublicAccessBlock", bucket);
      for (const one of blocks) if (at(block, one) !== true) yield `${about(bucket)}: ${one}`;
      if (text(ofBucket(enclave, "OwnershipControls", bucket), "rule.objectOwnership") !== "BucketOwnerEnforced")
        yield `${about(bucket)} has objects of others`;
      const [rule] = rows(ofBucket(enclave, "ServerSideEncryptionConfiguration", bucket), "rules");
      const key = enclave.find(
        text(rule ?? {}, "applyServerSideEncryptionByDefault.kmsMasterKeyId").replace(/#.*$/, ""),
      );
      if (key?.region !== bucket.region || key?.name !== bucket.name) yield `${about(bucket)} has no key of its own`;
      if (text(rule ?? {}, "applyServerSideEncryptionByDefault.sseAlgorithm") !== "aws:kms")
        yield `${about(bucket)} is Amazon's to read`;
      if (texts(rule ?? {}, "blockedEncryptionTypes").join() !== "SSE-C") yield `${about(bucket)} takes anybody's keys`;
      if (at(bucket, "forceDestroy") !== false) yield `${about(bucket)} is emptied when it is deleted`;
      for (const kind of ["Policy", "Versioning", "ObjectLockConfiguration", "LifecycleConfiguration"])
        if (at(ofBucket(enclave, kind, bucket), "bucket") !== bucket.urn) yield `${about(bucket)} has no ${kind}`;
    }
  },
};

export const backupsCanBeRestored: Invariant = {
  name: "backups-can-be-restored",
  says: "on AWS, copies are versioned and locked, a second time in a locked vault, under keys that can't be lost in a hurry, and end when users were promised",
  *problems(enclave) {
    const bucket = named(enclave, "aws:s3/bucket", "backup");
    if (at(bucket, "objectLockEnabled") !== true) yield "the backup can't be locked";
    if (text(ofBucket(enclave, "Versioning", bucket), "versioningConfiguration.status") !== "Enabled")
      yield "the backup has no versions";
    const lock = ofBucket(enclave, "ObjectLockConfiguration", bucket);
    const days = Number(at(lock, "rule.defaultRetention.days"));
    if (!(days >= 30) || text(lock, "rule.defaultRetention.mode") !== "GOVERNANCE")
      yield `the backup is locked for ${days} days`;
    const rules = rows(ofBucket(enclave, "LifecycleConfiguration", bucket), "rules").filter(
      ({ status }) => status === "Enabled",
    );
    if (!rules.some((rule) => Number(at(rule, "noncurrentVersionExpiration.noncurrentDays")) >= days))
      yield "what is replaced stays for ever";
    if (!rules.some((rule) => Number(at(rule, "abortIncompleteMultipartUpload.daysAfterInitiation")) > 0))
      yield "unfinished uploads stay";
    if (!rules.some((rule) => at(rule, "expiration.expiredObjectDeleteMarker") === true))
      yield "marks of what is gone stay";
    if (rules.some((rule) => at(rule, "expiration.days") !== undefined)) yield "copies in use expire";
    const vault = named(enclave, "aws:backup/vault", "vault");
    if (at(vault, "forceDestroy") !== false) yield "the vault is emptied when it is deleted";
    const own = enclave.find(text(vault, "kmsKeyArn").replace(/#.*$/, ""));
    if (own?.name !== "vault") yield "the vault has no key of its own";
    const locked = named(enclave, "aws:backup/vaultLockConfiguration", "vault");
    const [rule, ...more] = rows(named(enclave, "aws:backup/plan", "vault"), "rules");
    const kept = Number(at(rule ?? {}, "lifecycle.deleteAfter"));
    if (more.length > 0 || !(kept >= 30)) yield `points are kept for ${kept} days`;
    for (const bound of ["minRetentionDays", "maxRetentionDays"])
      if (Number(at(locked, bound)) !== kept) yield `the vault's ${bound} isn't that of its points`;
    for (const each of [text(locked, "backupVaultName"), text(rule ?? {}, "targetVaultName")])
      if (each !== text(vault, "name")) yield "points go elsewhere than into the locked vault";
    const selection = named(enclave, "aws:backup/selection", "vault");
    if (texts(selection, "resources").join() !== `arn:aws:s3:::${text(bucket, "bucket")}`)
      yield "the vault doesn't keep the backup";
    if (enclave.find(at(selection, "planId")) === undefined) yield "nobody says when the vault keeps it";
    for (const key of some(enclave, "aws:kms/key")) {
      if (at(key, "enableKeyRotation") !== true || !(Number(at(key, "rotationPeriodInDays")) <= 365))
        yield `${about(key)} doesn't rotate`;
      const isStores = key.name === "evidence" || key.name === "vault" || text(key, "description").includes("bucket");
      if (!(Number(at(key, "deletionWindowInDays")) >= (isStores ? 30 : 7))) yield `${about(key)} is soon gone`;
    }
    for (const group of some(enclave, "aws:cloudwatch/logGroup")) {
      const key = enclave.find(text(group, "kmsKeyId").replace(/#.*$/, ""));
      if (key?.region !== group.region) yield `${about(group)} has no key`;
      if (!(Number(at(group, "retentionInDays")) >= 30)) yield `${about(group)} is soon gone`;
    }
    const machine = named(enclave, "aws:ec2/instance", "courier");
    const disk = enclave.find(text(machine, "rootBlockDevice.kmsKeyId").replace(/#.*$/, ""));
    if (disk?.name !== "courier") yield `${about(machine)} has no key of its own`;
  },
};

export const couriersBringFromPrimary: Invariant = {
  name: "couriers-bring-from-primary",
  says: "on AWS, the courier copies by TLS from the primary's bucket into the backup, deletes nothing there, and says what it did",
  *problems(enclave) {
    const from = named(enclave, "aws:datasync/locationObjectStorage", "courier");
    if (text(from, "serverProtocol") !== "HTTPS") yield "copies come in the clear";
    if (!/\.compat\.objectstorage\.us-ashburn-1\.oraclecloud\.com$/.test(text(from, "serverHostname")))
      yield "copies come from elsewhere";
    const primary = named(enclave, "oci:ObjectStorage/bucket", "user-data");
    if (at(from, "bucketName") !== at(primary, "name")) yield "copies are of another bucket";
    if (members(from, "agentArns").length !== 1) yield "nobody brings copies";
    const backup = named(enclave, "aws:s3/bucket", "backup");
    const to = named(enclave, "aws:datasync/s3Location", "courier");
    if (text(to, "s3BucketArn") !== `arn:aws:s3:::${text(backup, "bucket")}`) yield "copies go elsewhere";
    if (!text(to, "s3Config.bucketAccessRoleArn").endsWith("-courier")) yield "copies are written by somebody else";
    const task = named(enclave, "aws:datasync/task", "courier");
    if (at(task, "sourceLocationArn") !== `${from.urn}#arn` || at(task, "destinationLocationArn") !== `${to.urn}#arn`)
      yield "the courier goes another way";
    if (text(task, "options.preserveDeletedFiles") !== "PRESERVE") yield "what is deleted there is deleted here";
    if (text(task, "options.logLevel") !== "TRANSFER") yield "nobody knows what was copied";
    if (!text(task, "options.verifyMode").startsWith("ONLY_FILES")) yield "copies aren't compared";
    if (enclave.find(text(task, "cloudwatchLogGroupArn").replace(/#.*$/, ""))?.name !== "courier")
      yield "nobody reads what was copied";
    if (text(task, "schedule.scheduleExpression") === "") yield "copies are never made";
  },
};

/** What the trail records: of which objects, and whether of readers alone. */
const recorded = ["Management", "Data backup", "Data evidence read"];

export const accessIsEvidence: Invariant = {
  name: "access-is-evidence",
  says: "on AWS, every request about the account and every access to backup and evidence is recorded, in another US region, where nobody can change it for 400 days",
  *problems(enclave) {
    const trail = named(enclave, "aws:cloudtrail/trail", "access");
    for (const flag of ["enableLogFileValidation", "includeGlobalServiceEvents", "isMultiRegionTrail"])
      if (at(trail, flag) !== true) yield `${about(trail)} has no ${flag}`;
    const bucket = named(enclave, "aws:s3/bucket", "evidence");
    if (enclave.find(at(trail, "s3BucketName")) !== bucket) yield `${about(trail)} is kept elsewhere`;
    if (enclave.find(text(trail, "kmsKeyId").replace(/#.*$/, ""))?.name !== "evidence")
      yield `${about(trail)} has no key`;
    const center = named(enclave, "aws:s3/bucket", "backup");
    if (bucket.region === center.region || bucket.region?.startsWith("us-") !== true)
      yield "evidence is where the center is";
    const found = rows(trail, "advancedEventSelectors").map((selector) => {
      const by = new Map(rows(selector, "fieldSelectors").map((field) => [field["field"], field]));
      const equals = (name: string) => texts(by.get(name) ?? {}, "equals").join();
      const of = texts(by.get("resources.ARN") ?? {}, "startsWiths").map(
        (arn) => [center, bucket].find((each) => arn === `arn:aws:s3:::${text(each, "bucket")}/`)?.name,
      );
      const type = equals("resources.type");
      if (equals("eventCategory") === "Data" && type !== "AWS::S3::Object") return `Data of ${type}`;
      return [equals("eventCategory"), ...of, ...(equals("readOnly") === "true" ? ["read"] : [])].join(" ");
    });
    if (found.join() !== recorded.join()) yield `${about(trail)} records ${found.join() || "nothing"}`;
    if (at(bucket, "objectLockEnabled") !== true) yield "evidence can't be locked";
    const lock = ofBucket(enclave, "ObjectLockConfiguration", bucket);
    const days = Number(at(lock, "rule.defaultRetention.days"));
    if (text(lock, "rule.defaultRetention.mode") !== "COMPLIANCE" || !(days >= leastDays))
      yield `evidence is locked for ${days} days`;
    if (text(ofBucket(enclave, "Versioning", bucket), "versioningConfiguration.status") !== "Enabled")
      yield "evidence has no versions";
    const expired = rows(ofBucket(enclave, "LifecycleConfiguration", bucket), "rules").filter(
      ({ status }) => status === "Enabled",
    );
    if (!expired.some((rule) => Number(at(rule, "expiration.days")) > days))
      yield "evidence stays for ever, or not until its lock is over";
  },
};
