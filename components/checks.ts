import type { Input } from "@pulumi/pulumi";
import { lookUpPlace } from "../policies/residency/geography";
import type { Cloud } from "../policies/residency/geography";
import { ProgramError } from "./program-error";

/** What a service accepts for one input. */
export interface Check<T> {
  /** How a message goes on after `use`. */
  readonly allowed: string;
  /** A value that is accepted, for the command that a message proposes. */
  readonly example: string;
  readonly accepts: (value: T) => boolean;
}

/** A value that its check refuses. */
export interface Refusal {
  readonly value: string;
  readonly allowed: string;
}

/** Checks what is known while the component is built; the value of an output isn't, and passes. */
export function against<T extends string | number>(value: Input<T> | undefined, check: Check<T>): Refusal | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return check.accepts(value) ? undefined : { value: String(value), allowed: check.allowed };
}

/**
 * Stops the program when a component was given wrong inputs, before it declares anything.
 *
 * @throws ProgramError with a line for each wrong input
 */
export function refuseWrong(
  component: string,
  name: string,
  inputs: Readonly<Record<string, Refusal | undefined>>,
): void {
  const lines = Object.entries(inputs).flatMap(([input, refusal]) =>
    refusal === undefined
      ? []
      : [`${component} \`${name}\`: \`${input}\` is ${quote(refusal.value)}; use ${refusal.allowed}`],
  );
  if (lines.length > 0) throw new ProgramError(lines.join("\n"));
}

/** A value in a message: on one line, in backticks. */
export function quote(value: string): string {
  return `\`${JSON.stringify(value).slice(1, -1)}\``;
}

function pattern(allowed: string, example: string, form: RegExp): Check<string> {
  return { allowed, example, accepts: (value) => form.test(value) };
}

export function days(from: number, to: number): Check<number> {
  return {
    allowed: `a whole number of days from ${from} to ${to}`,
    example: String(from),
    accepts: (value) => Number.isInteger(value) && value >= from && value <= to,
  };
}

/** A region that the table of places has, in any country. */
export function region(cloud: Cloud, example: string): Check<string> {
  return { allowed: `${names[cloud]} region`, example, accepts: (value) => countriesOf(cloud, value) !== undefined };
}

/** A region whose every data center is in the United States. */
export function usRegion(cloud: Cloud, example: string): Check<string> {
  return {
    allowed: `${names[cloud]} region in the United States, such as \`${example}\``,
    example,
    accepts: (value) => countriesOf(cloud, value)?.every((country) => country === "US") === true,
  };
}

const names: Readonly<Record<Cloud, string>> = { oci: "an Oracle Cloud", aws: "an AWS", gcp: "a Google Cloud" };

function countriesOf(cloud: Cloud, value: string): readonly string[] | undefined {
  const found = lookUpPlace(cloud, value);
  return found.kind === "place" && found.place.countries.length > 0 ? found.place.countries : undefined;
}

/**
 * What all three clouds accept as the value of a label. Google Cloud is the strictest.
 * https://cloud.google.com/storage/docs/tags-and-labels#bucket-labels
 */
export const labelText = pattern(
  "1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  "data-platform",
  /^[a-z][a-z0-9_-]{0,62}$/,
);

/** A stack as another refers to it. https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences */
export const stackName = pattern(
  "the full name of a stack, `<organization>/<project>/<stack>`",
  "organization/stateside/landing",
  /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
);

/** https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm */
export function ocid(kind: "tenancy" | "compartment" | "key"): Check<string> {
  const article = { tenancy: "a tenancy", compartment: "a compartment", key: "a key" }[kind];
  const form = String.raw`^ocid1\.${kind}\.oc\d+\.[a-z0-9-]*\.(?:[A-Za-z0-9_-]+\.)?[A-Za-z0-9_-]+$`;
  return pattern(
    `the OCID of ${article}, \`ocid1.${kind}.<realm>.[region].<unique id>\``,
    `ocid1.${kind}.oc1..aaaaexample`,
    new RegExp(form),
  );
}

/** https://docs.oracle.com/en-us/iaas/api/#/en/identity/latest/datatypes/CreateCompartmentDetails */
export const oracleCompartmentName = pattern(
  "1 to 100 letters, digits, periods, hyphens and underscores",
  "us-enclave",
  /^[A-Za-z0-9._-]{1,100}$/,
);

/** https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/latest/datatypes/CreateBucketDetails */
export const oracleBucketName = pattern(
  "1 to 256 letters, digits, hyphens, underscores and periods",
  "user-data",
  /^[A-Za-z0-9._-]{1,256}$/,
);

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
