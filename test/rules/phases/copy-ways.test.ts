import { lookUpPlace, type Cloud } from "../../../policies/residency/geography";
import { regionKeys } from "../../../policies/rules/phases/copy-ways";

const placeOf = ([cloud, name]: readonly [Cloud, string]) => {
  const found = lookUpPlace(cloud, name);
  if (found.kind !== "place") throw new Error(`${name} is no place`);
  return found.place;
};

describe("the regions of places", () => {
  it.each<[string, readonly (readonly [Cloud, string])[], readonly string[]]>([
    ["nothing", [], []],
    ["a region", [["aws", "us-east-1"]], ["aws:us-east-1"]],
    ["a zone", [["gcp", "us-central1-a"]], ["gcp:us-central1"]],
    [
      "zones of one region, and another region",
      [
        ["gcp", "us-central1-a"],
        ["gcp", "us-central1-b"],
        ["gcp", "us-east1"],
      ],
      ["gcp:us-central1", "gcp:us-east1"],
    ],
    ["a multi-region, whatever regions it has", [["gcp", "us"]], ["gcp:us"]],
    [
      "a multi-region and a region in it",
      [
        ["gcp", "nam4"],
        ["gcp", "us-central1"],
      ],
      ["gcp:nam4", "gcp:us-central1"],
    ],
    [
      "regions of two clouds",
      [
        ["oci", "us-ashburn-1"],
        ["aws", "us-east-1"],
      ],
      ["oci:us-ashburn-1", "aws:us-east-1"],
    ],
  ])("of %s", (_, places, expected) => {
    expect(regionKeys(places.map(placeOf))).toEqual(expected);
  });
});
