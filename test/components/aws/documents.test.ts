import fc from "fast-check";
import { evidenceKeyUses, evidencePolicy, trailArn } from "../../../components/aws/access-log-documents";
import {
  bucketPolicy,
  courierDocument,
  flowRecordDocument,
  takenOnBy,
  transferLogDocument,
} from "../../../components/aws/backup-documents";
import {
  keyManagement,
  keyPolicy,
  throughBackup,
  throughDisks,
  throughLogs,
  throughS3,
} from "../../../components/aws/key-documents";
import type { Statement } from "../../../components/aws/policy-document";
import { vaultDocument } from "../../../components/aws/vault-documents";

const accountId = fc.stringMatching(/^\d{12}$/);
const region = fc.constantFrom("us-east-1", "us-east-2", "us-west-2");
const role = fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `arn:aws:iam::111122223333:role/${name}`);
const bucketName = fc.stringMatching(/^[a-z][a-z0-9]{3,20}$/);
const roles = fc.uniqueArray(role, { maxLength: 9 }).map((all) => ({
  writers: all.filter((_, place) => place % 3 === 0),
  readers: all.filter((_, place) => place % 3 === 1),
  guests: all.filter((_, place) => place % 3 === 2),
}));

// SAFETY: the documents are what is tested; were they of another form, what follows would fail.
const read = (document: string) => (JSON.parse(document) as { readonly Statement: readonly Statement[] }).Statement;
const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** As IAM reads a pattern of actions. */
const covers = (pattern: string, action: string) =>
  pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern;

/** What a request tells of itself; what it lacks fulfils no condition but a negated one. */
type Request = Readonly<Record<string, string>>;

function holds({ Condition = {} }: Statement, request: Request): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const isThere = request[key] !== undefined && listed(values).includes(request[key]);
      return operator === "StringNotEquals" ? !isThere : isThere;
    }),
  );
}

/** Whether an account's role is let use what the document is of, for an action, were its own policies to leave it to this. */
function decides(document: string, arn: string, action: string, request: Request): "allowed" | "denied" | "neither" {
  const about = read(document).filter(
    (one) => listed(one.Action).some((each) => covers(each, action)) && holds(one, request),
  );
  if (about.some(({ Effect, Principal }) => Effect === "Deny" && Principal === "*")) return "denied";
  const isNamed = ({ Principal }: Statement) => typeof Principal === "object" && listed(Principal.AWS).includes(arn);
  return about.some((one) => one.Effect === "Allow" && isNamed(one)) ? "allowed" : "neither";
}

const uses = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:CreateGrant",
];

