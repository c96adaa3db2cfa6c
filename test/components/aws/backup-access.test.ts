import { BackupAccess } from "../../../components/aws/backup-access";
import type { BackupAccessArgs } from "../../../components/aws/backup-access";
import { courierDocument, takenOnBy } from "../../../components/aws/backup-documents";
import { vaultDocument } from "../../../components/aws/vault-documents";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { accountId, declaration, draining, here, receiving, virginia } from "./backup-center";
import { changes, read, shown } from "./shown";

function build(seen: Seen, change: Partial<BackupAccessArgs> = {}): BackupAccess {
  return new BackupAccess(
    "backup",
    { ...here, center: receiving, accountId, bucketName: "acme-backup", prefix: "us-backup", ...change },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("lets the courier write to one bucket and the vault read it, each for this account alone", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:BackupAccess backup": {
      ...declaration,
    },
    "aws:iam/role:Role backup-courier": {
      assumeRolePolicy: read(
        takenOnBy("datasync.amazonaws.com", accountId, "arn:aws:datasync:us-east-1:111122223333:*"),
      ),
      maxSessionDuration: 3600,
      name: "us-backup-courier",
      tags: tags,
    },
    "aws:iam/rolePolicy:RolePolicy backup-courier": {
      name: "us-backup-courier",
      policy: read(courierDocument("acme-backup", accountId)),
      role: "us-backup-courier",
    },
    "aws:iam/role:Role backup-vault": {
      assumeRolePolicy: read(takenOnBy("backup.amazonaws.com", accountId)),
      maxSessionDuration: 3600,
      name: "us-backup-vault",
      tags: tags,
    },
    "aws:iam/rolePolicy:RolePolicy backup-vault": {
      name: "us-backup-vault",
      policy: read(vaultDocument("acme-backup", accountId, "us-east-1")),
      role: "us-backup-vault",
    },
  });
});

it("leaves the vault's role as it is while the center drains, as recovery points end in it", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { center: draining }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([
    "aws:iam/role:Role backup-courier",
    "aws:iam/rolePolicy:RolePolicy backup-courier",
  ]);
  expect(changes(usual, now)).toEqual({});
});

it.each<[Partial<BackupAccessArgs>, string]>([
  [
    { prefix: "Us Backup" },
    "backup access `backup`: `prefix` is `Us Backup`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
  [
    { bucketName: "Acme" },
    "backup access `backup`: `bucketName` is `Acme`; use 3 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends, without the prefixes and suffixes that S3 keeps for itself (`xn--`, `sthree-`, `amzn-s3-demo-`; `-s3alias`, `--ol-s3`, `--x-s3`, `--table-s3`, `-an`)",
  ],
  [{ accountId: "1111" }, "backup access `backup`: `accountId` is `1111`; use the 12 digits of an AWS account"],
  [
    { region: "eu-central-1" },
    "backup access `backup`: `region` is `eu-central-1`; use an AWS region in the United States, such as `us-east-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
