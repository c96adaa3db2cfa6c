import { pattern } from "../checks";

/** https://cloud.google.com/storage/docs/buckets#naming. A name with a period needs a domain that its owner verified. */
export const googleBucketName = pattern(
  "3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with " +
    "`goog` and not containing `google` or `g00gle`",
  "acme-us-backup",
  /^(?!goog)(?!.*g[o0]{2}gle)[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$/,
);

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const googleProjectId = pattern(
  "the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  "acme-backup",
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
);

/** https://cloud.google.com/iam/docs/service-account-types */
export const googleServiceAccount = pattern(
  "the e-mail address of a service account, which ends with `gserviceaccount.com`",
  "courier@acme-backup.iam.gserviceaccount.com",
  /^[a-z0-9][a-z0-9-]*@[a-z0-9.-]+\.gserviceaccount\.com$/,
);

/** https://cloud.google.com/resource-manager/docs/cloud-platform-resource-hierarchy */
export const googleParent = pattern(
  "an organization or a folder, `organizations/<number>` or `folders/<number>`",
  "organizations/123456789012",
  /^(?:organizations|folders)\/\d{1,25}$/,
);
