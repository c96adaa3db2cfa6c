import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { BuildAccess } from "../../../../components/oci/inspection/build-access";
import type { BuildAccessArgs } from "../../../../components/oci/inspection/build-access";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const args: BuildAccessArgs = {
  dataClass: "us-user",
  owner: "data-security",
  tenancyId: "ocid1.tenancy.oc1..tenancy",
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
  projectName: "us-enclave",
  builderIds: ["ocid1.devopsbuildpipeline.oc1.iad.a", output("ocid1.devopsbuildpipeline.oc1.phx.a")],
  signerIds: [output("ocid1.devopsbuildpipeline.oc1.iad.gate")],
  signingKeyIds: [output("ocid1.key.oc1.iad.vault.signing")],
};

function build(seen: Seen, change: Partial<BuildAccessArgs> = {}): BuildAccess {
  const provider = new Provider("home", { region: "us-sanjose-1" });
  return new BuildAccess("inspection", { ...args, ...change }, { ...seen, provider });
}

const tagged = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};

it("declares a group of builds, which push, and one of gates, which alone use the signing keys", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:BuildAccess",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const shared = {
    parent: "stateside:oci:BuildAccess inspection",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const group = (role: string, description: string, ...pipelines: string[]) => ({
    ...shared,
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name: `inspection-${role}`,
    inputs: {
      compartmentId: "ocid1.tenancy.oc1..tenancy",
      name: `us-enclave-${role}`,
      description,
      matchingRule: `ANY {${pipelines
        .map((id) => `ALL {resource.type = 'devopsbuildpipeline', resource.id = 'ocid1.devopsbuildpipeline.oc1.${id}'}`)
        .join(", ")}}`,
      ...tagged,
    },
  });
  const allow = (role: string, what: string) =>
    `Allow dynamic-group id inspection-${role}-id to ${what} in compartment id ocid1.compartment.oc1..inspection`;
  const running = [
    "read devops-family",
    "use ons-topics",
    "use subnets",
    "use vnics",
    "use network-security-groups",
    "use dhcp-options",
  ];
  const pushing = (role: string) =>
    `${allow(role, "manage repos")} where any {request.permission = 'REPOSITORY_INSPECT', ` +
    "request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}";
  expect(children).toEqual([
    group("builders", "Builds of what may run", "iad.a", "phx.a"),
    group("signers", "What signs inspected images", "iad.gate"),
    {
      ...shared,
      type: "oci:Identity/policy:Policy",
      name: "inspection",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "us-enclave-builds",
        description: "Lets builds push images, and the gate alone sign them",
        statements: [
          ...running.map((what) => allow("builders", what)),
          pushing("builders"),
          allow("builders", "use adm-knowledge-bases"),
          allow("builders", "manage adm-vulnerability-audits"),
          ...running.map((what) => allow("signers", what)),
          pushing("signers"),
          allow("signers", "read vss-family"),
          `${allow("signers", "use keys")} where all {target.key.id = 'ocid1.key.oc1.iad.vault.signing', ` +
            "any {request.permission = 'KEY_INSPECT', request.permission = 'KEY_READ', request.permission = 'KEY_SIGN'}}",
        ],
        ...tagged,
      },
    },
  ]);
});

it("refuses to let nobody build, sign or use a key", async () => {
  const none = { builderIds: [], signerIds: [], signingKeyIds: [], inspectionCompartmentId: "i" };
  const at = "build access `inspection`: ";
  expect((await refusal((seen) => build(seen, none))).split("\n")).toEqual([
    `${at}\`inspectionCompartmentId\` is \`i\`; use the OCID of a compartment, \`ocid1.compartment.<realm>.[region].<unique id>\``,
    `${at}\`builderIds\` is \`[]\`; use at least one`,
    `${at}\`signerIds\` is \`[]\`; use at least one`,
    `${at}\`signingKeyIds\` is \`[]\`; use at least one`,
  ]);
});
