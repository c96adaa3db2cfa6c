import { output } from "@pulumi/pulumi";
import { CloudGuardConfiguration } from "@pulumi/oci/cloudguard";
import { Provider } from "@pulumi/oci/provider";
import { idsOf, SecurityZone, zonePolicies } from "../../../../components/oci/guardrails/security-zone";
import type { SecurityZoneArgs } from "../../../../components/oci/guardrails/security-zone";
import { ProgramError } from "../../../../components/program-error";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<SecurityZoneArgs, "cloudGuard">>;

function build(seen: Seen, change: Change = {}): SecurityZone {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  const on = { compartmentId: "ocid1.tenancy.oc1..aaaa", reportingRegion: "us-ashburn-1", status: "ENABLED" };
  return new SecurityZone(
    "enclave",
    {
      dataClass: "us-user",
      owner: "security",
      tenancyId: "ocid1.tenancy.oc1..aaaa",
      enclaveName: "us-enclave",
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      keysCompartmentId: "ocid1.compartment.oc1..keys",
      auditCompartmentId: "ocid1.compartment.oc1..audit",
      cloudGuard: new CloudGuardConfiguration("on", on, { provider, ...seen }),
      ...change,
    },
    { ...seen, provider },
  );
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "security" },
};
const child = {
  parent: "stateside:oci:SecurityZone enclave",
  provider: "home",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("zones data, keys and evidence, by one recipe in the compartment around them", async () => {
  const [, first, recipe, ...zones] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:SecurityZone",
    inputs: { dataClass: "us-user", owner: "security" },
  });
  expect(recipe).toEqual({
    ...child,
    type: "oci:CloudGuard/securityRecipe:SecurityRecipe",
    name: "enclave",
    inputs: {
      compartmentId: "ocid1.compartment.oc1..enclave",
      displayName: "us-enclave-recipe",
      description: "Nothing public, nothing without a customer's key, nothing moved out",
      securityPolicies: [
        "public-buckets",
        "db-instance-public-access",
        "buckets-without-vault-key",
        "block-volume-without-vault-key",
        "boot-volume-without-vault-key",
        "file-system-without-vault-key",
        "bucket-in-security-zone-move-to-compartment-not-in-security-zone",
        "block-volume-in-security-zone-move-to-compartment-not-in-security-zone",
        "boot-volume-in-security-zone-move-to-compartment-not-in-security-zone",
        "file-system-in-security-zone-move-to-compartment-not-in-security-zone",
        "db-instance-move-to-compartment-not-in-security-zone",
      ].map((policy) => `ocid1.securityzonessecuritypolicy.oc1..${policy}`),
      ...tags,
    },
    after: ["oci:CloudGuard/cloudGuardConfiguration:CloudGuardConfiguration on"],
  });
  expect(zones).toEqual(
    ["data", "keys", "audit"].map((part) => ({
      ...child,
      type: "oci:CloudGuard/securityZone:SecurityZone",
      name: `enclave-${part}`,
      inputs: {
        compartmentId: `ocid1.compartment.oc1..${part}`,
        displayName: `us-enclave-${part}`,
        description: `The ${part} compartment of us-enclave`,
        securityZoneRecipeId: "enclave-id",
        ...tags,
      },
    })),
  );
});

it("gives the zones' targets as one text, for who attaches a responder to each", async () => {
  const given: string[] = [];
  await record((seen) => build(seen).targetIds.apply((text) => given.push(text)));
  expect(given).toEqual(["enclave-data-target enclave-keys-target enclave-audit-target"]);
});

it("says which policies a realm doesn't have, rather than leave one out", () => {
  const some = zonePolicies.slice(2).map((friendlyName) => ({ friendlyName, id: friendlyName }));
  expect(() => idsOf(zonePolicies, some)).toThrow(
    new ProgramError(
      "Security Zones has no policy `deny public_buckets`, `deny db_instance_public_access`; " +
        "see `oci cloud-guard security-policy-collection list-security-policies`",
    ),
  );
});

it.each<[Change, string]>([
  [
    { keysCompartmentId: "ocid1.vault.oc1..keys" },
    "`keysCompartmentId` is `ocid1.vault.oc1..keys`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ enclaveName: "" }, "`enclaveName` is ``; use 1 to 100 letters, digits, periods, hyphens and underscores"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`security zone \`enclave\`: ${message}`);
});
