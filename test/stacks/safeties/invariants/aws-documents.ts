import type { Invariant } from "../invariant";
import {
  about,
  at,
  fields,
  members,
  named,
  rows,
  some,
  text,
  Unmet,
  type Enclave,
  type Fields,
  type One,
} from "../reading";

/** Where each type has a document. */
const documents: readonly (readonly [kind: string, input: string])[] = [
  ["aws:s3/bucketPolicy", "policy"],
  ["aws:kms/key", "policy"],
  ["aws:backup/vaultPolicy", "policy"],
  ["aws:cloudwatch/logResourcePolicy", "policyDocument"],
  ["aws:iam/role", "assumeRolePolicy"],
  ["aws:iam/rolePolicy", "policy"],
];

/** The statements of a document. @throws Unmet for what isn't one */
export function statementsIn(from: One, input: string): readonly Fields[] {
  const document = text(from, input);
  if (!document.startsWith("{")) throw new Unmet(`${about(from)} has no document`);
  return rows(fields(JSON.parse(document)), "Statement");
}

/** A list, of what may stand alone. */
function listed(from: Fields, name: string): string[] {
  const value = from[name];
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string");
}

function* allStatements(enclave: Enclave): Generator<readonly [One, Fields]> {
  for (const [kind, input] of documents) {
    for (const one of some(enclave, kind)) for (const each of statementsIn(one, input)) yield [one, each];
  }
}

/** The values that a statement asks for, by the keys of its conditions. */
function asked(statement: Fields): Map<string, unknown> {
  return new Map(Object.values(fields(statement["Condition"])).flatMap((keys) => Object.entries(fields(keys))));
}

/** Keys of the caller, and of what is encrypted, which no other account's resource has. */
const ofAccount = ["aws:SourceArn", "kms:EncryptionContext:aws:logs:arn", "aws:SourceAccount"];

export const awsServicesActForTheAccount: Invariant = {
  name: "aws-services-act-for-the-account",
  says: "on AWS, a service is let in for the account's own resources alone, and everybody else by name",
  *problems(enclave) {
    for (const [one, statement] of allStatements(enclave)) {
      if (statement["Effect"] !== "Allow") continue;
      const sid = `${about(one)}: ${String(statement["Sid"])}`;
      const conditions = asked(statement);
      const principal = fields(statement["Principal"]);
      if (statement["Principal"] === "*" || listed(principal, "AWS").includes("*")) yield `${sid} lets anybody in`;
      if (listed(principal, "Service").length > 0) {
        const own = ofAccount.filter((key) => String(conditions.get(key)).includes("111122223333"));
        // A number of an account goes with a pattern of names; one name alone has the account's number in it.
        const isPattern = String(conditions.get("aws:SourceArn")).includes("*");
        if (own.length === 0 || (isPattern && !own.includes("aws:SourceAccount")))
          yield `${sid} lets a service in for others`;
      }
      const isWhole = listed(principal, "AWS").some((each) => each.endsWith(":root"));
      const uses = listed(statement, "Action").filter((action) => usesKeys.test(action));
      if (isWhole && uses.length > 0) {
        if (conditions.get("kms:CallerAccount") !== "111122223333") yield `${sid} is for other accounts`;
        if (!String(conditions.get("kms:ViaService")).includes(".us-east-1.amazonaws.com"))
          yield `${sid} needs no service`;
        if (
          uses.includes("kms:CreateGrant") &&
          /Disks/.test(sid) &&
          conditions.get("kms:GrantIsForAWSResource") !== "true"
        )
          yield `${sid} lets anybody pass a key on`;
      }
      for (const action of listed(statement, "Action"))
        if (/^(?:s3|kms|backup|sts|iam)?:?\*$/.test(action)) yield `${sid} allows ${action}`;
    }
  },
};

const usesKeys = /^kms:(?:Decrypt|Encrypt|GenerateDataKey|ReEncrypt|CreateGrant)/;

/** The roles that may do something with objects of the backup; the application's while it writes there itself. */
const readers = ["role/us-backup-courier", "role/us-backup-vault"];
const writers = ["role/us-backup-courier", "role/application"];

