import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { MirrorAccess } from "../../../../components/oci/inspection/mirror-access";
import type { MirrorAccessArgs } from "../../../../components/oci/inspection/mirror-access";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const args: MirrorAccessArgs = {
  dataClass: "us-user",
  owner: "data-security",
  tenancyId: "ocid1.tenancy.oc1..tenancy",
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
  projectName: "us-enclave",
};

function build(seen: Seen, change: Partial<MirrorAccessArgs> = {}): MirrorAccess {
  const provider = new Provider("home", { region: "us-sanjose-1" });
  return new MirrorAccess("inspection", { ...args, ...change }, { ...seen, provider });
}

const tagged = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};

it("declares the group of what mirrors, and lets it and the scan do what they need", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:MirrorAccess",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const shared = {
    name: "inspection",
    parent: "stateside:oci:MirrorAccess inspection",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const of = (type: string) =>
    `ALL {resource.type = '${type}', resource.compartment.id = 'ocid1.compartment.oc1..inspection'}`;
  const allow = (what: string) => `Allow ${what} in compartment id ocid1.compartment.oc1..inspection`;
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Identity/dynamicGroup:DynamicGroup",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..tenancy",
        name: "us-enclave-mirrors",
        description: "What fetches the sources of what may run in the enclave",
        matchingRule: `ANY {${of("devopsconnection")}, ${of("devopsrepository")}}`,
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:Identity/policy:Policy",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "us-enclave-mirrors",
        description: "Lets sources be mirrored, and images be scanned",
        statements: [
          allow("dynamic-group id inspection-id to manage devops-family"),
          allow("dynamic-group id inspection-id to read secret-family"),
          allow("dynamic-group id inspection-id to use ons-topics"),
          allow("service vulnerability-scanning-service to read repos"),
          allow("service vulnerability-scanning-service to read compartments"),
        ],
        ...tagged,
      },
    },
  ]);
});

it("refuses every wrong input at once", async () => {
  const wrong = {
    tenancyId: "ocid1.compartment.oc1..a",
    enclaveCompartmentId: "ocid1.tenancy.oc1..a",
    inspectionCompartmentId: "inspection",
    projectName: "US",
  };
  const at = "mirror access `inspection`: ";
  const compartment = "use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`";
  expect((await refusal((seen) => build(seen, wrong))).split("\n")).toEqual([
    `${at}\`tenancyId\` is \`ocid1.compartment.oc1..a\`; use the OCID of a tenancy, \`ocid1.tenancy.<realm>.[region].<unique id>\``,
    `${at}\`enclaveCompartmentId\` is \`ocid1.tenancy.oc1..a\`; ${compartment}`,
    `${at}\`inspectionCompartmentId\` is \`inspection\`; ${compartment}`,
    `${at}\`projectName\` is \`US\`; use 1 to 40 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen`,
  ]);
});
