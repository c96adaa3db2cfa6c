import type { Invariant } from "../invariant";
import { about, at, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";

/** Days: evidence can't be changed for so long at least. */
const leastDays = 400;
const day = 86_400;

/** Where it is: its own input, or its ring's. */
function placeOf(enclave: Enclave, each: One): string {
  const ring = enclave.find(at(each, "keyRing"));
  return text(ring ?? each, "location");
}

export const googleBucketsArePrivate: Invariant = {
  name: "google-buckets-are-private",
  says: "on Google Cloud, buckets are in their center's region, open to nobody by list or mistake, and encrypted by a key of their own region alone",
  *problems(enclave) {
    for (const bucket of some(enclave, "gcp:storage/bucket")) {
      if (text(bucket, "location").toLowerCase() !== bucket.region)
        yield `${about(bucket)} is in ${text(bucket, "location")}`;
      if (text(bucket, "publicAccessPrevention") !== "enforced") yield `${about(bucket)} may be public`;
      if (at(bucket, "uniformBucketLevelAccess") !== true) yield `${about(bucket)} has lists of its own`;
      if (at(bucket, "forceDestroy") !== false) yield `${about(bucket)} is emptied when it is deleted`;
      const key = enclave.find(at(bucket, "encryption.defaultKmsKeyName"));
      if (key === undefined || placeOf(enclave, key) !== bucket.region)
        yield `${about(bucket)} has no key of its region`;
      for (const kind of ["customerSupplied", "googleManaged"])
        if (text(bucket, `encryption.${kind}EncryptionEnforcementConfig.restrictionMode`) !== "FullyRestricted")
          yield `${about(bucket)} takes ${kind} keys`;
      if (bucket.stack === "legacy-google") yield* wrongFilter(enclave, bucket);
    }
    for (const grant of some(enclave, "gcp:storage/bucketIAMMember")) {
      if (/^all(?:Authenticated)?Users$/.test(text(grant, "member"))) yield `${about(grant)} lets anybody in`;
      if (/admin|owner/i.test(text(grant, "role"))) yield `${about(grant)} lets somebody decide who is let in`;
    }
  },
};

function* wrongFilter(enclave: Enclave, bucket: One) {
  const block = texts(named(enclave, "oci:Core/vcn", "primary-application"), "cidrBlocks").join();
  if (text(bucket, "ipFilter.mode") !== "Enabled") yield `${about(bucket)} is reached from anywhere`;
  const sources = rows(bucket, "ipFilter.vpcNetworkSources");
  if (sources.length > 0 && at(bucket, "ipFilter.allowCrossOrgVpcs") !== false)
    yield `${about(bucket)} lets other organizations in`;
  if (sources.length === 0 && !bucket.name.endsWith("-inventory")) yield `${about(bucket)} isn't reached by the line`;
  const ranges = texts(bucket, "ipFilter.publicNetworkSource.allowedIpCidrRanges");
  if (ranges.length === 0) yield `nobody who deploys reaches ${about(bucket)}`;
  for (const range of ranges)
    if (!(Number(range.split("/")[1]) >= 16)) yield `${about(bucket)} is reached from ${range}`;
  for (const source of sources) {
    if (
      enclave.find(source["network"])?.type !== "gcp:compute/network:Network" ||
      texts(source, "allowedIpCidrRanges").join() !== block
    )
      yield `${about(bucket)} is reached from another network than the enclave's`;
  }
}

export const googleCopiesCanBeRestored: Invariant = {
  name: "google-copies-can-be-restored",
  says: "on Google Cloud, the backup is kept for 30 days, with versions; what is replaced, left over or listed ends when users were promised",
  *problems(enclave) {
    const backup = named(enclave, "gcp:storage/bucket", "backup");
    if (!(Number(at(backup, "retentionPolicy.retentionPeriod")) >= 30 * day)) yield "the backup isn't kept";
    if (at(backup, "retentionPolicy.isLocked") !== false) yield "the backup can't end with the center";
    if (at(backup, "versioning.enabled") !== true) yield "the backup has no versions";
    for (const bucket of some(enclave, "gcp:storage/bucket")) {
      const rules = rows(bucket, "lifecycleRules").map((rule) => {
        const age = at(rule, "condition.age") ?? at(rule, "condition.daysSinceNoncurrentTime");
        return [
          text(rule, "action.type"),
          text(rule, "condition.withState"),
          ...(Number(age) > 0 ? ["in time"] : []),
        ].join(" ");
      });
      if (!rules.includes("AbortIncompleteMultipartUpload  in time"))
        yield `unfinished uploads stay in ${about(bucket)}`;
      const isListing = bucket.name.endsWith("-inventory");
      const isVersioned = bucket === backup || bucket.name.startsWith("legacy-stateside");
      if (isVersioned && !rules.includes("Delete ARCHIVED in time")) yield `what is replaced stays in ${about(bucket)}`;
      if (isListing && !rules.includes("Delete ANY in time")) yield `lists stay in ${about(bucket)}`;
      if (!isListing && rules.some((rule) => rule.startsWith("Delete") && !rule.includes("ARCHIVED")))
        yield `${about(bucket)} deletes what is in use`;
      if (isVersioned && !(Number(at(bucket, "softDeletePolicy.retentionDurationSeconds")) >= 7 * day))
        yield `${about(bucket)} can't be brought back`;
    }
    for (const key of some(enclave, "gcp:kms/cryptoKey")) {
      if (text(key, "versionTemplate.protectionLevel") !== "HSM") yield `${about(key)} may leave the hardware`;
      if (!(Number.parseInt(text(key, "rotationPeriod"), 10) <= 365 * day)) yield `${about(key)} doesn't rotate`;
      if (!(Number.parseInt(text(key, "destroyScheduledDuration"), 10) >= 7 * day)) yield `${about(key)} is soon gone`;
    }
    const secret = named(enclave, "gcp:secretmanager/regionalSecret", "courier");
    const own = enclave.find(at(secret, "customerManagedEncryption.kmsKeyName"));
    if (own === undefined || text(secret, "location") !== placeOf(enclave, own))
      yield `${about(secret)} has no key of its place`;
    if (text(secret, "location") !== secret.region) yield `${about(secret)} isn't where its courier is`;
    for (const machine of some(enclave, "gcp:compute/instance")) {
      const key = enclave.find(at(machine, "bootDisk.kmsKeySelfLink"));
      if (key === undefined || placeOf(enclave, key) !== machine.region)
        yield `the disk of ${about(machine)} has no key`;
    }
  },
};

/** Who has to be allowed what: each grant by what it is on, and to whom. */
const needs: readonly (readonly [kind: string, name: string, role: string])[] = [
  ["kms/cryptoKeyIAMMember", "backup", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "courier-disks", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "courier-secret", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "evidence", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "legacy", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "legacy-audit", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["kms/cryptoKeyIAMMember", "legacy-inventory", "cloudkms.cryptoKeyEncrypterDecrypter"],
  ["projects/iAMMember", "courier-agent", "storagetransfer.transferAgent"],
  ["projects/iAMMember", "courier-log", "logging.logWriter"],
  ["projects/iAMMember", "courier-service", "storagetransfer.serviceAgent"],
  ["projects/iAMMember", "evidence", "logging.bucketWriter"],
  ["projects/iAMMember", "legacy-audit", "logging.bucketWriter"],
  ["secretmanager/regionalSecretIamMember", "courier", "secretmanager.secretAccessor"],
  ["storage/bucketIAMMember", "backup-application", "storage.objectCreator"],
  ["storage/bucketIAMMember", "courier-agents", "storage.objectUser"],
  ["storage/bucketIAMMember", "courier-arrivals", "storage.legacyBucketWriter"],
  ["storage/bucketIAMMember", "courier-arrivals-read", "storage.objectViewer"],
  ["storage/bucketIAMMember", "courier-backup", "storage.legacyBucketWriter"],
  ["storage/bucketIAMMember", "legacy-inventory-reports", "storage.objectCreator"],
  ["storage/bucketIAMMember", "legacy-inventory-stateside-example-user-data", "storage.insightsCollectorService"],
  ["storage/bucketIAMMember", "legacy-stateside-example-user-data", "storage.objectViewer"],
  ["storage/bucketIAMMember", "legacy-stateside-example-user-data-application", "storage.objectUser"],
];

export const googleGrantsAreListed: Invariant = {
  name: "google-grants-are-listed",
  says: "on Google Cloud, couriers, services and the application have the grants that are listed here, and nobody has another",
  *problems(enclave) {
    const grants = enclave.resources.filter(({ type }) => /^gcp:.*iam(?:Member|Binding|Policy):/i.test(type));
    const found = grants.map((grant) => [grant.type.split(":")[1], grant.name, text(grant, "role")].join(" "));
    const wanted = needs.map(([kind, name, role]) => `${kind} ${name} roles/${role}`);
    for (const grant of wanted) if (!found.includes(grant)) yield `there is no grant ${grant}`;
    for (const grant of found) if (!wanted.includes(grant)) yield `nobody needs the grant ${grant}`;
    for (const each of grants.filter(({ inputs }) => text(inputs, "role") === "roles/logging.bucketWriter")) {
      const bucket = named(enclave, "gcp:logging/projectBucketConfig", each.name);
      const own = `resource.name.endsWith("locations/${text(bucket, "location")}/buckets/${text(bucket, "bucketId")}")`;
      if (text(each, "condition.expression") !== own) yield `${about(each)} writes into other buckets`;
    }
    const [reader] = some(enclave, "gcp:storage/hmacKey");
    if (!text(reader ?? {}, "serviceAccountEmail").includes("::legacy#")) yield "the puller signs as somebody else";
    for (const identity of ["courier", "legacy-inventory"]) named(enclave, "gcp:projects/serviceIdentity", identity);
  },
};

export const googleAuditIsComplete: Invariant = {
  name: "google-audit-is-complete",
  says: "on Google Cloud, every access to data is logged, without a filter, in a locked log bucket in another US region, by a key there, and nowhere else",
  *problems(enclave) {
    for (const name of ["evidence", "legacy-audit"]) {
      const config = named(enclave, "gcp:projects/iAMAuditConfig", name);
      const kinds = rows(config, "auditLogConfigs");
      if (kinds.map(({ logType }) => logType).join() !== "ADMIN_READ,DATA_READ,DATA_WRITE")
        yield `${about(config)} leaves something out`;
      if (kinds.some((kind) => members(kind, "exemptedMembers").length > 0))
        yield `${about(config)} leaves somebody out`;
      if (text(config, "service") !== "allServices") yield `${about(config)} is of ${text(config, "service")}`;
      const sink = named(enclave, "gcp:logging/projectSink", name);
      const bucket = named(enclave, "gcp:logging/projectBucketConfig", name);
      if (text(sink, "destination") !== `logging.googleapis.com/${bucket.urn}`) yield `${about(sink)} leads elsewhere`;
      if (text(sink, "filter") !== "" || members(sink, "exclusions").length > 0)
        yield `${about(sink)} leaves something out`;
      if (at(sink, "disabled") === true || at(sink, "uniqueWriterIdentity") !== true)
        yield `${about(sink)} is off, or writes as anybody`;
      if (at(sink, "project") !== at(config, "project")) yield `${about(sink)} is of another project`;
      const center = bucket.region;
      if (!text(bucket, "location").startsWith("us-") || text(bucket, "location") === center)
        yield `${about(bucket)} is where the center is`;
      if (at(bucket, "locked") !== true || !(Number(at(bucket, "retentionDays")) >= leastDays))
        yield `${about(bucket)} isn't locked`;
      const key = enclave.find(at(bucket, "cmekSettings.kmsKeyName"));
      if (key === undefined || placeOf(enclave, key) !== text(bucket, "location"))
        yield `${about(bucket)} has no key of its place`;
      const rest = named(enclave, "gcp:logging/projectExclusion", name);
      if (text(rest, "filter") !== "severity >= DEFAULT" || at(rest, "disabled") === true)
        yield "logs stay where the center is, too";
    }
  },
};

export const googleTransfersStayPlanned: Invariant = {
  name: "google-transfers-stay-planned",
  says: "on Google Cloud, couriers fetch from the primary's bucket by TLS and keep in the backup, and delete nothing; what is held at the legacy center is listed every day",
  *problems(enclave) {
    const bucketNamed = (name: string) => text(named(enclave, "gcp:storage/bucket", name), "name");
    const [arrivals, backup] = [bucketNamed("backup-arrivals"), bucketNamed("backup")];
    const fetch = named(enclave, "gcp:storage/transferJob", "courier-fetch");
    const source = "transferSpec.awsS3CompatibleDataSource";
    if (text(fetch, `${source}.s3Metadata.protocol`) !== "NETWORK_PROTOCOL_HTTPS") yield "copies come in the clear";
    if (!/\.compat\.objectstorage\.us-ashburn-1\.oraclecloud\.com$/.test(text(fetch, `${source}.endpoint`)))
      yield "copies come from elsewhere";
    if (at(fetch, `${source}.bucketName`) !== at(named(enclave, "oci:ObjectStorage/bucket", "user-data"), "name"))
      yield "copies are of another bucket";
    if (enclave.find(at(fetch, "transferSpec.sourceAgentPoolName")) === undefined) yield "Google's own machines fetch";
    if (text(fetch, "transferSpec.gcsDataSink.bucketName") !== arrivals) yield "copies arrive elsewhere";
    const keep = named(enclave, "gcp:storage/transferJob", "courier-keep");
    if (text(keep, "transferSpec.gcsDataSource.bucketName") !== arrivals) yield "other things are kept";
    if (text(keep, "transferSpec.gcsDataSink.bucketName") !== backup) yield "copies are kept elsewhere";
    for (const job of [fetch, keep]) {
      for (const flag of ["deleteObjectsFromSourceAfterTransfer", "deleteObjectsUniqueInSink"])
        if (at(job, `transferSpec.transferOptions.${flag}`) !== false) yield `${about(job)}: ${flag}`;
      const logged = ["logActions", "logActionStates"]
        .map((list) => texts(job, `loggingConfig.${list}`).join())
        .join(" ");
      if (logged !== "FIND,COPY,DELETE SUCCEEDED,FAILED") yield `${about(job)} logs ${logged}`;
      if (text(job, "status") !== "ENABLED") yield `${about(job)} is off`;
    }
    for (const report of some(enclave, "gcp:storage/insightsReportConfig")) {
      const of = text(report, "objectMetadataReportOptions.storageFilters.bucket");
      if (!some(enclave, "gcp:storage/bucket").some((each) => text(each, "name") === of))
        yield `${about(report)} lists another bucket`;
      if (
        text(report, "objectMetadataReportOptions.storageDestinationOptions.bucket") !== bucketNamed("legacy-inventory")
      )
        yield "lists go elsewhere";
      for (const field of ["name", "size", "updated", "crc32c", "generation"])
        if (!texts(report, "objectMetadataReportOptions.metadataFields").includes(field))
          yield `${about(report)} lists no ${field}`;
    }
  },
};