/** Statements that refuse, whoever else allows: what they are about, and what they let pass. */
const refusals: readonly (readonly [
  kind: string,
  name: string,
  actions: readonly string[],
  but: string | readonly string[],
])[] = [
  ...["backup", "evidence"].flatMap((name) => [
    ["aws:s3/bucketPolicy", name, ["s3:*"], "Bool aws:SecureTransport false"] as const,
    ["aws:s3/bucketPolicy", name, ["s3:*"], "NumericLessThan s3:TlsVersion 1.2"] as const,
    ["aws:s3/bucketPolicy", name, ["s3:BypassGovernanceRetention"], ""] as const,
  ]),
  ["aws:s3/bucketPolicy", "backup", ["s3:PutObject", "s3:ReplicateObject"], writers],
  [
    "aws:s3/bucketPolicy",
    "backup",
    ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"],
    readers,
  ],
  [
    "aws:kms/key",
    "backup",
    ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    "StringNotEquals kms:ViaService s3.us-east-1.amazonaws.com",
  ],
  ["aws:kms/key", "evidence", ["kms:DisableKey", "kms:ScheduleKeyDeletion"], ""],
  [
    "aws:backup/vaultPolicy",
    "vault",
    ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:CreateBackupAccessPoint"],
    "",
  ],
  ["aws:backup/vaultPolicy", "vault", ["backup:StartRestoreJob"], ""],
  ["aws:backup/vaultPolicy", "vault", ["backup:StartRestoreJob"], ""],
  ["aws:backup/vaultPolicy", "vault", ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"], ""],
];

/** What a statement's conditions are, as `operator key value`; it is about everybody where there is none. */
function conditionText(statement: Fields): string {
  const parts = Object.entries(fields(statement["Condition"])).flatMap(([operator, keys]) =>
    Object.entries(fields(keys)).map(([key, value]) => `${operator} ${key} ${String(value)}`),
  );
  return parts.join();
}

function letsPass(statement: Fields, but: string | readonly string[]): boolean {
  if (typeof but === "string") return conditionText(statement) === but;
  const [operator, key, who = ""] = conditionText(statement).split(" ");
  const isByName = operator === "StringNotEquals" && key === "aws:PrincipalArn";
  return isByName && who.split(",").every((arn) => but.some((role) => arn.endsWith(`:${role}`)));
}

export const backupsRefuseTheRest: Invariant = {
  name: "backups-refuse-the-rest",
  says: "on AWS, the backup takes objects from its courier and application alone and shows them to courier and vault, by TLS; locks, points and keys have no way around",
  *problems(enclave) {
    for (const [kind, name, actions, but] of refusals) {
      const found = some(enclave, kind)
        .filter((one) => one.name === name)
        .flatMap((one) => statementsIn(one, "policy"))
        .filter(
          (statement) =>
            statement["Effect"] === "Deny" &&
            statement["Principal"] === "*" &&
            actions.every((action) => listed(statement, "Action").includes(action)) &&
            letsPass(statement, but),
        );
      if (found.length === 0) yield `${kind} ${name} doesn't refuse ${actions.join()} but for ${String(but)}`;
    }
  },
};

/** Who has to be allowed what, for copies and evidence to come about. */
const needs: readonly (readonly [kind: string, input: string, name: string, statements: string])[] = [
  ["aws:iam/rolePolicy", "policy", "backup-courier", "Bucket,Objects"],
  ["aws:iam/rolePolicy", "policy", "backup-vault", "Bucket,Objects,Buckets,Changes,Size,Labels"],
  ["aws:iam/rolePolicy", "policy", "backup", "Records,Groups"],
  ["aws:cloudwatch/logResourcePolicy", "policyDocument", "courier", "TransferLogs"],
  ["aws:s3/bucketPolicy", "policy", "evidence", "TrailLooks,TrailAdds,AWSLogDeliveryAclCheck,AWSLogDeliveryWrite"],
  ["aws:kms/key", "policy", "evidence", "AccountDecidesWhoManages,TrailEncrypts,TrailLooks,DeliveryEncrypts"],
  ["aws:kms/key", "policy", "courier", "AccountDecidesWhoManages,DisksUseIt,DisksAreAttached,LogsUseIt"],
  ["aws:kms/key", "policy", "vault", "AccountDecidesWhoManages,BackupUsesIt"],
];

export const awsServicesMayDoTheirPart: Invariant = {
  name: "aws-services-may-do-their-part",
  says: "on AWS, courier, vault, trail and logs are allowed what they need, and nothing that isn't listed here",
  *problems(enclave) {
    for (const [kind, input, name, statements] of needs) {
      const one = named(enclave, kind, name);
      const allowed = statementsIn(one, input)
        .filter(({ Effect }) => Effect === "Allow")
        .map(({ Sid }) => Sid);
      if (allowed.join() !== statements) yield `${about(one)} allows ${allowed.join()}`;
    }
    for (const role of some(enclave, "aws:iam/role")) {
      const [trusted, ...more] = statementsIn(role, "assumeRolePolicy");
      const service = listed(fields(trusted?.["Principal"]), "Service").join();
      if (more.length > 0 || !/^(?:datasync|backup|vpc-flow-logs)\.amazonaws\.com$/.test(service))
        yield `${about(role)} is somebody else's`;
      const granted = some(enclave, "aws:iam/rolePolicy").filter((each) => at(each, "role") === at(role, "name"));
      if (granted.length !== 1) yield `${about(role)} has ${granted.length} policies`;
    }
    const bucket = named(enclave, "aws:iam/rolePolicy", "backup-courier");
    for (const statement of statementsIn(bucket, "policy"))
      if (asked(statement).get("aws:ResourceAccount") !== "111122223333")
        yield `${about(bucket)} reaches other accounts`;
    const [adds] = statementsIn(named(enclave, "aws:s3/bucketPolicy", "evidence"), "policy").filter(
      ({ Sid }) => Sid === "TrailAdds",
    );
    if (asked(adds ?? {}).get("s3:x-amz-acl") === undefined) yield "what the trail adds may be somebody else's";
    const keyed = statementsIn(named(enclave, "aws:kms/key", "backup"), "policy").filter(
      ({ Effect }) => Effect === "Allow",
    );
    if (
      keyed
        .map(({ Sid }) => Sid)
        .filter((sid) => sid !== "Guests")
        .join() !== "AccountDecidesWhoManages,Writers,Readers"
    )
      yield "others use the backup's key";
    for (const statement of keyed.slice(1))
      if (asked(statement).get("kms:ViaService") !== "s3.us-east-1.amazonaws.com")
        yield `the backup's key: ${String(statement["Sid"])}`;
    if (members(named(enclave, "aws:backup/selection", "vault"), "resources").length !== 1)
      yield "the vault keeps other things";
  },
};
