import { output } from "@pulumi/pulumi";
import * as aws from "../../components/aws/checks";
import * as check from "../../components/checks";
import type { Check } from "../../components/checks";
import * as google from "../../components/gcp/checks";
import * as oracle from "../../components/oci/checks";
import { ProgramError } from "../../components/program-error";
import { refusal } from "./recorder";

const long = (length: number) => "a".repeat(length);

describe.each<[string, Check<string>, readonly string[], readonly string[]]>([
  [
    "host names",
    check.hostName,
    ["example.com", "www.example.com", "xn--bcher-kva.example", `${long(63)}.example.com`],
    [
      "example",
      "Example.com",
      "www.example.com.",
      "-a.example.com",
      "a_b.example.com",
      "192.0.2.1",
      `${long(64)}.com`,
      "",
    ],
  ],
  [
    "certificates in Phoenix",
    oracle.ocidIn("certificate", "us-phoenix-1"),
    ["ocid1.certificate.oc1.phx.aaaa", "ocid1.certificate.oc1.us-phoenix-1.aaaa"],
    ["ocid1.certificate.oc1.iad.aaaa", "ocid1.certificate.oc1..aaaa", "ocid1.key.oc1.phx.aaaa", "phx"],
  ],
  [
    "names of certificate authorities",
    oracle.oracleAuthorityName,
    ["us-enclave-ashburn", "a", long(64)],
    ["us enclave", "", long(65)],
  ],
  [
    "a label's text",
    check.labelText,
    ["a", "us-user", "team_7", long(63)],
    ["", "US", "7th", "-a", "a b", "é", long(64), "a\n"],
  ],
  [
    "an e-mail address",
    check.emailAddress,
    ["security@example.com", "a.b+c@mail.example.co", `${long(64)}@example.com`],
    [
      "",
      "security",
      "@example.com",
      "a@example",
      "a b@example.com",
      "a@-example.com",
      "a@b@c.com",
      `${long(65)}@a.com`,
    ],
  ],
  [
    "what an AWS policy is attached to",
    aws.organizationTarget,
    ["r-ab12", "ou-ab12-cdefgh34", "111122223333"],
    ["", "r-ab", "ou-ab12", "ou-ab12-short", "arn:aws:organizations::111122223333:ou/o-a/ou-ab12-cdefgh34", "1111"],
  ],
  [
    "an organization or folder of Google Cloud",
    google.googleParent,
    ["organizations/123456789012", "folders/42"],
    ["", "organizations/", "organizations/acme", "projects/42", "folders/42/", "123456789012"],
  ],
  [
    "a tenancy",
    oracle.ocid("tenancy"),
    ["ocid1.tenancy.oc1..aaaa", "ocid1.tenancy.oc2..aaaa"],
    ["", "ocid1.compartment.oc1..aaaa", "ocid1.tenancy.oc1.aaaa", "tenancy", "ocid1.tenancy.oc1..aaaa "],
  ],
  [
    "a key",
    oracle.ocid("key"),
    ["ocid1.key.oc1.iad.avault.akey", "ocid1.key.oc1.us-sanjose-1.avault.akey"],
    ["ocid1.key.oc1.iad.", "ocid1.vault.oc1.iad.avault"],
  ],
  [
    "an Oracle bucket's name",
    oracle.oracleBucketName,
    ["User.Data_1-a", long(256)],
    ["", "user data", "user/data", long(257)],
  ],
  ["the name of a bucket of evidence", oracle.evidenceBucketName, ["Evidence_1-a", long(248)], ["", "a/b", long(249)]],
  [
    "an Oracle compartment's name",
    oracle.oracleCompartmentName,
    ["us-enclave", long(100)],
    ["", "us enclave", long(101)],
  ],
  [
    "an identity domain's name",
    oracle.oracleDomainName,
    ["us-enclave", "US.Enclave_1", long(80)],
    ["", "us enclave", "us'enclave", long(81)],
  ],
  [
    "a range that an office has",
    oracle.officeRange,
    ["203.0.113.0/24", "8.8.8.8/32", "20.0.0.0/16"],
    [
      "",
      "203.0.113.0",
      "203.0.113.1/24",
      "20.0.0.0/15",
      "0.0.0.0/0",
      "10.0.0.0/24",
      "192.168.0.1/32",
      "100.64.0.0/24",
      "2001:db8::/64",
    ],
  ],
  ["an AWS account", aws.awsAccountId, ["012345678901"], ["12345678901", "0123456789012", "arn:aws"]],
  [
    "an S3 bucket's name",
    aws.awsBucketName,
    ["abc", "1-2", "acme--backup", long(63)],
    [
      "ab",
      long(64),
      "Acme",
      "acme_backup",
      "acme.backup",
      "-acme",
      "acme-",
      "xn--acme",
      "sthree-acme",
      "amzn-s3-demo-acme",
      "acme-s3alias",
      "acme--ol-s3",
      "acme--x-s3",
      "acme--table-s3",
      "acme-us-east-1-an",
    ],
  ],
  [
    "a Cloud Storage bucket's name",
    google.googleBucketName,
    ["abc", "acme_backup", "acme-good", long(63)],
    ["ab", long(64), "Acme", "acme.backup", "_acme", "acme-", "goog-acme", "my-google", "my-g00gle-1"],
  ],
  [
    "a Google project",
    google.googleProjectId,
    ["acme-1", long(30)],
    ["acme", long(31), "1acme-backup", "acme-backup-", "ACME-backup"],
  ],
  [
    "a Google service account",
    google.googleServiceAccount,
    ["courier@acme.iam.gserviceaccount.com", "1234-compute@developer.gserviceaccount.com"],
    ["courier", "courier@example.com", "serviceAccount:courier@acme.iam.gserviceaccount.com"],
  ],
  [
    "a stack",
    check.stackName,
    ["organization/stateside/landing", "acme/stateside/landing"],
    ["landing", "stateside/landing", "a/b/c/d", "a//c"],
  ],
  [
    "a US region of Oracle Cloud",
    check.usRegion("oci", "us-ashburn-1"),
    ["us-ashburn-1", "us-phoenix-1", "us-chicago-1"],
    ["", "ca-toronto-1", "us", "us-ashburn", "eu-frankfurt-1"],
  ],
  [
    "a US region of AWS",
    check.usRegion("aws", "us-east-1"),
    ["us-east-1", "us-west-2", "us-gov-west-1"],
    ["ca-central-1", "us-east", "global"],
  ],
  [
    "a region of Google Cloud",
    check.region("gcp", "us-east4"),
    ["asia-southeast1", "us-east4"],
    ["asia-southeast9", "global", ""],
  ],
])("%s", (_, { accepts, example }, good, bad) => {
  it.each(good)("can be `%s`", (value) => {
    expect(accepts(value)).toBe(true);
  });
  it.each(bad)("can't be `%s`", (value) => {
    expect(accepts(value)).toBe(false);
  });
  it("has an example that it accepts", () => {
    expect(accepts(example)).toBe(true);
  });
});

it("counts days that are whole and in bounds", () => {
  const { accepts } = check.days(7, 30);
  expect([7, 30].every(accepts)).toBe(true);
  expect([6, 31, 7.5, Number.NaN, Infinity].some(accepts)).toBe(false);
});

it("lets pass what isn't known yet", () => {
  expect(check.against(output("?"), aws.awsAccountId)).toBeUndefined();
  expect(check.against<string>(undefined, aws.awsAccountId)).toBeUndefined();
});

it("names every wrong input on a line of its own, and shows control characters as text", async () => {
  const inputs = {
    accountId: check.against("1\n2", aws.awsAccountId),
    owner: check.against("data", check.labelText),
    days: check.against(0, check.days(1, 2)),
  };
  const message = await refusal(() => {
    check.refuseWrong("vault", "backup", inputs);
  });
  expect(message).toBe(
    "vault `backup`: `accountId` is `1\\n2`; use the 12 digits of an AWS account\n" +
      "vault `backup`: `days` is `0`; use a whole number of days from 1 to 2",
  );
});

it("has no stack, which Pulumi would format at length", () => {
  expect(new ProgramError("no").stack).toBe("no");
});
