import type { Cloud } from "../../policies/residency/geography";
import type { StateAddress } from "../../policies/residency/state-location";

/**
 * Takes the URL of a backend apart.
 * Source: https://www.pulumi.com/docs/iac/concepts/state-and-backends/ and pulumi/pulumi, pkg/backend/diy/backend.go.
 */
export function parseBackend(text: string): StateAddress {
  const { scheme, path, query } = split(text);
  switch (scheme) {
    case "s3":
      return { kind: "s3", ...named("bucket", head(path)), ...placeOfS3(query) };
    case "gs":
      return { kind: "gs", ...named("bucket", head(path)) };
    case "azblob":
    case "file":
      return { kind: scheme };
    case "http":
    case "https":
      return { kind: "https" };
    default:
      return { kind: "unreadable" };
  }
}

/**
 * Takes a stack's `secretsprovider` apart.
 * Source: https://www.pulumi.com/docs/iac/concepts/secrets/ and gocloud.dev/secrets.
 */
export function parseSecretsProvider(text: string): StateAddress {
  if (text === "passphrase" || text === "default") return { kind: text };
  const { scheme, path, query } = split(text);
  switch (scheme) {
    case "awskms":
      return { kind: "awskms", cloud: "aws", ...named("region", arnRegion(path) ?? query.get("region")) };
    case "gcpkms":
      return { kind: "gcpkms", cloud: "gcp", ...named("region", after("locations", path)) };
    case "azurekeyvault":
    case "hashivault":
      return { kind: scheme };
    default:
      return { kind: "unreadable" };
  }
}

/** By hand: an ARN has more colons than a URL may have. Who asks (`user:password@`) isn't read. */
function split(text: string) {
  const [url = ""] = text.trim().split("#", 1);
  const mark = url.indexOf("://");
  const scheme = mark < 0 ? "" : url.slice(0, mark).toLowerCase();
  const rest = mark < 0 ? "" : url.slice(mark + 3);
  const question = rest.indexOf("?");
  const path = question < 0 ? rest : rest.slice(0, question);
  const query = new URLSearchParams(question < 0 ? "" : rest.slice(question + 1));
  return { scheme, path: path.split("/").filter((part) => part !== ""), query };
}

/** A store with an endpoint of its own isn't Amazon's, whatever region is stated beside it. */
function placeOfS3(query: URLSearchParams): Pick<StateAddress, "cloud" | "region"> {
  const endpoint = query.get("endpoint");
  if (endpoint === null || endpoint === "") return { cloud: "aws", ...named("region", query.get("region")) };
  const [host = ""] = endpoint.replace(/^https?:\/\//i, "").split(/[/?#]/, 1);
  return endpointPlace(host.toLowerCase()) ?? {};
}

/** The endpoints that name their region; `amazonaws.com` in China and other partitions is left to those who run it. */
function endpointPlace(host: string): { readonly cloud: Cloud; readonly region: string } | undefined {
  const [withoutPort = ""] = host.split(":", 1);
  for (const [form, cloud] of endpointForms) {
    const region = form.exec(withoutPort)?.[1];
    if (region !== undefined) return { cloud, region };
  }
  return undefined;
}

const endpointForms: readonly (readonly [RegExp, Cloud])[] = [
  [/^[\w-]+\.compat\.objectstorage\.([a-z0-9-]+)\.oraclecloud\.com$/, "oci"],
  [/^[\w-]+\.compat\.objectstorage\.([a-z0-9-]+)\.oci\.customer-oci\.com$/, "oci"],
  [/^s3(?:-fips)?(?:\.dualstack)?\.([a-z0-9-]+)\.amazonaws\.com$/, "aws"],
];

/** The region of `arn:aws:kms:us-east-1:123456789012:key/…`. */
function arnRegion(path: readonly string[]): string | undefined {
  const [arn, , , region] = (path[0] ?? "").split(":");
  return arn === "arn" ? region : undefined;
}

/** What follows a word in a path. */
function after(word: string, path: readonly string[]): string | undefined {
  const index = path.indexOf(word);
  return index < 0 ? undefined : path[index + 1];
}

/** Who asks isn't part of a bucket's name. */
function head([first = ""]: readonly string[]): string | undefined {
  return first.split("@").at(-1);
}

function named<Key extends string>(key: Key, value: string | null | undefined): Partial<Record<Key, string>> {
  // SAFETY: the one key that there can be is `Key`.
  return (value === undefined || value === null || value === "" ? {} : { [key]: value }) as Partial<
    Record<Key, string>
  >;
}
