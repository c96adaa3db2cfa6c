import { pattern } from "../checks";

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
