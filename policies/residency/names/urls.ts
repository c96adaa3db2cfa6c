import type { WrittenName } from "../written-name";
import { readAddress } from "./addresses";
import { readArn } from "./arns";
import { bucketTypes } from "./arn-resources";
import { hostedPath } from "./google-paths";
import { isHostName, readHost, severalHosts } from "./hosts";
import { named, together, written } from "./said";

/** Schemes that name a thing instead of a host. Groups: `name`, `account`. */
interface SchemeRow {
  readonly scheme: RegExp;
  readonly cloud: "aws" | "gcp" | "oci";
  readonly form: RegExp;
  readonly of: readonly string[];
}

const schemes: readonly SchemeRow[] = [
  { scheme: /^s3[an]?$/, cloud: "aws", form: /^(?<name>[^/?#\s@:]+)(?:[/?#]|$)/, of: bucketTypes },
  { scheme: /^gs$/, cloud: "gcp", form: /^(?<name>[^/?#\s@:]+)(?:[/?#]|$)/, of: ["storage/bucket:"] },
  // The connector for Hadoop: https://docs.oracle.com/en-us/iaas/Content/API/SDKDocs/hdfsconnector.htm
  {
    scheme: /^oci$/,
    cloud: "oci",
    form: /^(?<name>[^/?#\s@:]+)@(?<account>[^/?#\s@:]+)(?:[/?#]|$)/,
    of: ["objectstorage/bucket:"],
  },
  // Vertex AI: https://cloud.google.com/vertex-ai/docs/reference/rest/v1/BigQueryDestination
  { scheme: /^bq$/, cloud: "gcp", form: /^(?<account>[^.\s]+)\.(?<name>\w+)(?:\.|$)/, of: ["bigquery/dataset:"] },
];

/** With a scheme; `jdbc:postgresql://…` has two. What follows a backslash in a host is read one way here and another there. */
export function readUrl(text: string): WrittenName | undefined {
  const [, prefix = "", rest] = /^((?:[a-z][a-z0-9+.-]{0,40}:){1,3})\/\/(.*)$/is.exec(text) ?? [];
  if (rest === undefined) return readOtherScheme(text);
  const scheme = prefix.slice(0, -1).toLowerCase();
  const row = schemes.find((one) => one.scheme.test(scheme));
  if (row !== undefined) return readArn(rest) ?? ofScheme(row, rest);

  const end = rest.search(/[/?#\\\s]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const isClear = end === -1 || /[/?#]/.test(rest.charAt(end));
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (!isClear || /^[^[]*%/.test(host)) return written("url", {});
  const path = end === -1 ? "" : (rest.slice(end).split(/[?#]/, 1)[0] ?? "");
  const hosts = host.includes(",") ? host.split(",") : [host];
  const [first, ...more] = hosts.slice(0, 50).map((one) => readHost("url", one, path));
  if (first === undefined) return written("url", {});
  if (more.length > 0) return severalHosts("url", hosts.length > 50 ? [written("url", {})] : [first, ...more]);
  const googlePath = first.cloud === "gcp" ? hostedPath(host, path) : undefined;
  if (googlePath === undefined) return withSelf(first, host + path);
  return written("path", {
    ...googlePath,
    place: together(googlePath.place, first.place),
    names: [{ name: host + path }, ...googlePath.names],
  });
}

/** `jdbc:oracle:thin:@host`, `mailto:…` and `git@host:path`, which no host of a table is written in. */
function readOtherScheme(text: string): WrittenName | undefined {
  return /^(?:jdbc|mailto|data|urn):/i.test(text) || /^[\w.-]{1,64}@[\w.-]{1,255}:[^\s]*\//.test(text)
    ? written("url", {})
    : undefined;
}

function ofScheme({ cloud, form, of }: SchemeRow, rest: string): WrittenName {
  const { name, account } = form.exec(rest.slice(0, 4096))?.groups ?? {};
  const types = name?.endsWith("-s3alias") === true ? ["s3/accesspoint:"] : of;
  return written("url", { cloud, account, names: [named(name, types)] });
}

/** The host with its path is how registries and sinks name it. */
function withSelf(found: WrittenName, name: string): WrittenName {
  return { ...found, names: [{ name }, { name: name.replace(/\/+$/, "") }, ...found.names] };
}

/** Without a scheme, as images are named: a host, a slash and a path. */
export function readBareUrl(text: string): WrittenName | undefined {
  if (text.startsWith("//")) return readUrl(`https:${text}`);
  const slash = text.indexOf("/");
  const host = text.slice(0, Math.max(slash, 0));
  // A single word without a port is a folder.
  const isHost = isHostName(host) || /^[a-z0-9-]{1,63}:\d{1,5}$/i.test(host) || readAddress(host) !== undefined;
  if (!isHost) return undefined;
  const [path = ""] = text.slice(slash).split(/[?#\s]/, 1);
  return readHost(/(?:^|\.)googleapis\.com$/i.test(host) ? "path" : "url", host, path);
}
