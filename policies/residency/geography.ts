import { dataFile } from "./data-files";
import type { Site } from "./mandate";
import { distance, nearest } from "./nearest";

export type Cloud = "oci" | "aws" | "gcp";

/** Somewhere that a cloud keeps content. */
export interface Place {
  readonly cloud: Cloud;
  /** The name that stands for all its names: `us-ashburn-1` for `IAD`, `US-ASHBURN-AD-2` for `kIdk:US-ASHBURN-AD-2`. */
  readonly id: string;
  readonly kind: "region" | "zone" | "multi-region" | "site";
  /** Every country that content may rest in, ISO 3166 alpha-2, sorted; never empty. */
  readonly countries: readonly string[];
  /**
   * The regions it consists of, sorted: a region itself, an ordinary zone its region. A Local or Wavelength Zone, which
   * can be in another country than its parent, and a multi-region whose members are not published stand for themselves.
   */
  readonly regions: readonly string[];
  /** For people: `Frankfurt, Germany`, or the id. */
  readonly name: string;
  /** For a site: the statements of the mandate that say where it is. */
  readonly sites?: readonly Site[];
}

/**
 * What a name in a place's position means. `unlisted` is a name that the table lacks, or one that it lists as unknown:
 * its `reason` says which, and doesn't repeat the name.
 */
export type Lookup =
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "global" }
  | { readonly kind: "unlisted"; readonly reason: string };

/** A row of `data/regions.json`, whose `about` says what the columns mean. */
export interface PlaceRow {
  readonly cloud: Cloud;
  readonly id: string;
  readonly kind: Exclude<Place["kind"], "site">;
  readonly countries: readonly string[] | null;
  readonly reason?: string;
  readonly name?: string;
  readonly key?: string;
  readonly realm?: string;
  readonly parent?: string;
  readonly members?: readonly string[];
  readonly zones?: readonly string[];
  readonly aliases?: readonly string[];
  readonly note?: string;
  /** Keys of the table's sources. */
  readonly sources: readonly string[];
}

/** Who says so: a document, with the day of its version, else the day it was read. */
export interface Source {
  readonly title: string;
  readonly date: string;
  readonly url: string;
}

interface Table {
  readonly sources: Readonly<Record<string, Source>>;
  readonly global: readonly { readonly cloud: Cloud; readonly id: string }[];
  readonly places: readonly PlaceRow[];
}

interface Gazetteer {
  /** By every name, in lower case. A Map, so that `__proto__` is just one more name that isn't listed. */
  readonly byName: ReadonlyMap<string, Lookup>;
  /** The same names, with the row that they are of. */
  readonly rowsByName: ReadonlyMap<string, PlaceRow>;
  readonly places: readonly Place[];
  /** What a misspelling can be meant for: ids and aliases of known places, without zones and three-letter keys. */
  readonly suggestions: readonly string[];
}

const allClouds: readonly Cloud[] = ["oci", "aws", "gcp"];

const gazetteers = new Map<Cloud, Gazetteer>();
let table: Table | undefined;
let countryNames: Intl.DisplayNames | undefined;

/** The clouds whose places are known. */
export function clouds(): readonly Cloud[] {
  return allClouds;
}

/**
 * What `name` means on this cloud, whatever its case: a region, a zone or its id, a multi-region, a Spanner
 * configuration, an Oracle region key or availability domain. Paths, ARNs and URLs are the caller's to take apart.
 * Only whole names of the table count: `us-east-1x` is no part of `us-east-1`. Never throws for a name.
 */
export function lookUpPlace(cloud: Cloud, name: string): Lookup {
  const known = gazetteerOf(cloud).byName.get(withoutTenancy(cloud, name).toLowerCase());
  return known ?? { kind: "unlisted", reason: `no ${cloud} place has this name` };
}

/** Every known place of the cloud, zones too, sorted by id. */
export function placesOf(cloud: Cloud): readonly Place[] {
  return gazetteerOf(cloud).places;
}

/**
 * The places that `name` may be a misspelling of, best first; none when nothing is near, or when the table lists the
 * name as unknown, which is no misspelling.
 */
