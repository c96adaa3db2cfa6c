import { readFileSync } from "node:fs";
import path from "node:path";

/** A linter for `policies/residency/data/regions.json`: the reader trusts what these tests check. */
interface Row {
  readonly cloud: string;
  readonly id: string;
  readonly kind: string;
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
  readonly sources: readonly string[];
}

interface Table {
  readonly about: string;
  readonly sources: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly global: readonly Row[];
  readonly places: readonly Row[];
}

const file = path.join(__dirname, "../../policies/residency/data/regions.json");
const text = readFileSync(file, "utf8");
// SAFETY: a column that is missing or of another type fails the tests below.
const table = JSON.parse(text) as Table;
const clouds = ["oci", "aws", "gcp"];
const columns = new Set(
  "cloud id kind countries reason name key realm parent members zones aliases note sources".split(" "),
);

const label = ({ cloud, id }: Row) => `${cloud} ${id}`;
/** The rows that break a rule, so that a failure names them. */
const broken = (rule: (row: Row) => boolean) => table.places.filter((row) => !rule(row)).map(label);
const isSorted = (words: readonly string[]) => words.every((word, i) => i === 0 || (words[i - 1] ?? "") < word);
const regionOf = ({ cloud }: Row, id: string) =>
  table.places.find((row) => row.cloud === cloud && row.id === id && row.kind === "region");
const ofKind = (kind: string) => table.places.filter((row) => row.kind === kind);

