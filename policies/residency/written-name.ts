import type { Cloud } from "./geography";
import { readAddress } from "./names/addresses";
import { readArn } from "./names/arns";
import { readGooglePath, readGoogleTriple } from "./names/google-paths";
import { readHosts } from "./names/hosts";
import { readOcid } from "./names/ocids";
import { readEmail, readPrincipal } from "./names/principals";
import { distinct, type NamedAs } from "./names/said";
import { readBareUrl, readUrl } from "./names/urls";

/** What a text says by itself. */
export interface WrittenName {
  /** `path` is a Google Cloud resource name, also as a self link; only a `bare` name may be relative to where it stands. */
  readonly kind: "arn" | "ocid" | "url" | "path" | "host" | "email" | "address" | "principal" | "bare";
  /** The cloud that the form belongs to; absent where any could be meant. */
  readonly cloud?: Cloud;
  /**
   * The place as the text writes it, in lower case: region, zone, location, multi-region, OCI region key. Absent: it says
   * none. Not looked up here: it may be no place at all, or a placeholder.
   */
  readonly place?: string;
  /** AWS account, Google Cloud project, OCI namespace. */
  readonly account?: string;
  /** Names that a resource of an estate may have, most exact first; the whole text is the first. */
  readonly names: readonly NamedAs[];
  /** For addresses: whether all of it is private, loopback or link-local. */
  readonly isPrivate?: boolean;
  /** True for names of the cloud's own: service principals, service agents, policies that the cloud manages. */
  readonly isService?: boolean;
}

/** From the form that says most about itself to the one that says least; the first that knows the text reads it. */
const readers: readonly ((text: string) => WrittenName | undefined)[] = [
  readArn,
  readOcid,
  readPrincipal,
  readAddress,
  readUrl,
  readGooglePath,
  readBareUrl,
  readEmail,
  readGoogleTriple,
  readHosts,
];

/** Takes apart a text that names something. Pure, linear in its length, never throws; a text of no known form is `bare`. */
export function readName(text: string): WrittenName {
  const trimmed = text.trim();
  const whole: readonly NamedAs[] = [{ name: text }, { name: trimmed }];
  const table = tableName(trimmed);
  for (const read of readers) {
    const found = read(trimmed);
    if (found !== undefined) return { ...found, names: distinct([...whole, ...found.names, ...table], text) };
  }
  return { kind: "bare", names: distinct([...whole, ...table], text) };
}

/** BigQuery's `project.dataset.table` looks like a host. */
function tableName(text: string): readonly NamedAs[] {
  const name = /^[\w-]{1,63}\.\w{1,1024}\.([\w-]{1,1024})$/.exec(text)?.[1];
  return name === undefined ? [] : [{ name, of: ["bigquery/table:"] }];
}
