import { parseBackend, parseSecretsProvider } from "../../../doors/program/state-address";
import type { StateAddress } from "../../../policies/residency/state-location";

describe("a backend", () => {
  it.each<[string, string, StateAddress]>([
    [
      "a bucket of S3 with its region",
      "s3://state/shop?region=eu-west-1&awssdk=v2",
      { kind: "s3", bucket: "state", cloud: "aws", region: "eu-west-1" },
    ],
    ["a bucket of S3 alone", "s3://state", { kind: "s3", bucket: "state", cloud: "aws" }],
    [
      "one of two regions: the first, as the engine",
      "s3://b?region=us-east-1&region=eu-west-1",
      {
        ...{ kind: "s3", bucket: "b", cloud: "aws", region: "us-east-1" },
      },
    ],
    [
      "a region in percent signs",
      "s3://b?region=us%2Deast%2D1",
      { kind: "s3", bucket: "b", cloud: "aws", region: "us-east-1" },
    ],
    [
      "a bucket with an endpoint of its own",
      "s3://b?region=us-east-1&endpoint=minio.example.com:9000",
      { kind: "s3", bucket: "b" },
    ],
    [
      "a bucket of Oracle Cloud",
      "s3://b?endpoint=https://tenancy.compat.objectstorage.us-ashburn-1.oraclecloud.com&s3ForcePathStyle=true&region=eu-west-1",
      { kind: "s3", bucket: "b", cloud: "oci", region: "us-ashburn-1" },
    ],
    [
      "one by Oracle's newer endpoint",
      "s3://b?endpoint=tenancy.compat.objectstorage.eu-frankfurt-1.oci.customer-oci.com",
      { kind: "s3", bucket: "b", cloud: "oci", region: "eu-frankfurt-1" },
    ],
    [
      "a bucket by Amazon's own endpoint",
      "s3://b?endpoint=S3.dualstack.eu-west-1.amazonaws.com:443/x",
      { kind: "s3", bucket: "b", cloud: "aws", region: "eu-west-1" },
    ],
    [
      "an endpoint that only looks like one",
      "s3://b?endpoint=t.compat.objectstorage.us-ashburn-1.oraclecloud.com.example.com",
      { kind: "s3", bucket: "b" },
    ],
    [
      "an endpoint behind who asks",
      "s3://b?endpoint=http://s3.us-east-1.amazonaws.com@example.com",
      { kind: "s3", bucket: "b" },
    ],
    ["a bucket of Cloud Storage", "gs://state/shop", { kind: "gs", bucket: "state" }],
    ["a container of Azure", "azblob://state?storage_account=acme", { kind: "azblob" }],
    ["a folder", "file:///var/state", { kind: "file" }],
    ["the home folder", "file://~", { kind: "file" }],
    ["Pulumi Cloud", "https://api.pulumi.com", { kind: "https" }],
    ["a server of one's own", "http://user:hidden@pulumi.example.com", { kind: "https" }],
    [
      "capitals, blanks and a fragment",
      " S3://b?region=us-east-1#x ",
      { kind: "s3", bucket: "b", cloud: "aws", region: "us-east-1" },
    ],
    ["a form that nobody knows", "postgres://user:hidden@db/state", { kind: "unreadable" }],
    ["no URL", "state", { kind: "unreadable" }],
    ["nothing but a scheme", "s3://", { kind: "s3", cloud: "aws" }],
  ])("is %s", (_, url, address) => {
    expect(parseBackend(url)).toEqual(address);
  });

  it("keeps no credentials", () => {
    expect(
      JSON.stringify(parseBackend("s3://key:hidden@b?profile=hidden&endpoint=http://key:hidden@host")),
    ).not.toContain("hidden");
  });
});

describe("a secrets provider", () => {
  it.each<[string, string, StateAddress]>([
    [
      "a key of AWS by alias",
      "awskms://alias/state?region=us-east-1",
      { kind: "awskms", cloud: "aws", region: "us-east-1" },
    ],
    [
      "a key of AWS by id",
      "awskms://1234abcd?region=eu-west-1&context_x=y",
      { kind: "awskms", cloud: "aws", region: "eu-west-1" },
    ],
    [
      "a key of AWS by ARN, whatever region is asked",
      "awskms:///arn:aws:kms:eu-west-1:123456789012:key/1234?region=us-east-1",
      { kind: "awskms", cloud: "aws", region: "eu-west-1" },
    ],
    [
      "an ARN behind two slashes",
      "awskms://arn:aws:kms:eu-west-1:123456789012:alias/x",
      { kind: "awskms", cloud: "aws", region: "eu-west-1" },
    ],
    ["a key of AWS without a region", "awskms://alias/state", { kind: "awskms", cloud: "aws" }],
    [
      "a key of Google Cloud",
      "gcpkms://projects/p/locations/europe-west3/keyRings/r/cryptoKeys/k",
      { kind: "gcpkms", cloud: "gcp", region: "europe-west3" },
    ],
    ["a path of Google Cloud that ends early", "gcpkms://projects/p/locations", { kind: "gcpkms", cloud: "gcp" }],
    ["a vault of Azure", "azurekeyvault://acme.vault.azure.net/keys/k", { kind: "azurekeyvault" }],
    ["a Vault server", "hashivault://k", { kind: "hashivault" }],
    ["a passphrase", "passphrase", { kind: "passphrase" }],
    ["the backend's own", "default", { kind: "default" }],
    ["a form that nobody knows", "base64key://hidden", { kind: "unreadable" }],
  ])("is %s", (_, url, address) => {
    expect(parseSecretsProvider(url)).toEqual(address);
  });
});
