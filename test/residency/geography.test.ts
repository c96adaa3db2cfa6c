import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Cloud,
  clouds,
  countryName,
  lookUpPlace,
  nearestPlaces,
  type Place,
  placesOf,
} from "../../policies/residency/geography";
import { distance, nearest } from "../../policies/residency/nearest";

function placeOf(cloud: Cloud, name: string): Place {
  const found = lookUpPlace(cloud, name);
  if (found.kind !== "place") throw new Error(`${cloud} \`${name}\` is no place: ${JSON.stringify(found)}`);
  return found.place;
}

function reasonOf(cloud: Cloud, name: string): string {
  const found = lookUpPlace(cloud, name);
  if (found.kind !== "unlisted") throw new Error(`${cloud} \`${name}\` is listed: ${JSON.stringify(found)}`);
  return found.reason;
}

const anyCloud = fc.constantFrom(...clouds());

describe("looking up a place", () => {
  it.each<[string, Cloud, string, string]>([
    ["a region of Oracle Cloud", "oci", "us-ashburn-1", "US"],
    ["a government region", "oci", "us-langley-1", "US"],
    ["a dedicated region whose place Oracle publishes", "oci", "us-dcc-phoenix-1", "US"],
    ["a European region", "oci", "eu-frankfurt-1", "DE"],
    ["sa-*, which is South America and not Saudi Arabia", "oci", "sa-saopaulo-1", "BR"],
    ["a region of AWS", "aws", "us-east-2", "US"],
    ["AWS GovCloud", "aws", "us-gov-west-1", "US"],
    ["AWS in South America", "aws", "sa-east-1", "BR"],
    ["the European Sovereign Cloud", "aws", "eusc-de-east-1", "DE"],
    ["a region of Google Cloud", "gcp", "us-east4", "US"],
    ["Google's private region in Oklahoma", "gcp", "us-central2", "US"],
    ["northamerica-*, which is Canada here", "gcp", "northamerica-northeast1", "CA"],
    ["northamerica-*, which is Mexico here", "gcp", "northamerica-south1", "MX"],
    ["southamerica-*", "gcp", "southamerica-west1", "CL"],
  ])("finds the country of %s", (_, cloud, name, country) => {
    expect(placeOf(cloud, name)).toMatchObject({ id: name, kind: "region", countries: [country], regions: [name] });
  });

  it.each<[string, Cloud, string, string, string]>([
    ["an availability zone of AWS", "aws", "us-east-1a", "us-east-1", "US"],
    ["an availability zone's id", "aws", "use1-az1", "us-east-1", "US"],
    ["a zone id of another region", "aws", "euc1-az2", "eu-central-1", "DE"],
    ["a zone of GovCloud", "aws", "us-gov-east-1c", "us-gov-east-1", "US"],
    ["a zone of Google Cloud", "gcp", "us-central1-f", "us-central1", "US"],
    ["an AI zone of Google Cloud", "gcp", "us-central1-ai1a", "us-central1", "US"],
    ["an AI zone abroad", "gcp", "europe-west4-ai1a", "europe-west4", "NL"],
    ["a zone of the private region", "gcp", "us-central2-b", "us-central2", "US"],
    ["an availability domain, without its tenancy", "oci", "US-ASHBURN-AD-3", "us-ashburn-1", "US"],
  ])("maps %s to its region", (_, cloud, name, region, country) => {
    expect(placeOf(cloud, name)).toMatchObject({ id: name, kind: "zone", countries: [country], regions: [region] });
  });

  it.each([
    ["Uocm:PHX-AD-1", "PHX-AD-1", "us-phoenix-1", "US"],
    ["kIdk:US-ASHBURN-AD-2", "US-ASHBURN-AD-2", "us-ashburn-1", "US"],
    ["xxxx:EU-FRANKFURT-1-AD-1", "EU-FRANKFURT-1-AD-1", "eu-frankfurt-1", "DE"],
    ["wXYz:us-sanjose-1-ad-1", "US-SANJOSE-1-AD-1", "us-sanjose-1", "US"],
  ])("reads the availability domain %s without its tenancy", (name, id, region, country) => {
    expect(placeOf("oci", name)).toMatchObject({ id, kind: "zone", countries: [country], regions: [region] });
  });

  it.each([
    ["Buenos Aires", "us-east-1-bue-1a", "AR"],
    ["Lima", "us-east-1-lim-1a", "PE"],
    ["Querétaro", "us-east-1-qro-1a", "MX"],
    ["Santiago", "us-east-1-scl-1a", "CL"],
    ["Casablanca", "eu-west-3-cmn-wlz-1a", "MA"],
    ["Taipei", "ap-northeast-1-tpe-1a", "TW"],
    ["Muscat", "me-south-1-mct-1a", "OM"],
    ["Warsaw", "eu-central-1-waw-1a", "PL"],
    ["Honolulu", "us-west-2-hnl-1a", "US"],
    ["Phoenix", "us-west-2-wl1-phx-wlz-1", "US"],
  ])("lets the zone in %s stand for itself, not for its parent region", (city, id, country) => {
    const place = placeOf("aws", id);
    expect(place).toMatchObject({ id, kind: "zone", countries: [country], regions: [id] });
    expect(place.name).toBe(`${city}, ${countryName(country)}`);
  });

  it.each([
    ["use1-lim1-az1", "us-east-1-lim-1a"],
    ["usw2-wl1-sfo-wlz1", "us-west-2-wl1-sfo-wlz-1"],
    ["euw3-cmn1-wlz1", "eu-west-3-cmn-wlz-1a"],
  ])("knows the zone id %s as %s", (id, zone) => {
    expect(placeOf("aws", id).id).toBe(zone);
  });

  it.each([
    ["iad", "us-ashburn-1"],
    ["PHX", "us-phoenix-1"],
    ["Fra", "eu-frankfurt-1"],
    ["ukb", "ap-ibaraki-1"],
    ["lfi", "us-langley-1"],
    ["dfw", "us-dallas-1"],
  ])("knows Oracle's region key %s as %s", (key, region) => {
    expect(placeOf("oci", key).id).toBe(region);
  });

  it("keeps the key ibr for me-ibri-1, which is not ap-ibaraki-1", () => {
    expect(reasonOf("oci", "ibr")).toBe(reasonOf("oci", "me-ibri-1"));
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    ["US, whose members are not published", "US", ["US"], ["us"]],
    ["NAM4", "NAM4", ["US"], ["us-central1", "us-central2", "us-east1"]],
    [
      "nam3 without the replicas abroad that a custom configuration can add",
      "nam3",
      ["US"],
      ["us-central1", "us-east1", "us-east4"],
    ],
    ["nam7, of Spanner and Firestore alike", "nam7", ["US"], ["us-central1", "us-central2", "us-east4"]],
    ["nam8", "nam8", ["US"], ["us-west1", "us-west2", "us-west3"]],
    ["nam5 with its witness", "nam5", ["US"], ["us-central1", "us-central2", "us-east1"]],
    ["nam14, which includes Montréal", "nam14", ["CA", "US"], ["northamerica-northeast1", "us-east1", "us-east4"]],
    [
      "nam-eur-asia1",
      "nam-eur-asia1",
      ["BE", "TW", "US"],
      ["asia-east1", "europe-west1", "us-central1", "us-central2", "us-east1"],
    ],
    [
      "eur5 of Cloud Storage and Spanner, united",
      "EUR5",
      ["BE", "GB", "NL"],
      ["europe-west1", "europe-west2", "europe-west4"],
    ],
    [
      "eur7, which differs between the two",
      "eur7",
      ["DE", "GB", "IT"],
      ["europe-west12", "europe-west2", "europe-west3", "europe-west8"],
    ],
    [
      "asia1 with Spanner's witness in Seoul",
      "ASIA1",
      ["JP", "KR"],
      ["asia-northeast1", "asia-northeast2", "asia-northeast3"],
    ],
    ["dual-region-germany1", "dual-region-germany1", ["DE"], ["europe-west10", "europe-west3"]],
    ["us-central of App Engine", "us-central", ["US"], ["us-central1", "us-central2", "us-east1"]],
  ])("expands %s", (_, name, countries, regions) => {
    expect(placeOf("gcp", name)).toMatchObject({ kind: "multi-region", countries, regions });
  });

  it("takes the European Union for its member states and nothing else", () => {
    const { countries, regions } = placeOf("gcp", "EU");
    expect(countries).toHaveLength(27);
    expect(countries).not.toContain("GB");
    expect(regions).toEqual(["eu"]);
    expect(placeOf("gcp", "europe").id).toBe("eu");
  });

  it("takes a regional Spanner configuration for its region", () => {
    expect(placeOf("gcp", "regional-us-east4")).toEqual(placeOf("gcp", "us-east4"));
    expect(placeOf("gcp", "regional-europe-west3").countries).toEqual(["DE"]);
  });

  it.each<[Cloud, string]>([
    ["gcp", "global"],
    ["gcp", "GLOBAL"],
    ["aws", "aws-global"],
    ["aws", "aws-cn-global"],
    ["aws", "aws-us-gov-global"],
  ])("finds %s %s tied to no region", (cloud, name) => {
    expect(lookUpPlace(cloud, name)).toEqual({ kind: "global" });
  });

  it.each<[Cloud, string, string]>([
    ["oci", "us-somerset-1", "oracle publishes no place for this dedicated region"],
    ["oci", "us-thames-1", "oracle publishes no place for this dedicated region"],
    ["oci", "ebb", "oracle publishes no place for this dedicated region"],
    ["oci", "us-tukwila-3", "oracle publishes no place for this test region"],
    ["oci", "us-newark-1", "oracle names this dedicated region `Newark 1 DRCC` and no country"],
    ["oci", "AbCd:US-ASHBURN-2-AD-1", "oracle publishes no place for this dedicated region"],
    ["oci", "us-gov-fortworth-1", "oracle publishes no place for this government region"],
    ["aws", "eu-isoe-west-1", "aws publishes no country for this isolated region"],
    ["aws", "eu-isoe-west-1a", "aws publishes no country for this isolated region"],
    ["aws", "eu-west-2-wl1-man-wlz-1", "no source at hand confirms where this wavelength zone is"],
    ["gcp", "us-east7", "google names this region in public code and documents no place for it"],
    ["gcp", "us-east7-ai1b", "google names this region in public code and documents no place for it"],
    ["gcp", "europe-west15", "google names this region in its IP ranges and documents no place for it"],
    ["gcp", "nam22", "google lists this Spanner configuration and documents no members"],
  ])("doesn't guess where %s %s is", (cloud, name, reason) => {
    expect(lookUpPlace(cloud, name)).toEqual({ kind: "unlisted", reason });
  });

  it.each<[string, Cloud, string]>([
    ["nothing", "aws", ""],
    ["a region of another cloud", "aws", "us-ashburn-1"],
    ["Google's spelling on AWS", "aws", "us-east1"],
    ["AWS's spelling on Google Cloud", "gcp", "us-east-1"],
    ["global, which is no region of AWS", "aws", "global"],
    ["global, which is no region of Oracle Cloud", "oci", "global"],
    ["a name that starts like a region", "aws", "us-east-1x"],
    ["a name that starts like a region and goes on", "aws", "us-east-1x-foo"],
    ["a Local Zone that nobody listed", "aws", "us-east-1-xyz-1a"],
    ["a Local Zone without its letter", "aws", "us-east-1-bue-1"],
    ["a letter that no zone has", "aws", "us-east-1z"],
    ["a zone id that no zone has", "aws", "use1-az9"],
    ["a zone that Google Cloud lacks", "gcp", "us-central1-z"],
    ["an AI zone that Google Cloud lacks", "gcp", "us-east4-ai1a"],
    ["a Spanner path, which others take apart", "gcp", "projects/p/instanceConfigs/nam3"],
    ["a regional configuration of a zone", "gcp", "regional-us-east4-a"],
    ["a region with a tenancy before it", "oci", "Uocm:us-phoenix-1"],
    ["a region key with a tenancy before it", "oci", "Uocm:phx"],
    ["an availability domain that no region has", "oci", "Uocm:PHX-AD-9"],
    ["the long form of the Phoenix domain, which doesn't exist", "oci", "Uocm:US-PHOENIX-1-AD-1"],
    ["two tenancies", "oci", "a:b:PHX-AD-1"],
    ["a name with spaces around it", "aws", " us-east-1 "],
    ["a name with a line after it", "aws", "us-east-1\n"],
  ])("doesn't know %s", (_, cloud, name) => {
    expect(reasonOf(cloud, name)).toBe(`no ${cloud} place has this name`);
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"])(
    "takes %s for a name like any other",
    (name) => {
      for (const cloud of clouds()) expect(lookUpPlace(cloud, name).kind).toBe("unlisted");
    },
  );

  it("knows names in any case", () => {
    const name = anyCloud.chain((cloud) =>
      fc.tuple(fc.constant(cloud), fc.constantFrom(...placesOf(cloud).map(({ id }) => id))),
    );
    const uppers = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(name, uppers, ([cloud, id], upper) => {
        const spelled = id.replace(/./g, (letter, i: number) =>
          upper[i] === true ? letter.toUpperCase() : letter.toLowerCase(),
        );
        expect(placeOf(cloud, spelled).id).toBe(id);
      }),
    );
  });

  it("never throws, and finds places only for names that are listed", () => {
    const file = path.join(__dirname, "../../policies/residency/data/regions.json");
    const listed = new Set(readFileSync(file, "utf8").match(/[a-z][a-z0-9-]+/g));
    const ids = new Map(clouds().map((cloud) => [cloud, placesOf(cloud).map(({ id }) => id)]));
    for (const id of [...ids.values()].flat()) listed.add(id.toLowerCase());
    const id = fc.constantFrom(...[...ids.values()].flat());
    const mutated = fc.tuple(id, fc.string({ maxLength: 4 }), fc.nat(), fc.nat(2)).map(([text, extra, at, cut]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + extra + text.slice(start + cut);
    });
    fc.assert(
      fc.property(anyCloud, fc.oneof(fc.string({ unit: "binary" }), id, mutated), (cloud, name) => {
        const found = lookUpPlace(cloud, name);
        if (found.kind !== "place") return;
        expect(listed).toContain(name.toLowerCase().replace(/^[a-z0-9]+:/, ""));
        expect(ids.get(cloud)).toContain(found.place.id);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("all the places", () => {
  it.each(clouds())("of %s are sorted, found by their ids and somewhere", (cloud) => {
    const places = placesOf(cloud);
    const ids = places.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
    for (const place of places) {
      expect(placeOf(cloud, place.id)).toBe(place);
      expect(place.countries.length).toBeGreaterThan(0);
      expect(place.regions.length).toBeGreaterThan(0);
      expect(place.name).not.toBe("");
    }
  });

  it("are read once", () => {
    expect(placesOf("aws")).toBe(placesOf("aws"));
  });
});

describe("what a misspelling may mean", () => {
  it.each<[Cloud, string, string]>([
    ["aws", "us-esat-1", "us-east-1"],
    ["aws", "us-east1", "us-east-1"],
    ["aws", "us-east-1z", "us-east-1"],
    ["aws", "US-WSET-2", "us-west-2"],
    ["gcp", "us-east-4", "us-east4"],
    ["gcp", "regional-us-eat4", "regional-us-east4"],
    ["gcp", "us-central1-z", "us-central1"],
    ["oci", "us-ahsburn-1", "us-ashburn-1"],
    ["oci", "eu-frankfrut-1", "eu-frankfurt-1"],
  ])("for %s %s is %s first", (cloud, name, meant) => {
    expect(nearestPlaces(cloud, name)[0]).toBe(meant);
  });

  it("is at most as much as was asked for", () => {
    expect(nearestPlaces("aws", "us-esat-1", 1)).toEqual(["us-east-1"]);
    expect(nearestPlaces("aws", "us-esat-1")).toHaveLength(3);
    expect(nearestPlaces("aws", "us-esat-1", 0)).toEqual([]);
  });

  it.each<[string, Cloud, string]>([
    ["nothing is near", "aws", "the basement"],
    ["the name is empty", "gcp", ""],
    ["the name is too long to be one", "gcp", "us-east4".repeat(20)],
    ["the name is no misspelling but a region that is unknown", "oci", "us-ashburn-2"],
  ])("is nothing when %s", (_, cloud, name) => {
    expect(nearestPlaces(cloud, name)).toEqual([]);
  });

  it("is never a place that is unknown itself", () => {
    expect(nearestPlaces("oci", "us-newrak-1", 50)).not.toContain("us-newark-1");
    expect(nearestPlaces("gcp", "us-esat7", 50)).not.toContain("us-east7");
  });

  it("is always a known place", () => {
    fc.assert(
      fc.property(anyCloud, fc.string(), (cloud, name) => {
        for (const suggestion of nearestPlaces(cloud, name)) expect(lookUpPlace(cloud, suggestion).kind).toBe("place");
      }),
    );
  });
});

describe("a country's name", () => {
  it.each([
    ["US", "United States"],
    ["DE", "Germany"],
    ["TW", "Taiwan"],
    ["ZZZ", "ZZZ"],
    ["not a code", "not a code"],
    ["", ""],
  ])("of %s is %s", (code, name) => {
    expect(countryName(code)).toBe(name);
  });
});

describe("the nearest names", () => {
  it.each([
    ["the same", "name", "name", 0],
    ["the same in another case", "NAME", "name", 0],
    ["a letter missing", "nam", "name", 1],
    ["a letter too many", "naame", "name", 1],
    ["a wrong letter", "nome", "name", 1],
    ["two letters swapped", "nmae", "name", 1],
    ["nothing in common", "abc", "xyz", 3],
    ["nothing at all", "", "name", 4],
  ])("counts %s", (_, left, right, far) => {
    expect(distance(left, right)).toBe(far);
  });

  it("come best first, and in their order when they are equally near", () => {
    expect(nearest("bat", ["dog", "cat", "bats", "BAT", "hat"], 4)).toEqual(["BAT", "cat", "bats", "hat"]);
  });

  it("are as many as asked for, if there are", () => {
    expect(nearest("a", ["b", "c"], 1)).toEqual(["b"]);
    expect(nearest("a", ["b", "c"], 9)).toEqual(["b", "c"]);
    expect(nearest("a", ["b", "c"], -1)).toEqual([]);
  });

  it("are none for a text of more than 100 characters", () => {
    expect(nearest("a".repeat(100), ["a"], 1)).toEqual(["a"]);
    expect(nearest("a".repeat(101), ["a"], 1)).toEqual([]);
  });

  it("are as far one way as the other, and no farther than the longer text is long", () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const far = distance(left, right);
        expect(far).toBe(distance(right, left));
        expect(far).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(far === 0).toBe(left.toLowerCase() === right.toLowerCase());
      }),
    );
  });
});
