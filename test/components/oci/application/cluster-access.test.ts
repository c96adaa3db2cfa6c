import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { ClusterAccess } from "../../../../components/oci/application/cluster-access";
import type { ClusterAccessArgs } from "../../../../components/oci/application/cluster-access";
import {
  clusterStatements,
  deployStatements,
  labelStatements,
} from "../../../../components/oci/application/cluster-statements";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const compartments = {
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  applicationCompartmentId: "ocid1.compartment.oc1..application",
  networkCompartmentId: "ocid1.compartment.oc1..network",
  inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
};
const args: ClusterAccessArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  tenancyId: "ocid1.tenancy.oc1..tenancy",
  ...compartments,
  keysCompartmentId: output(compartments.keysCompartmentId),
  secretsKeyId: output("ocid1.key.oc1.iad.vault.secrets"),
  nodesKeyId: "ocid1.key.oc1.iad.vault.nodes",
  signingKeyId: "ocid1.key.oc1.iad.vault.signing",
  standbySecretsKeyId: "ocid1.key.oc1.phx.vault.secrets",
  standbyNodesKeyId: "ocid1.key.oc1.phx.vault.nodes",
  standbySigningKeyId: "ocid1.key.oc1.phx.vault.signing",
};

function build(seen: Seen, change: Partial<ClusterAccessArgs> = {}): ClusterAccess {
  const provider = new Provider("home", { region: "us-sanjose-1" });
  return new ClusterAccess("application", { ...args, ...change }, { ...seen, provider });
}

it("declares a policy in the enclave for what both clusters use, and one in the tenancy for its labels alone", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:ClusterAccess",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    type: "oci:Identity/policy:Policy",
    parent: "stateside:oci:ClusterAccess application",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  expect(children).toEqual([
    {
      ...shared,
      name: "application",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "application-cluster-use",
        description: "Lets clusters use their keys, network and images, and the deploy gates use the clusters",
        statements: [
          ...clusterStatements({
            ...compartments,
            secretsKeyIds: ["ocid1.key.oc1.iad.vault.secrets", "ocid1.key.oc1.phx.vault.secrets"],
            nodesKeyIds: ["ocid1.key.oc1.iad.vault.nodes", "ocid1.key.oc1.phx.vault.nodes"],
            signingKeyIds: ["ocid1.key.oc1.iad.vault.signing", "ocid1.key.oc1.phx.vault.signing"],
          }),
          ...deployStatements(compartments),
        ],
        ...tagged,
      },
    },
    {
      ...shared,
      name: "application-labels",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..tenancy",
        name: "application-cluster-labels",
        description: "Lets the application's clusters label what they make",
        statements: labelStatements("ocid1.compartment.oc1..application"),
        ...tagged,
      },
    },
  ]);
});

it.each<[keyof ClusterAccessArgs, string]>([
  ["tenancyId", "tenancy"],
  ["enclaveCompartmentId", "compartment"],
  ["applicationCompartmentId", "compartment"],
  ["networkCompartmentId", "compartment"],
  ["inspectionCompartmentId", "compartment"],
  ["keysCompartmentId", "compartment"],
  ["secretsKeyId", "key"],
  ["nodesKeyId", "key"],
  ["signingKeyId", "key"],
  ["standbySecretsKeyId", "key"],
  ["standbyNodesKeyId", "key"],
  ["standbySigningKeyId", "key"],
])("refuses another `%s` than the OCID of a %s", async (input, kind) => {
  const message = await refusal((seen) => build(seen, { [input]: "ocid1.subnet.oc1.iad.aaaa" }));
  expect(message).toBe(
    `cluster access \`application\`: \`${input}\` is \`ocid1.subnet.oc1.iad.aaaa\`; ` +
      `use the OCID of a ${kind}, \`ocid1.${kind}.<realm>.[region].<unique id>\``,
  );
});
