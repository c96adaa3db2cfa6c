import { output } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import { Provider } from "@pulumi/oci/provider";
import { InspectedRegistry } from "../../../../components/oci/inspection/inspected-registry";
import type { InspectedRegistryArgs } from "../../../../components/oci/inspection/inspected-registry";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<InspectedRegistryArgs> = {}): InspectedRegistry {
  return new InspectedRegistry(
    "inspection",
    {
      dataClass: "us-user",
      owner: "data-security",
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      region: "us-phoenix-1",
      prefix: "us-enclave",
      images: ["base", "application"],
      access: new Policy("access", { compartmentId: "c", description: "d", statements: [] }, { ...seen }),
      ...change,
    },
    { ...seen, provider: new Provider("phoenix", { region: "us-phoenix-1" }) },
  );
}

it("declares private repositories with tags that stay, and a scan of every image in the compartment", async () => {
  const [, component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:InspectedRegistry",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const compartmentId = "ocid1.compartment.oc1..inspection";
  const child = (type: string, name: string, inputs: object, protect: boolean, after: readonly string[] = []) => ({
    type,
    name,
    inputs: {
      compartmentId,
      ...inputs,
      freeformTags: { "data-class": "us-user", owner: "data-security" },
      definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
    },
    parent: "stateside:oci:InspectedRegistry inspection",
    provider: "phoenix",
    protect,
    after,
    deletedWith: undefined,
  });
  const repository = (image: string) =>
    child(
      "oci:Artifacts/containerRepository:ContainerRepository",
      `inspection-${image}`,
      { displayName: `us-enclave/${image}`, isImmutable: true, isPublic: false },
      true,
    );
  expect(children).toEqual([
    repository("base"),
    repository("application"),
    child(
      "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
      "inspection",
      { displayName: "inspection", scanSettings: { scanLevel: "STANDARD" } },
      false,
    ),
    child(
      "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
      "inspection",
      {
        displayName: "inspection",
        description: "Every image of the enclave",
        containerScanRecipeId: "inspection-id",
        targetRegistry: { compartmentId, type: "OCIR" },
      },
      false,
      ["oci:Identity/policy:Policy access"],
    ),
  ]);
});

it("gives what its images are called, in the registry of its own region", async () => {
  let path = "";
  await record((seen) => build(seen).path.apply((known) => (path = known)));
  expect(path).toBe("phx.ocir.io/axexample/us-enclave");
});

it.each([
  [
    { prefix: "us enclave" },
    "`prefix` is `us enclave`; use 1 to 40 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [
    { images: [] },
    "`images` is `[]`; use at least one: 1 to 60 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [
    { images: ["base", "App"] },
    "`images[1]` is `App`; use 1 to 60 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [
    { region: "ap-tokyo-1" },
    "`region` is `ap-tokyo-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`inspected registry \`inspection\`: ${message}`);
});