export function nearestPlaces(cloud: Cloud, name: string, count = 3): readonly string[] {
  const { byName, suggestions } = gazetteerOf(cloud);
  if (byName.get(name.toLowerCase())?.kind === "unlisted") return [];
  const far = Math.max(1, Math.floor(name.length / 3));
  return nearest(name, suggestions, count).filter((suggestion) => distance(name, suggestion) <= far);
}

/** What the table says of a name, known or not, in all clouds; for people who ask. */
export function rowsNamed(name: string): readonly PlaceRow[] {
  return allClouds.flatMap(
    (cloud) => gazetteerOf(cloud).rowsByName.get(withoutTenancy(cloud, name).toLowerCase()) ?? [],
  );
}

/** Every row of the table, sorted by cloud and id. */
export function placeRows(): readonly PlaceRow[] {
  return (table ??= read()).places;
}

export function sourcesOf({ sources }: PlaceRow): readonly Source[] {
  const all = (table ??= read()).sources;
  return sources.flatMap((key) => all[key] ?? []);
}

/** The country's English name: `Germany` for `DE`; the code itself when it is none. */
export function countryName(code: string): string {
  countryNames ??= new Intl.DisplayNames(["en"], { type: "region" });
  try {
    return countryNames.of(code) ?? code;
  } catch {
    return code; // `of` throws a RangeError for what can't be a code
  }
}

/** Availability domains are named `Uocm:PHX-AD-1`: four characters of the tenancy, then the domain. */
function withoutTenancy(cloud: Cloud, name: string): string {
  return cloud === "oci" ? name.replace(/^[a-z0-9]{1,16}:(?=.*-ad-\d$)/i, "") : name;
}

/** Read at the first question about the cloud, and kept. */
function gazetteerOf(cloud: Cloud): Gazetteer {
  const known = gazetteers.get(cloud) ?? gazetteer(cloud, (table ??= read()));
  gazetteers.set(cloud, known);
  return known;
}

function read(): Table {
  // SAFETY: the file is ours, and test/data/regions.test.ts checks every row.
  return JSON.parse(dataFile("regions.json")) as Table;
}

function gazetteer(cloud: Cloud, { global, places: allRows }: Table): Gazetteer {
  const rows = allRows.filter((row) => row.cloud === cloud);
  const byName = new Map<string, Lookup>();
  const rowsByName = new Map<string, PlaceRow>();
  for (const { id } of global.filter((pseudo) => pseudo.cloud === cloud)) byName.set(id, { kind: "global" });
  const places: Place[] = [];
  const list = (row: PlaceRow, found: Lookup, names: readonly string[]) => {
    for (const name of names) {
      byName.set(name.toLowerCase(), found);
      rowsByName.set(name.toLowerCase(), row);
    }
    if (found.kind === "place") places.push(found.place);
  };
  for (const row of rows) {
    list(row, meaning(row), namesOf(row));
    for (const zone of (row.zones ?? []).flatMap(spelledOut)) list(row, meaning(row, zone), [zone]);
  }
  return {
    byName,
    rowsByName,
    places: places.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    suggestions: rows.filter(({ countries }) => countries !== null).flatMap(({ id, aliases = [] }) => [id, ...aliases]),
  };
}

function namesOf({ id, key, aliases = [] }: PlaceRow): readonly string[] {
  return key === undefined ? [id, ...aliases] : [id, key, ...aliases];
}

/** What the row's names mean, or one of its ordinary zones. */
function meaning(row: PlaceRow, zone?: string): Lookup {
  const { cloud, id, countries, reason = "nobody published where it is", name = id } = row;
  if (countries === null) return { kind: "unlisted", reason };
  const place = { cloud, countries, name, regions: row.members ?? [id] };
  if (zone === undefined) return { kind: "place", place: { ...place, id, kind: row.kind } };
  return { kind: "place", place: { ...place, id: zone, kind: "zone" } };
}

/** `us-east-1{a..c}` → `us-east-1a`, `us-east-1b`, `us-east-1c`; a name without braces is itself. */
function spelledOut(zones: string): readonly string[] {
  const [, before = "", first = "", last = ""] = /^(.*)\{(\w)\.\.(\w)\}$/.exec(zones) ?? [];
  if (first === "") return [zones];
  const from = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - from + 1 }, (_, i) => before + String.fromCharCode(from + i));
}