describe("a key's policy", () => {
  it("lets the account's policies decide who manages it, and nobody who does make a grant or open anything", () => {
    for (const use of [...uses, "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:Sign"]) {
      expect(keyManagement.filter((action) => covers(action, use))).toEqual([]);
    }
    expect(keyManagement).toEqual(expect.arrayContaining(["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]));
    fc.assert(
      fc.property(accountId, region, (account, place) => {
        const [managed, ...others] = read(keyPolicy(account, throughS3({ writers: [], readers: [] }, place)));
        expect(managed).toMatchObject({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: keyManagement,
        });
        expect(others.filter(({ Effect }) => Effect === "Allow")).toEqual([]);
      }),
    );
  });

  it("lets the roles that are named use it through S3 in its region, and nobody else, and nobody otherwise", () => {
    fc.assert(
      fc.property(roles, role, region, region, ({ writers, readers }, stranger, place, other) => {
        const document = keyPolicy("111122223333", throughS3({ writers, readers }, place));
        const through = (at: string) => ({ "kms:ViaService": `s3.${at}.amazonaws.com` });
        for (const arn of [...writers, ...readers, stranger]) {
          const isNamed = writers.includes(arn) || readers.includes(arn);
          const given = other === place ? (isNamed ? "allowed" : "neither") : "denied";
          expect(decides(document, arn, "kms:Decrypt", through(other))).toBe(given);
          const written = other === place ? (writers.includes(arn) ? "allowed" : "neither") : "denied";
          expect(decides(document, arn, "kms:GenerateDataKey", through(other))).toBe(written);
          expect(decides(document, arn, "kms:Decrypt", {})).toBe("denied");
        }
      }),
    );
  });

  it.each([
    ["AWS Backup", throughBackup("111122223333", "us-east-1"), "backup"],
    ["disks", throughDisks("111122223333", "us-east-1"), "ec2"],
  ])("lets %s use it for this account alone", (_, statements, service) => {
    for (const { Condition } of statements) {
      expect(Condition?.["StringEquals"]).toEqual({
        "kms:CallerAccount": "111122223333",
        "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
      });
    }
  });

  it("lets machines' disks have a grant only for what AWS attaches", () => {
    const grants = throughDisks("111122223333", "us-east-1").filter(({ Action }) => Action === "kms:CreateGrant");
    expect(grants.map(({ Condition }) => Condition?.["Bool"])).toEqual([{ "kms:GrantIsForAWSResource": "true" }]);
  });

  it("lets logs use it for one group", () => {
    expect(throughLogs("111122223333", "us-east-1", "/aws/vpc/a")).toEqual([
      expect.objectContaining({
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/a",
          },
        },
      }),
    ]);
  });
});

describe("the backup bucket's policy", () => {
  it("lets only writers and guests write, and only writers and readers read", () => {
    fc.assert(
      fc.property(bucketName, roles, role, (bucket, given, stranger) => {
        const document = bucketPolicy(bucket, given);
        const { writers, readers, guests } = given;
        for (const arn of [...writers, ...readers, ...guests, stranger]) {
          const request = { "aws:PrincipalArn": arn };
          const mayWrite = writers.includes(arn) || guests.includes(arn);
          const mayRead = writers.includes(arn) || readers.includes(arn);
          const written = guests.includes(arn) ? "allowed" : "neither";
          expect(decides(document, arn, "s3:PutObject", request)).toBe(mayWrite ? written : "denied");
          for (const action of ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"]) {
            expect(decides(document, arn, action, request)).toBe(mayRead ? "neither" : "denied");
          }
          expect(decides(document, arn, "s3:BypassGovernanceRetention", request)).toBe("denied");
        }
        // A service in nobody's name has no ARN to tell.
        expect(decides(document, "", "s3:PutObject", {})).toBe("denied");
        expect(decides(document, "", "s3:GetObject", {})).toBe("denied");
      }),
    );
  });

  it("names each list of principals only when there is one: the service refuses an empty one", () => {
    fc.assert(
      fc.property(bucketName, roles, (bucket, given) => {
        expect(bucketPolicy(bucket, given)).not.toContain("[]");
        expect(keyPolicy("111122223333", throughS3(given, "us-east-1"))).not.toContain('"AWS":[]');
      }),
    );
  });
});

describe("services' roles", () => {
  it("are taken on by the service for this account's resources alone", () => {
    expect(
      read(takenOnBy("datasync.amazonaws.com", "111122223333", "arn:aws:datasync:us-east-1:111122223333:*")),
    ).toEqual([
      {
        Sid: "Service",
        Effect: "Allow",
        Principal: { Service: "datasync.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:datasync:us-east-1:111122223333:*" },
        },
      },
    ]);
  });

  it("are taken on for the account where the service tells of no resource", () => {
    const [trusted] = read(takenOnBy("backup.amazonaws.com", "111122223333"));
    expect(trusted?.Condition).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
  });

  it("let the vault label its recovery points, of this account and region", () => {
    const labels = read(vaultDocument("acme-backup", "111122223333", "us-east-1")).filter(
      ({ Action }) => Action === "backup:TagResource",
    );
    expect(labels.map(({ Resource }) => Resource)).toEqual(["arn:aws:backup:us-east-1:111122223333:recovery-point:*"]);
  });

  it("reach the one bucket's objects and no other's", () => {
    fc.assert(
      fc.property(bucketName, accountId, (bucket, account) => {
        const own = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
        for (const document of [courierDocument(bucket, account), vaultDocument(bucket, account, "us-east-1")]) {
          const objects = read(document).filter(({ Action }) => listed(Action).some((each) => /Object/.test(each)));
          expect(objects.flatMap(({ Resource }) => listed(Resource)).filter((arn) => !own.includes(arn))).toEqual([]);
          const everywhere = read(document).filter(({ Resource }) => Resource === "*");
          expect(
            everywhere.flatMap(({ Action }) => listed(Action)).filter((each) => !/:(?:List|Get)/.test(each)),
          ).toEqual([]);
        }
      }),
    );
  });

  it("let the courier write, and the vault only read and be told of changes", () => {
    const actions = (document: string) => read(document).flatMap(({ Action }) => listed(Action));
    expect(actions(courierDocument("acme-backup", "111122223333"))).toEqual(
      expect.arrayContaining(["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject"]),
    );
    const vault = actions(vaultDocument("acme-backup", "111122223333", "us-east-1"));
    expect(vault.filter((each) => /^s3:(?:Put|Delete|Abort)/.test(each))).toEqual([
      "s3:PutBucketNotification",
      "s3:PutInventoryConfiguration",
    ]);
  });

  it("let logs be written to one group each", () => {
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/a";
    const [records, groups] = read(flowRecordDocument("111122223333", "us-east-1", "/aws/vpc/a"));
    expect(records?.Resource).toEqual([group, `${group}:*`]);
    expect(groups?.Action).toBe("logs:DescribeLogGroups");
    expect(read(transferLogDocument("111122223333", "us-east-1", "/aws/vpc/a"))).toEqual([
      {
        Sid: "TransferLogs",
        Effect: "Allow",
        Principal: { Service: "datasync.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${group}:*`,
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:datasync:us-east-1:111122223333:task/*" },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      },
    ]);
  });
});

describe("evidence", () => {
  const logged = { accountId: "111122223333", region: "us-east-1", trailName: "us-backup" };
  const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/us-backup";
  const delivery = {
    StringEquals: { "aws:SourceAccount": "111122223333" },
    ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:111122223333:*" },
  };

  it("is added to by the one trail and by deliveries of this account, below the account's own prefix", () => {
    expect(trailArn(logged)).toBe(trail);
    const added = read(evidencePolicy("acme-evidence", logged)).filter(({ Action }) => Action === "s3:PutObject");
    const asOwner = { "s3:x-amz-acl": "bucket-owner-full-control" };
    const Resource = "arn:aws:s3:::acme-evidence/AWSLogs/111122223333/*";
    expect(added).toEqual([
      {
        Sid: "TrailAdds",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource,
        Condition: { StringEquals: { "aws:SourceArn": trail, ...asOwner } },
      },
      {
        Sid: "AWSLogDeliveryWrite",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        Resource,
        Condition: { ...delivery, StringEquals: { ...delivery.StringEquals, ...asOwner } },
      },
    ]);
  });

  it("keeps its locks, and is sent encrypted", () => {
    const denied = read(evidencePolicy("acme-evidence", logged)).filter(({ Effect }) => Effect === "Deny");
    expect(denied.map(({ Sid }) => Sid)).toEqual(["EncryptedTransportOnly", "Tls12AtLeast", "LocksStay"]);
  });

  it("is encrypted for the one trail and this account's deliveries, and opened for auditors through S3", () => {
    const auditor = "arn:aws:iam::111122223333:role/auditor";
    expect(evidenceKeyUses(logged, "us-west-2", [])).toHaveLength(4);
    const [encrypts, looks, delivers, reads] = evidenceKeyUses(logged, "us-west-2", [auditor]);
    expect(encrypts?.Condition).toEqual({
      StringEquals: { "aws:SourceArn": trail, "kms:EncryptionContext:aws:cloudtrail:arn": trail },
    });
    expect(looks).toMatchObject({ Action: "kms:DescribeKey", Condition: { StringEquals: { "aws:SourceArn": trail } } });
    expect(delivers?.Condition).toEqual(delivery);
    expect(reads).toEqual({
      Sid: "AuditorsRead",
      Effect: "Allow",
      Principal: { AWS: [auditor] },
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } },
    });
  });

  it("keeps its key, whoever asks to have it deleted", () => {
    fc.assert(
      fc.property(role, region, (arn, place) => {
        const document = keyPolicy("111122223333", evidenceKeyUses(logged, place, [arn]));
        for (const action of ["kms:ScheduleKeyDeletion", "kms:DisableKey"]) {
          expect(decides(document, arn, action, {})).toBe("denied");
        }
        expect(keyManagement).toContain("kms:PutKeyPolicy");
        expect(decides(document, arn, "kms:PutKeyPolicy", {})).toBe("neither");
      }),
    );
  });
});
