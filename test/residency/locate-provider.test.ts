import type { Provider, Resource } from "../../policies/residency/estate";
import { fromProvider } from "../../policies/residency/locate-provider";
import { Secret, Unknown } from "../../policies/residency/values";
import { builtInMandate } from "../../policies/residency/mandate";
import { provider, resource } from "../support/estates";

const later = new Unknown("not-yet-known");
const source = { file: "providers.ts", line: 9, column: 20 };

/** Where a provider puts a resource: its places, and why they may not be known, with what decided. */
function placed(
  from: Provider | undefined,
  cloud: "aws" | "gcp" | "oci" = "aws",
  more: Partial<Resource> = {},
): string[] {
  const subject = resource(`${cloud}:x/y:Z`, "z", {}, { ...(from && { provider: from }), ...more });
  const { places, unknowns } = fromProvider(subject, cloud, []);
  return [
    ...places.map(({ place, property }) => `${place.id} by ${property}`),
    ...unknowns.map(({ cause, property }) => `${cause} by ${property}`),
  ];
}

const aws = (inputs: Readonly<Record<string, unknown>>) => provider("aws", { region: "us-east-1", ...inputs });
const gcp = (inputs: Readonly<Record<string, unknown>>) => provider("gcp", inputs);
const byRegion = 'us-east-1 by region of provider "aws"';

describe("a provider with endpoints", () => {
  it.each<[string, Provider, string]>([
    ["of its own", aws({ endpoints: [{ s3: "x" }] }), "unresolvable by endpoints"],
    ["that aren't known", aws({ endpoints: later }), "unresolvable by endpoints"],
    ["that are secret", aws({ endpoints: new Secret([{ s3: "x" }]) }), "unresolvable by endpoints"],
    ["in a list that is empty", aws({ endpoints: [] }), byRegion],
    ["that are nothing", aws({ endpoints: null }), byRegion],
    [
      "of one service",
      gcp({ region: "us-east4", storageCustomEndpoint: "x" }),
      "unresolvable by storageCustomEndpoint",
    ],
    [
      "of one service that are empty",
      gcp({ region: "us-east4", storageCustomEndpoint: "" }),
      'us-east4 by region of provider "gcp"',
    ],
    ["that are only called alike", aws({ CustomEndpoints: "x", customEndpointUrl: "x" }), byRegion],
    ["in another universe", gcp({ region: "us-east4", universeDomain: "x.example" }), "unresolvable by universeDomain"],
    [
      "in the usual universe",
      gcp({ region: "us-east4", universeDomain: "googleapis.com" }),
      'us-east4 by region of provider "gcp"',
    ],
  ])("%s", (_, from, expected) => {
    expect(placed(from, from.package === "gcp" ? "gcp" : "aws")).toEqual([expected]);
  });
});

describe("a resource's own region", () => {
  const own = { inputs: resource("x", "x", { region: "eu-west-1" }).inputs };

  it.each<[string, Provider | undefined, Partial<Resource>, string]>([
    ["comes first", aws({}), own, "eu-west-1 by region"],
    ["comes first without a provider", undefined, own, "eu-west-1 by region"],
    ["is none where it was only injected", aws({}), { ...own, injected: new Set(["region"]) }, byRegion],
    ["comes first from version 7", aws({ version: "7.0.0" }), own, "eu-west-1 by region"],
    ["is none before version 7", aws({ version: "6.83.1" }), own, byRegion],
    ["comes first in versions of two digits", aws({ version: "10.1.0" }), own, "eu-west-1 by region"],
    ["comes first where the version isn't known", aws({ version: later }), own, "eu-west-1 by region"],
    ["comes first where the version is no text", aws({ version: 6 }), own, "eu-west-1 by region"],
  ])("%s", (_, from, more, expected) => {
    expect(placed(from, "aws", more)).toEqual([expected]);
  });

  it("is none on another cloud", () => {
    expect(placed(provider("oci", { region: "us-ashburn-1" }), "oci", own)).toEqual([
      'us-ashburn-1 by region of provider "oci"',
    ]);
  });
});

describe("a provider's region", () => {
  it.each<[string, Provider | undefined, "aws" | "gcp" | "oci", string]>([
    ["is its zone's on Google Cloud", gcp({ zone: "us-east4-a" }), "gcp", 'us-east4-a by region of provider "gcp"'],
    [
      "isn't its zone's elsewhere",
      provider("aws", { zone: "us-east-1a" }),
      "aws",
      'not-stated by region of provider "aws"',
    ],
    ["is that of a default provider", { ...aws({}), isDefault: true }, "aws", "us-east-1 by aws:region"],
    [
      "is not stated by a default provider",
      { ...provider("aws", {}), isDefault: true },
      "aws",
      "not-stated by aws:region",
    ],
    [
      "is what surrounds it",
      { ...provider("aws", {}), ambientRegion: { region: "us-west-2", from: "environment", by: "AWS_REGION" } },
      "aws",
      "us-west-2 by AWS_REGION",
    ],
    [
      "is what is assumed",
      {
        ...provider("aws", {}),
        ambientRegion: { region: "us-west-2", from: "assumption", by: "aws:region=us-west-2" },
      },
      "aws",
      "us-west-2 by --assume aws:region=us-west-2",
    ],
    ["isn't known without one", undefined, "aws", "not-stated by provider"],
  ])("%s", (_, from, cloud, expected) => {
    expect(placed(from, cloud)).toEqual([expected]);
  });

  it("is a region of the cloud that is asked for: a package beside the clouds may have types in several", () => {
    const subject = resource("acme:index:Store", "s", {}, { provider: provider("acme", { region: "us-east-1" }) });
    const { sites } = builtInMandate();
    expect(fromProvider(subject, "aws", sites).places[0]?.place.id).toBe("us-east-1");
    expect(fromProvider(subject, "gcp", sites).unknowns[0]?.cause).toBe("unresolvable");
  });

  it("is where the provider is declared, if that is known", () => {
    const subject = (from: Provider) => resource("aws:x/y:Z", "z", {}, { provider: from });
    expect(fromProvider(subject({ ...aws({}), source }), "aws", []).places[0]?.decidedAt).toEqual(source);
    expect(fromProvider(subject(aws({})), "aws", []).places[0]).not.toHaveProperty("decidedAt");
    expect(fromProvider(subject({ ...provider("aws", {}), source }), "aws", []).unknowns[0]?.decidedAt).toEqual(source);
  });
});
