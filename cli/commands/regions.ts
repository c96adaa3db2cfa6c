import {
  clouds,
  countryName,
  nearestPlaces,
  placeRows,
  type PlaceRow,
  rowsNamed,
  sourcesOf,
} from "../../policies/residency/geography";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { escapeText } from "../../policies/residency/terminal-safe";
import { print, type Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/**
 * Prints where places are and who says so; without a name, a line for each region and multi-region.
 * @throws UsageError for a name that no cloud has, WriteError
 */
export async function regions({ words: names }: Given<"regions">, io: Io): Promise<Ending> {
  const found = names.map((name) => ({ name, rows: rowsNamed(name) }));
  const unknown = found.filter(({ rows }) => rows.length === 0).map(({ name }) => unknownPlace(name));
  if (unknown.length > 0) throw new UsageError(unknown, "stateside regions --help");
  const text =
    names.length === 0
      ? placeRows()
          .filter(({ kind }) => kind !== "zone")
          .map(line)
          .join("\n")
      : found.flatMap(({ rows }) => rows.map(placeText)).join("\n\n");
  await print(io.stdout, `${text}\n`);
  return "clean";
}

function unknownPlace(name: string): string {
  const near = clouds().flatMap((cloud) => nearestPlaces(cloud, name, 1));
  const advice =
    near.length > 0
      ? `did you mean ${near.map((place) => `\`${place}\``).join(" or ")}?`
      : "`stateside regions` lists every region and multi-region";
  return `no cloud has a place named \`${escapeText(name)}\`; ${advice}`;
}

function line(row: PlaceRow): string {
  return `${row.cloud}  ${row.id.padEnd(24)}  ${countriesText(row)}`;
}

function countriesText({ countries, reason = "nobody published where it is" }: PlaceRow): string {
  return countries === null ? `unknown: ${reason}` : countries.map(countryName).join(", ");
}

function placeText(row: PlaceRow): string {
  const { cloud, id, kind, name, key, realm, parent, members, zones, aliases, note } = row;
  const facts: (readonly [string, string | undefined])[] = [
    ["country", countriesText(row)],
    ["name", name],
    ["key", key],
    ["also", aliases?.join(", ")],
    ["realm", realm],
    ["parent", parent],
    ["members", members?.join(", ")],
    ["zones", zones?.join(", ")],
    ["note", note],
  ];
  return [
    `${cloud} ${kind} ${id}`,
    ...facts.flatMap(([fact, text]) => (text === undefined ? [] : [`  ${fact.padEnd(9)}${text}`])),
    ...sourcesOf(row).flatMap(({ title, date, url }) => [
      `  ${"source".padEnd(9)}${title}, ${date}`,
      `           ${url}`,
    ]),
  ].join("\n");
}
