import { host, type HostRow } from "./host-row";
import { regionLike } from "./said";

/**
 * The domains of the realms that Oracle's SDKs know (`realm` in the common module of oci-go-sdk). A list, since a domain
 * that Oracle doesn't have is anybody's.
 */
const realms =
  "(?:oraclecloud(?:5|8|9|10|14|15|16|17|20|21|23|24|26|27|28|29|35|42|51|52)?\\.com|oraclegovcloud\\.(?:com|uk)|oraclecloud\\.eu|psn-pco\\.it|nricloud\\.jp|sovereigncloud\\.nz)";
const domain = `(?:(?:oci|ocp)\\.)?${realms}`;
const customers = "oci\\.customer-oci\\.com";

const label = "[a-z0-9_-]+";
const place = `(?<place>${label})`;
const region = `(?<place>${regionLike})`;
const namespace = `(?<account>${label})`;
const buckets = ["objectstorage/bucket:"];
const repositories = ["artifacts/containerrepository:"];

/** `/n/NAMESPACE/b/BUCKET/o/OBJECT`, in a pre-authenticated request behind `/p/SECRET`. */
const native = /^(?:\/p\/[^/]+)?\/n\/(?<account>[^/]+)\/b\/(?<name>[^/]+)/;
/** OCIDs stand in the paths of invocations. */
const anOcid = /\/(?<name>ocid1\.[^/]+)/;

const row = (form: string, of?: readonly string[], path?: RegExp): HostRow => host("oci", form, of, path);

/** Sources stand beside the rows. */
export const ociHosts: readonly HostRow[] = [
  // https://docs.oracle.com/en-us/iaas/Content/Object/Concepts/dedicatedendpoints.htm and …/Object/s3-virtual-style.htm
  row(`objectstorage\\.${place}\\.(?:${domain}|${customers})`, buckets, native),
  row(`${namespace}\\.objectstorage\\.${place}\\.${customers}`, buckets, native),
  row(`${namespace}\\.compat\\.objectstorage\\.${place}\\.(?:${domain}|${customers})`, buckets, /^\/(?<name>[^/]+)/),
  row(`(?<name>[a-z0-9_.-]+)\\.vhcompat\\.objectstorage\\.${place}\\.(?:${domain}|${customers})`, buckets),
  row(
    `(?:${label}\\.)?swiftobjectstorage\\.${place}\\.(?:${domain}|${customers})`,
    buckets,
    /^\/v1\/(?<account>[^/]+)\/(?<name>[^/]+)/,
  ),
  // https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registryprerequisites.htm
  row(`${place}\\.ocir\\.io`, repositories, /^\/(?<account>[^/]+)\/(?<name>[^:@]+)/),
  row(`ocir\\.${place}\\.${domain}`, repositories, /^\/(?<account>[^/]+)\/(?<name>[^:@]+)/),
  // Identity domains are global, whatever their hosts look like.
  row(`(?:[a-z0-9_*.-]+\\.)?identity\\.${domain}`),
  // https://docs.oracle.com/en-us/iaas/api/: the region stands before the domain, or before the service (functions)
  row(`(?:[a-z0-9_*.-]+\\.)?${region}\\.(?:${domain}|${customers}|oraclecloudapps\\.com)`, undefined, anOcid),
  row(
    `(?:[a-z0-9_*.-]+\\.)?${region}\\.(?:functions|clusters|ocs|datascience|opensearch)\\.(?:${domain}|${customers})`,
    undefined,
    anOcid,
  ),
  row(`(?:[a-z0-9_*.-]+\\.)?(?:${domain}|${customers}|oraclecloudapps\\.com|oraclevcn\\.com|ocir\\.io)`),
];
