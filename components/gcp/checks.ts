import { lookUpPlace } from "../../policies/residency/geography";
import { pattern, privateBlock, publicRange, quote } from "../checks";
import type { Check } from "../checks";

/** https://cloud.google.com/storage/docs/buckets#naming. A name with a period needs a domain that its owner verified. */
export const googleBucketName = pattern(
  "3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with " +
    "`goog` and not containing `google` or `g00gle`",
  "acme-us-backup",
  /^(?!goog)(?!.*g[o0]{2}gle)[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$/,
);

/** Any bucket but that one. */
export function otherBucket(bucketName: string): Check<string> {
  return {
    ...googleBucketName,
    allowed: `${googleBucketName.allowed}, other than ${quote(bucketName)}`,
    accepts: (value) => googleBucketName.accepts(value) && value !== bucketName,
  };
}

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

/** Any project but that one. */
export function otherProject(projectId: string): Check<string> {
  return {
    ...googleProjectId,
    allowed: `${googleProjectId.allowed}, other than ${quote(projectId)}`,
    accepts: (value) => googleProjectId.accepts(value) && value !== projectId,
  };
}

/** https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets/create */
export const googleLogBucketId = pattern(
  "1 to 100 letters, digits, underscores, hyphens and periods, a letter or digit first",
  "audit-singapore",
  /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
);

/** A zone of any region. */
export const googleZone: Check<string> = {
  allowed: "a zone of Google Cloud, such as `us-east4-a`",
  example: "us-east4-a",
  accepts: (value) => {
    const found = lookUpPlace("gcp", value);
    return found.kind === "place" && found.place.kind === "zone";
  },
};

/** A zone of that region. */
export function zoneIn(region: string, example: string): Check<string> {
  return {
    allowed: `a zone of ${quote(region)}, such as ${quote(example)}`,
    example,
    accepts: (value) => {
      const found = lookUpPlace("gcp", value);
      return found.kind === "place" && found.place.kind === "zone" && found.place.regions.includes(region);
    },
  };
}

/** The addresses of a few machines. */
export const machineBlock = privateBlock(24, 28, "10.61.0.0/28");

/** Addresses that Oracle publishes for its services: https://docs.oracle.com/en-us/iaas/tools/public_ip_ranges.json */
export const oracleServiceRange = publicRange(16, "134.70.24.0/21");

/**
 * A container image by its digest, at a host that a network without an internet route reaches: `gcr.io` or `pkg.dev`.
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access
 */
export const googleImage = pattern(
  "an image by its digest, `gcr.io/<path>@sha256:<64 digits>` or `<location>-docker.pkg.dev/<path>@sha256:<64 digits>`",
  `gcr.io/cloud-ingest/tsop-agent@sha256:${"0".repeat(64)}`,
  /^(?:gcr\.io|[a-z0-9-]+-docker\.pkg\.dev)(?:\/[a-z0-9][a-z0-9._-]*)+@sha256:[0-9a-f]{64}$/,
);

/** A day as the mandate writes it. The round trip refuses days that no calendar has. */
export const calendarDay: Check<string> = {
  allowed: "a day of the calendar, `YYYY-MM-DD`",
  example: "2022-06-18",
  accepts: (value) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().slice(0, 10) === value,
};

/**
 * One inventory report, as the service names it.
 * https://cloud.google.com/storage/docs/insights/v1/reportDetail
 */
export const inventoryReport = pattern(
  "the name of a report, `projects/<project>/locations/<region>/reportConfigs/<id>/reportDetails/<id>`",
  "projects/acme-legacy/locations/us-east4/reportConfigs/1a2b3c4d-0000-4000-8000-000000000000/reportDetails/5e6f7a8b-0000-4000-8000-000000000000",
  /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/locations\/[a-z0-9-]+\/reportConfigs\/[0-9a-f-]{36}\/reportDetails\/[0-9a-f-]{36}$/,
);

/** What accounts and pools of agents both can be called: neither may begin with `goog`. */
export const courierName = pattern(
  "6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last, not starting with `goog`",
  "courier-backup",
  /^(?!goog)[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
);
