import { output } from "@pulumi/pulumi";
import { AccessTrail } from "../../../components/aws/access-trail";
import type { AccessTrailArgs } from "../../../components/aws/access-trail";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, here, virginia } from "./backup-center";
import { shown } from "./shown";

function build(seen: Seen, change: Partial<AccessTrailArgs> = {}): AccessTrail {
  return new AccessTrail(
    "backup",
    {
      ...here,
      trailName: "us-backup",
      log: { bucketName: output("acme-evidence"), keyArn: output("arn:aws:kms:us-west-2:111122223333:key/evidence") },
      bucketName: "acme-backup",
      logBucketName: "acme-evidence",
      ...change,
    },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("tells of the account everywhere, of each access to the backup, and of reading evidence", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:AccessTrail backup": {
      ...declaration,
    },
    "aws:cloudtrail/trail:Trail backup": {
      advancedEventSelectors: [
        {
          fieldSelectors: [
            {
              equals: ["Management"],
              field: "eventCategory",
            },
          ],
          name: "management",
        },
        {
          fieldSelectors: [
            {
              equals: ["Data"],
              field: "eventCategory",
            },
            {
              equals: ["AWS::S3::Object"],
              field: "resources.type",
            },
            {
              field: "resources.ARN",
              startsWiths: ["arn:aws:s3:::acme-backup/"],
            },
          ],
          name: "backup",
        },
        {
          fieldSelectors: [
            {
              equals: ["Data"],
              field: "eventCategory",
            },
            {
              equals: ["AWS::S3::Object"],
              field: "resources.type",
            },
            {
              field: "resources.ARN",
              startsWiths: ["arn:aws:s3:::acme-evidence/"],
            },
            {
              equals: ["true"],
              field: "readOnly",
            },
          ],
          name: "evidence",
        },
      ],
      enableLogFileValidation: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/evidence",
      name: "us-backup",
      s3BucketName: "acme-evidence",
      tags: tags,
    },
  });
});

it.each<[Partial<AccessTrailArgs>, string]>([
  [
    { trailName: "t" },
    "access trail `backup`: `trailName` is `t`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
  [
    { logBucketName: "E" },
    "access trail `backup`: `logBucketName` is `E`; use 3 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends, without the prefixes and suffixes that S3 keeps for itself (`xn--`, `sthree-`, `amzn-s3-demo-`; `-s3alias`, `--ol-s3`, `--x-s3`, `--table-s3`, `-an`)",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
