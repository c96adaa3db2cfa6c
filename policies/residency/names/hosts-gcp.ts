import { host, type HostRow } from "./host-row";
import { token } from "./said";

const label = "[a-z0-9_-]+";
const name = `(?<name>${label})`;
const place = `(?<place>${label})`;
/** A region, where a hyphen separates it from what follows. */
const region = `(?<place>[a-z]+-[a-z]+\\d{1,2}|${token})`;
const multiRegion = `(?<place>[a-z]+-[a-z]+\\d{1,2}|us|eu|${token})`;

const buckets = ["storage/bucket:"];
const repositories = ["artifactregistry/repository:"];

const row = (form: string, of?: readonly string[], path?: RegExp): HostRow => host("gcp", form, of, path);

/** Sources stand beside the rows. */
export const gcpHosts: readonly HostRow[] = [
  // https://cloud.google.com/storage/docs/request-endpoints
  row(
    "(?:storage\\.googleapis\\.com|storage\\.mtls\\.googleapis\\.com|commondatastorage\\.googleapis\\.com|storage\\.cloud\\.google\\.com)",
    buckets,
    /^\/(?:(?:upload\/|download\/)?storage\/v1\/b\/)?(?<name>[^/]+)/,
  ),
  row("www\\.googleapis\\.com", buckets, /^\/(?:upload\/|download\/)?storage\/v1\/b\/(?<name>[^/]+)/),
  row("(?<name>[a-z0-9_.-]+)\\.storage\\.googleapis\\.com", buckets),
  row(`storage\\.${place}\\.rep\\.googleapis\\.com`, buckets, /^\/(?:storage\/v1\/b\/)?(?<name>[^/]+)/),
  // https://cloud.google.com/artifact-registry/docs/docker/names; the projects of a domain have a colon
  row(
    `${place}-(?:docker|maven|npm|python|apt|yum|go|googet|generic|kfp)\\.pkg\\.dev`,
    repositories,
    /^\/(?<account>[^/]+)\/(?<name>[^/:@]+)/,
  ),
  row("(?:(?<place>us|eu|asia)\\.)?gcr\\.io", repositories, /^\/(?<account>[^/]+)(?:\/|$)/),
  // https://cloud.google.com/run/docs/triggering/https-request; the other form has a hash and a code of no table
  row(`(?:${label}---)?${name}-\\d{6,}\\.${place}\\.run\\.app`, ["cloudrun/service:", "cloudrunv2/service:"]),
  row(`(?:${label}---)?${name}-[a-z0-9]{10}-[a-z]{2,3}\\.a\\.run\\.app`, ["cloudrun/service:", "cloudrunv2/service:"]),
  // https://cloud.google.com/functions/docs/calling/http
  row(`${region}-(?<account>${label})\\.cloudfunctions\\.net`, ["function:"], /^\/(?<name>[^/]+)/),
  // https://cloud.google.com/appengine/docs/standard/how-requests-are-routed; the code of its region is of no table
  row(`(?:${label}-dot-)?(?<account>${label})(?:\\.[a-z]{2})?(?:\\.r)?\\.appspot\\.com`),
  // https://firebase.google.com/docs/database/rest/start
  row(`${name}\\.${place}\\.firebasedatabase\\.app`, ["firebase/databaseinstance:"]),
  row(`${name}\\.firebaseio\\.com`, ["firebase/databaseinstance:"]),
  // https://cloud.google.com/compute/docs/internal-dns
  row(`${name}\\.(?<place>[a-z]+-[a-z]+\\d{1,2}-[a-z])\\.c\\.(?<account>[a-z0-9.-]+)\\.internal`, [
    "compute/instance:",
  ]),
  row("(?<name>[a-z0-9-]+)\\.c\\.(?<account>[a-z0-9.-]+)\\.internal", ["compute/instance:"]),
  // https://cloud.google.com/vertex-ai/docs/general/locations and …/docs/regional-endpoints
  row(`${multiRegion}-${label}\\.(?:mtls\\.)?googleapis\\.com`),
  row(`${label}\\.${place}\\.rep(?:\\.mtls)?\\.googleapis\\.com`),
  row("(?:[a-z0-9_*.-]+\\.)?(?:googleapis\\.com|pkg\\.dev|run\\.app|cloudfunctions\\.net|gcr\\.io)"),
];
