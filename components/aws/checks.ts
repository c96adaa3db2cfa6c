import { pattern, privateBlock, quote, usRegion } from "../checks";
import type { Check } from "../checks";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export const awsAccountId = pattern("the 12 digits of an AWS account", "111122223333", /^\d{12}$/);

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. The service allows periods, but warns
 * that its certificates don't cover such names; `-an` ends the names of an account's regional namespace only.
 */
export const awsBucketName = pattern(
  "3 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends, without the prefixes and suffixes " +
    "that S3 keeps for itself (`xn--`, `sthree-`, `amzn-s3-demo-`; `-s3alias`, `--ol-s3`, `--x-s3`, `--table-s3`, `-an`)",
  "acme-us-backup",
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3|-an)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html */
export const organizationTarget = pattern(
  "the id of an account (12 digits), an organizational unit (`ou-<root>-<unit>`) or a root (`r-<root>`)",
  "ou-ab12-cdefgh34",
  /^(?:r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
);

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_ConfirmPrivateVirtualInterface.html */
export const virtualInterfaceId = pattern(
  "the id of a hosted private virtual interface, `dxvif-<8 letters and digits>`",
  "dxvif-fgexample",
  /^dxvif-[0-9a-z]{8,17}$/,
);

/** A role of this account. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export function roleOf(accountId: string): Check<string> {
  const form = new RegExp(String.raw`^arn:aws:iam::${accountId}:role\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$`);
  return pattern(`the ARN of a role of account ${accountId}`, `arn:aws:iam::${accountId}:role/application`, form);
}

/** A role of any account, where the account isn't known yet. */
export const awsRoleArn = pattern(
  "the ARN of a role, `arn:aws:iam::<account>:role/<name>`",
  "arn:aws:iam::111122223333:role/application",
  /^arn:aws:iam::\d{12}:role\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$/,
);

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html */
export function availabilityZoneOf(region: string): Check<string> {
  return pattern(`an availability zone of ${region}`, `${region}a`, new RegExp(`^${region}[a-z]$`));
}

/** https://docs.aws.amazon.com/datasync/latest/userguide/API_CreateAgent.html */
export const activationKey = pattern(
  "the agent's activation key, five groups of five capital letters and digits with hyphens between",
  "F0EFT-7FPPR-GG7MC-3I9R3-27DOH",
  /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/,
);

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html */
export const vaultName = pattern(
  "2 to 50 letters, digits, hyphens and underscores",
  "us-backup",
  /^[A-Za-z0-9_-]{2,50}$/,
);

/** A trail, a firewall or a role is named so. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
export const awsName = pattern(
  "3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  "us-backup",
  /^(?=.{3,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
);

/** The block of a backup center's network: a quarter of the smallest is the smallest subnet. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const backupBlock = privateBlock(22, 26, "10.30.0.0/24");

/** Another region in the United States than `region`. */
export function otherUsRegion(region: string): Check<string> {
  const inUs = usRegion("aws", "us-west-2");
  return {
    ...inUs,
    allowed: `${inUs.allowed}, other than ${quote(region)}`,
    accepts: (value) => value !== region && inUs.accepts(value),
  };
}

/** Those that are no longer than a year or so. */
export const logRetentions: readonly number[] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400];

/** How long a log group keeps its entries. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetention: Check<number> = {
  allowed: `a number of days, one of ${logRetentions.join(", ")}`,
  example: "30",
  accepts: (value) => logRetentions.includes(value),
};
