import { keyRowsOf } from "../../../../policies/residency/keys";
import { keyOf } from "../../../../policies/residency/protection/key-of";
import type { Invariant } from "../invariant";
import { dataBuckets, replicaOf } from "./logs";
import { about, at, named, otherRegion, rows, some, text, texts, Unmet, type Enclave, type One } from "../reading";

/** What rests in hardware of the service itself, and a database whose key is the one of the database that it stands by for. */
const keyless = /^oci:Kms\//;

function isStandby(each: One): boolean {
  return at(each, "source") === "CROSS_REGION_DATAGUARD";
}

export const storesHaveOwnKeys: Invariant = {
  name: "stores-have-own-keys",
  says: "whatever can be encrypted by a key of the enclave's is, by one of its own region",
  *problems(enclave) {
    const stores = enclave.resources.filter(
      ({ type, stack }) =>
        ["primary", "traffic"].includes(stack) &&
        !keyless.test(type) &&
        keyRowsOf(type).some(({ means }) => means === "input"),
    );
    if (stores.length === 0) throw new Unmet("there are no stores");
    for (const store of stores) {
      const of = isStandby(store) ? enclave.find(at(store, "sourceId")) : store;
      if (of === undefined) throw new Unmet(`what ${about(store)} stands by for isn't there`);
      const { kind, keys } = keyOf(of.resource, enclave.estate, enclave.catalog);
      if (kind !== "customer") yield `${about(store)} is protected by a key that is: ${kind}`;
      for (const { resource } of keys) {
        const key = enclave.find(resource?.urn);
        if (key?.region !== of.region) yield `${about(store)} has no key of its region`;
      }
    }
    const copies = some(enclave, "oci:Core/volumeBackupPolicyAssignment");
    for (const copy of copies) {
      const volume = enclave.find(at(copy, "assetId"));
      if (enclave.find(at(copy, "xrcKmsKeyId"))?.region !== otherRegion(volume?.region)) {
        yield `copies of ${about(copy)}'s volume have no key of their region`;
      }
    }
  },
};