describe("the table of regions", () => {
  it("has one row a line, so that a change can be reviewed", () => {
    const lines = text.split("\n").filter((line) => line.startsWith('    {"cloud": '));
    expect(lines).toHaveLength(table.places.length + table.global.length);
  });

  it("is sorted by cloud and id", () => {
    const orders = table.places.map((row) => `${clouds.indexOf(row.cloud)} ${row.id}`);
    expect(orders.filter((order, i) => i > 0 && (orders[i - 1] ?? "") >= order)).toEqual([]);
    expect(isSorted(Object.keys(table.sources))).toBe(true);
    expect(isSorted(table.global.map(label))).toBe(true);
  });

  it("uses known columns, clouds and kinds", () => {
    expect(broken((row) => Object.keys(row).every((column) => columns.has(column)))).toEqual([]);
    expect(broken((row) => clouds.includes(row.cloud))).toEqual([]);
    expect(broken((row) => ["region", "zone", "multi-region"].includes(row.kind))).toEqual([]);
  });

  it("gives every name one meaning on its cloud", () => {
    const names = [...table.places, ...table.global].flatMap((row) =>
      [row.id, row.key ?? [], row.aliases ?? [], row.zones ?? []]
        .flat()
        .map((name) => `${row.cloud} ${name.toLowerCase()}`),
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("writes names so that the reader finds them: ids in lower case, no spaces", () => {
    const lowerCase = /^[a-z0-9-]+$/;
    expect(broken((row) => [row.id, ...(row.aliases ?? [])].every((name) => lowerCase.test(name)))).toEqual([]);
    expect(broken(({ key }) => key === undefined || /^[a-z]{3}$/.test(key))).toEqual([]);
    const zone = /^[A-Za-z0-9-]+(\{[a-z]\.\.[a-z]\}|\{\d\.\.\d\})?$/;
    expect(broken(({ zones = [] }) => zones.every((name) => zone.test(name)))).toEqual([]);
  });

  it("names countries by their ISO 3166 codes, sorted", () => {
    const known = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
    const isCountry = (code: string) => /^[A-Z]{2}$/.test(code) && code !== "EU" && known.of(code) !== undefined;
    expect(broken(({ countries }) => (countries ?? []).every(isCountry))).toEqual([]);
    expect(broken(({ countries }) => countries === null || (countries.length > 0 && isSorted(countries)))).toEqual([]);
  });

  it("says why a country is unknown, and only then", () => {
    expect(broken(({ countries, reason }) => (countries === null) === (reason !== undefined))).toEqual([]);
    // It ends a sentence that others start.
    expect(broken(({ reason }) => reason === undefined || /^[a-z].*[^.]$/.test(reason))).toEqual([]);
  });

  it("places a region in one country", () => {
    expect(broken(({ kind, countries }) => kind !== "region" || countries === null || countries.length === 1)).toEqual(
      [],
    );
  });

  it("cites sources that have a title, a date and an address, and cites each", () => {
    const all = [...table.places, ...table.global];
    expect(broken(({ sources }) => sources.length > 0 && isSorted(sources))).toEqual([]);
    const cited = new Set(all.flatMap(({ sources }) => sources));
    expect([...cited].toSorted()).toEqual(Object.keys(table.sources));
    for (const [key, source] of Object.entries(table.sources)) {
      expect(Object.keys(source)).toEqual(["title", "date", "url"]);
      expect(`${key}: ${source["title"] ?? ""}`).toMatch(/: \w.{10}/);
      expect(source["date"]).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(source["url"]).toMatch(/^https:\/\//);
    }
  });

  it("knows the parent region of every zone, and lets a note say when the countries differ", () => {
    for (const zone of ofKind("zone")) {
      const parent = regionOf(zone, zone.parent ?? "");
      expect(`${label(zone)} of ${parent?.id ?? "nowhere"}`).toBe(`${label(zone)} of ${zone.parent ?? "?"}`);
      const isAbroad = zone.countries !== null && zone.countries[0] !== parent?.countries?.[0];
      expect(`${label(zone)}: ${zone.note ?? ""}`).toBe(
        `${label(zone)}: ${isAbroad ? "not in the country of its parent region" : ""}`,
      );
    }
    expect(broken(({ kind, parent }) => (kind === "zone") === (parent !== undefined))).toEqual([]);
  });

  it("knows the members of multi-regions, whose countries are exactly theirs", () => {
    for (const multi of ofKind("multi-region").filter(({ members }) => members !== undefined)) {
      const members = (multi.members ?? []).map((member) => regionOf(multi, member)?.countries ?? []);
      expect(`${label(multi)}: ${members.map(({ length }) => length).join(" ")}`).toMatch(/: 1( 1)+$/);
      expect([label(multi), ...(multi.countries ?? [])]).toEqual([label(multi), ...new Set(members.flat().toSorted())]);
    }
    expect(broken(({ members }) => members === undefined || isSorted(members))).toEqual([]);
    expect(broken(({ kind, members }) => members === undefined || kind === "multi-region")).toEqual([]);
  });

  it("has these multi-regions in the United States alone", () => {
    const inUsOnly = ofKind("multi-region").filter(({ countries }) => countries?.join(" ") === "US");
    expect(inUsOnly.map(({ id }) => id).join(" ")).toBe(
      "nam10 nam11 nam12 nam13 nam15 nam16 nam23 nam3 nam4 nam5 nam6 nam7 nam8 nam9 us us-central",
    );
  });

  it("publishes no members of these multi-regions", () => {
    const without = ofKind("multi-region").filter(
      ({ countries, members }) => countries !== null && members === undefined,
    );
    expect(without.map(({ id }) => id)).toEqual(["asia", "eu", "us"]);
  });

  it("gives a realm to every region of Oracle Cloud, and to no other", () => {
    expect(broken(({ cloud, realm }) => (cloud === "oci") === /^oc\d+$/.test(realm ?? ""))).toEqual([]);
    expect(broken(({ cloud, key }) => cloud === "oci" || key === undefined)).toEqual([]);
  });

  it("names the availability domains of Oracle Cloud after the region, but for the two oldest", () => {
    const others = table.places.filter(
      ({ cloud, id, zones = [] }) => cloud === "oci" && zones.join() !== `${id.toUpperCase()}-AD-{1..3}`,
    );
    expect(others.map(({ id, zones }) => [id, zones])).toEqual([
      ["us-ashburn-1", ["US-ASHBURN-AD-{1..3}"]],
      ["us-phoenix-1", ["PHX-AD-{1..3}"]],
    ]);
  });

  it.each([
    ["oci", "region", 98, 55],
    ["aws", "region", 45, 1],
    ["aws", "zone", 80, 2],
    ["gcp", "region", 44, 3],
    ["gcp", "multi-region", 40, 8],
  ])("lists the %s places of kind %s: %d known, %d unknown", (cloud, kind, known, unknown) => {
    const rows = table.places.filter((row) => row.cloud === cloud && row.kind === kind);
    expect(rows.filter(({ countries }) => countries !== null)).toHaveLength(known);
    expect(rows.filter(({ countries }) => countries === null)).toHaveLength(unknown);
  });

  it("lists nothing else", () => {
    expect(table.places).toHaveLength(98 + 55 + 46 + 82 + 47 + 48);
    expect(table.global).toHaveLength(8);
  });

  it.each([
    [
      "oci",
      "us-abilene-1 us-ashburn-1 us-boardman-1 us-chicago-1 us-columbus-1 us-dallas-1 us-dcc-phoenix-1 us-dcc-phoenix-2 us-dcc-phoenix-4 us-dcc-swjordan-1 us-dcc-swjordan-2 us-desmoines-1 us-gov-ashburn-1 us-gov-chicago-1 us-gov-phoenix-1 us-langley-1 us-luke-1 us-phoenix-1 us-quincy-1 us-saltlake-2 us-sanjose-1 us-shawnee-1 us-tacoma-1 us-westjordan-1",
    ],
    [
      "aws",
      "us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 us-isof-east-1 us-isof-south-1 us-west-1 us-west-2",
    ],
    ["gcp", "us-central1 us-central2 us-east1 us-east4 us-east5 us-south1 us-west1 us-west2 us-west3 us-west4"],
  ])("has these regions of %s in the United States, so that one more is a decision", (cloud, ids) => {
    const inUs = ofKind("region").filter((row) => row.cloud === cloud && row.countries?.includes("US"));
    expect(inUs.map(({ id }) => id).join(" ")).toBe(ids);
  });
});