export const keysAreInHardware: Invariant = {
  name: "keys-are-in-hardware",
  says: "keys never leave hardware security modules, and those that can rotate by themselves do",
  *problems(enclave) {
    for (const key of some(enclave, "oci:Kms/key")) {
      if (at(key, "protectionMode") !== "HSM") yield `${about(key)} may leave the hardware`;
      const vault = enclave.find(text(key, "managementEndpoint").replace(/#.*$/, ""));
      if (vault === undefined || vault.region !== key.region) yield `${about(key)} is in no vault of its region`;
      const rotates =
        /-(?:objects|files|evidence)$/.test(key.name) && text(vault?.inputs ?? {}, "vaultType") !== "DEFAULT";
      const days = Number(at(key, "autoKeyRotationDetails.rotationIntervalInDays"));
      if (rotates && !(at(key, "isAutoRotationEnabled") === true && days >= 60 && days <= 365)) {
        yield `${about(key)} doesn't rotate within a year`;
      }
    }
  },
};

/** Which compartment each kind of thing is in: who may do what goes by it. */
const places: readonly (readonly [kind: RegExp, compartment: string, stack?: string])[] = [
  [/^oci:(?:Logging\/logGroup|Core\/captureFilter)\b/, "enclave-audit", "inspection"],
  [/^oci:/, "enclave-inspection", "inspection"],
  [/^oci:(?:ContainerEngine|DevOps|Artifacts|Ons)\//, "enclave-application", "primary"],
  [/^oci:ContainerEngine\//, "legacy", "legacy-google"],
  [/^oci:(?:Kms|Vault|CertificatesManagement)\//, "enclave-keys"],
  [/^oci:(?:Logging\/logGroup|Sch|Core\/captureFilter|Ons)\b/, "enclave-audit"],
  [/^oci:(?:Database|FileStorage|Core\/volume)/, "enclave-data"],
  [/^oci:(?:Core|NetworkFirewall|LoadBalancer|Waf|HealthChecks|Dns)\//, "enclave-network"],
];

export const compartmentsPartDuties: Invariant = {
  name: "compartments-part-duties",
  says: "data, keys, evidence, networks, applications and their inspection are each in a compartment of their own, inside the enclave's",
  *problems(enclave) {
    const outer = named(enclave, "oci:Identity/compartment", "enclave");
    for (const part of ["network", "application", "data", "keys", "audit", "inspection"]) {
      const inner = named(enclave, "oci:Identity/compartment", `enclave-${part}`);
      if (at(inner, "compartmentId") !== outer.urn) yield `${about(inner)} isn't in the enclave`;
    }
    for (const each of enclave.resources) {
      const [, place] =
        places.find(([kind, , stack = each.stack]) => stack === each.stack && kind.test(each.type)) ?? [];
      const compartment = at(each, "compartmentId");
      const isOfTenancy = /^oci:Identity\//.test(each.type);
      if (place === undefined || compartment === undefined || isOfTenancy) continue;
      if (enclave.find(compartment)?.name !== place) yield `${about(each)} isn't in ${place}`;
    }
    const evidence = some(enclave, "oci:Sch/connector").map((each) => at(each, "target.bucket"));
    for (const bucket of some(enclave, "oci:ObjectStorage/bucket")) {
      const name = text(bucket, "name");
      const isEvidence = evidence.some((one) => name === one || name === `${String(one)}-replica`);
      const place = enclave.find(at(bucket, "compartmentId"))?.name;
      if (place !== (isEvidence ? "enclave-audit" : "enclave-data")) yield `${about(bucket)} is in ${String(place)}`;
    }
  },
};

export const bucketsArePrivate: Invariant = {
  name: "buckets-are-private",
  says: "no bucket is public",
  *problems(enclave) {
    for (const bucket of some(enclave, "oci:ObjectStorage/bucket")) {
      if (at(bucket, "accessType") !== "NoPublicAccess") yield `${about(bucket)} may be public`;
    }
  },
};

export const dataIsInBothRegions: Invariant = {
  name: "data-is-in-both-regions",
  says: "objects, database, files, volumes and the keys to them are in us-phoenix-1 a second time, and nowhere else",
  *problems(enclave) {
    const home = "us-ashburn-1";
    for (const bucket of dataBuckets(enclave).filter(({ region }) => region === home)) {
      if (replicaOf(enclave, bucket) === undefined) yield `${about(bucket)} has no replica`;
    }
    const databases = some(enclave, "oci:Database/autonomousDatabase");
    for (const database of databases.filter((each) => !isStandby(each))) {
      const standby = databases.find((each) => isStandby(each) && at(each, "sourceId") === database.urn);
      if (standby?.region !== otherRegion(database.region)) yield `${about(database)} has no standby`;
    }
    for (const files of some(enclave, "oci:FileStorage/fileSystem").filter(({ region }) => region === home)) {
      const replication = some(enclave, "oci:FileStorage/replication").find(
        (each) => at(each, "sourceId") === files.urn,
      );
      const target = enclave.find(at(replication?.inputs ?? {}, "targetId"));
      if (target?.region !== otherRegion(home)) yield `${about(files)} have no replica`;
    }
    for (const volume of some(enclave, "oci:Core/volume")) {
      const policy = backupPolicyOf(enclave, volume);
      if (text(policy?.inputs ?? {}, "destinationRegion") !== otherRegion(volume.region)) {
        yield `backups of ${about(volume)} have no copy`;
      }
    }
    // Vaults of other stacks hold what the other side can make again: keys to sign images, and what couriers sign with.
    for (const vault of some(enclave, "oci:Kms/vault").filter(
      ({ stack, region }) => stack === "primary" && region === home,
    )) {
      const replica = some(enclave, "oci:Kms/vaultVerification").find((each) => at(each, "vaultId") === vault.urn);
      if (text(replica?.inputs ?? {}, "replicaRegion") !== otherRegion(home)) yield `${about(vault)} has no replica`;
    }
  },
};

function backupPolicyOf(enclave: Enclave, volume: One): One | undefined {
  const assignment = some(enclave, "oci:Core/volumeBackupPolicyAssignment").find(
    (each) => at(each, "assetId") === volume.urn,
  );
  return enclave.find(at(assignment?.inputs ?? {}, "policyId"));
}

export const deletionCanBeUndone: Invariant = {
  name: "deletion-can-be-undone",
  says: "what is deleted or overwritten by mistake can be had back: versions, backups and snapshots, by day, week and month",
  *problems(enclave) {
    for (const bucket of dataBuckets(enclave).filter(({ region }) => region === "us-ashburn-1")) {
      if (at(bucket, "versioning") !== "Enabled") yield `${about(bucket)} has no versions`;
      const rules = enclave
        .all("oci:ObjectStorage/objectLifecyclePolicy")
        .filter((each) => at(each, "bucket") === at(bucket, "name"))
        .flatMap((each) => rows(each, "rules"));
      const wrong = rules.filter(
        (rule) => rule["action"] === "DELETE" && rule["target"] !== "previous-object-versions",
      );
      if (wrong.length > 0) yield `${about(bucket)} deletes objects that are in use`;
    }
    for (const database of some(enclave, "oci:Database/autonomousDatabase").filter((each) => !isStandby(each))) {
      if (!(Number(at(database, "backupRetentionPeriodInDays")) >= 7)) yield `${about(database)} keeps no backups`;
    }
    for (const volume of some(enclave, "oci:Core/volume")) {
      const policy = backupPolicyOf(enclave, volume);
      yield* periods(policy, "period", ["ONE_DAY", "ONE_WEEK", "ONE_MONTH"], volume);
    }
    for (const files of some(enclave, "oci:FileStorage/fileSystem").filter(({ region }) => region === "us-ashburn-1")) {
      const policy = enclave.find(at(files, "filesystemSnapshotPolicyId"));
      yield* periods(policy, "period", ["DAILY", "WEEKLY", "MONTHLY"], files);
    }
  },
};

function* periods(policy: One | undefined, input: string, wanted: readonly string[], of: One) {
  const found = rows(policy?.inputs ?? {}, "schedules").map((schedule) => text(schedule, input));
  for (const each of wanted) if (!found.includes(each)) yield `${about(of)} has no backup ${each}`;
}

export const whatIsReplacedEnds: Invariant = {
  name: "what-is-replaced-ends",
  says: "replaced objects and unfinished uploads are removed when users were promised, and not kept for ever",
  *problems(enclave) {
    for (const bucket of dataBuckets(enclave).filter((each) => at(each, "versioning") === "Enabled")) {
      const rules = enclave
        .all("oci:ObjectStorage/objectLifecyclePolicy")
        .filter((each) => at(each, "bucket") === at(bucket, "name"))
        .flatMap((each) => rows(each, "rules"))
        .filter((rule) => rule["isEnabled"] === true)
        .map((rule) => `${text(rule, "action")} ${text(rule, "target")}`);
      for (const wanted of ["DELETE previous-object-versions", "ABORT multipart-uploads"]) {
        if (!rules.includes(wanted)) yield `${about(bucket)} has no rule ${wanted}`;
      }
    }
  },
};

export const storesAskWhoComes: Invariant = {
  name: "stores-ask-who-comes",
  says: "the database asks for certificates, has no public endpoint and a password that nobody chose; files serve the application alone",
  *problems(enclave) {
    for (const database of some(enclave, "oci:Database/autonomousDatabase")) {
      if (at(database, "isMtlsConnectionRequired") !== true) yield `${about(database)} asks for no certificates`;
      if (text(database, "subnetId") === "") yield `${about(database)} has a public endpoint`;
      const secret = enclave.find(at(database, "secretId"));
      if (!isStandby(database) && at(secret?.inputs ?? {}, "enableAutoGeneration") !== true) {
        yield `${about(database)} has a password that somebody chose`;
      }
    }
    const application = text(named(enclave, "oci:Core/subnet", "primary-application"), "cidrBlock");
    for (const each of some(enclave, "oci:FileStorage/export")) {
      const options = rows(each, "exportOptions");
      const areNarrow = options.every(
        (option) =>
          option["source"] === application &&
          option["requirePrivilegedSourcePort"] === true &&
          texts(option, "allowedAuths").join() === "SYS" &&
          option["isAnonymousAccessAllowed"] === false &&
          option["identitySquash"] === "ROOT",
      );
      if (options.length === 0 || !areNarrow) yield `${about(each)} serves others, or root`;
    }
  },
};
