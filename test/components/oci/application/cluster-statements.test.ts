import fc from "fast-check";
import {
  clusterStatements,
  deployStatements,
  labelStatements,
} from "../../../../components/oci/application/cluster-statements";
import type { ClusterUses } from "../../../../components/oci/application/cluster-statements";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const compartment = (place: string) => word.map((each) => `ocid1.compartment.oc1..${place}-${each}`);
const keys = (kind: string) =>
  fc.uniqueArray(
    word.map((each) => `ocid1.key.oc1.iad.${kind}-${each}`),
    { minLength: 1, maxLength: 2 },
  );
const anyUses: fc.Arbitrary<ClusterUses> = fc.record({
  applicationCompartmentId: compartment("application"),
  networkCompartmentId: compartment("network"),
  inspectionCompartmentId: compartment("inspection"),
  keysCompartmentId: compartment("keys"),
  enclaveCompartmentId: compartment("enclave"),
  secretsKeyIds: keys("secrets"),
  nodesKeyIds: keys("nodes"),
  signingKeyIds: keys("signing"),
});

/** Holds for each statement of any clusters. */
function everywhere(holds: (statement: string, uses: ClusterUses) => void): void {
  fc.assert(
    fc.property(anyUses, (uses) => {
      for (const statement of clusterStatements(uses)) holds(statement, uses);
    }),
  );
}

it("lets nobody act but clusters of the application, node pools for their key, and Block Volume", () => {
  everywhere((statement, { applicationCompartmentId }) => {
    const cluster = `request.principal.type = 'cluster', request.principal.compartment.id = '${applicationCompartmentId}'`;
    if (statement.startsWith("Allow service ")) expect(statement).toMatch(/^Allow service blockstorage to use keys /);
    else if (statement.includes("'nodepool'")) expect(statement).toMatch(/ to use key-delegates .*target\.key\.id = '/);
    else expect(statement).toContain(` where all {${cluster}`);
  });
});

it("names the one key in each statement about keys, and each key for what it is for", () => {
  fc.assert(
    fc.property(anyUses, (uses) => {
      const about = clusterStatements(uses).filter((statement) => / keys | key-delegates /.test(statement));
      const named = about.map((statement) =>
        [...statement.matchAll(/target\.key\.id = '([^']+)'/g)].map(([, key]) => key),
      );
      expect(named).toEqual([
        ...uses.secretsKeyIds.map((key) => [key]),
        ...uses.nodesKeyIds.flatMap((key) => [[key], [key]]),
        ...uses.signingKeyIds.map((key) => [key]),
      ]);
    }),
  );
});

it("lets a cluster check signatures and never make one", () => {
  everywhere((statement, { signingKeyIds }) => {
    const aboutSigning = signingKeyIds.some((key) => statement.includes(`'${key}'`));
    expect(statement.endsWith(", request.permission != 'KEY_SIGN'}")).toBe(aboutSigning);
  });
});

it("lets a cluster change nothing: it reads images and networks, and uses the rest", () => {
  everywhere((statement) => {
    expect(statement).toMatch(/^Allow \S+(?: \S+)? to (?:read|use) /);
  });
});

it("writes statements as the service reads them", () => {
  const uses: ClusterUses = {
    applicationCompartmentId: "ocid1.compartment.oc1..application",
    networkCompartmentId: "ocid1.compartment.oc1..network",
    inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
    keysCompartmentId: "ocid1.compartment.oc1..keys",
    enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
    secretsKeyIds: ["ocid1.key.oc1.iad.secrets"],
    nodesKeyIds: ["ocid1.key.oc1.iad.nodes"],
    signingKeyIds: ["ocid1.key.oc1.iad.signing"],
  };
  const cluster =
    "request.principal.type = 'cluster', request.principal.compartment.id = 'ocid1.compartment.oc1..application'";
  expect(clusterStatements(uses)).toEqual([
    `Allow any-user to use keys in compartment id ocid1.compartment.oc1..keys where all {${cluster}, target.key.id = 'ocid1.key.oc1.iad.secrets'}`,
    "Allow service blockstorage to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.nodes'",
    "Allow any-user to use key-delegates in compartment id ocid1.compartment.oc1..keys where all {request.principal.type = 'nodepool', target.key.id = 'ocid1.key.oc1.iad.nodes'}",
    `Allow any-user to use keys in compartment id ocid1.compartment.oc1..enclave where all {${cluster}, target.key.id = 'ocid1.key.oc1.iad.signing', request.permission != 'KEY_SIGN'}`,
    `Allow any-user to read repos in compartment id ocid1.compartment.oc1..inspection where all {${cluster}}`,
    `Allow any-user to read vcns in compartment id ocid1.compartment.oc1..network where all {${cluster}}`,
    `Allow any-user to use subnets in compartment id ocid1.compartment.oc1..network where all {${cluster}}`,
    `Allow any-user to use network-security-groups in compartment id ocid1.compartment.oc1..network where all {${cluster}}`,
    `Allow any-user to use private-ips in compartment id ocid1.compartment.oc1..network where all {${cluster}}`,
  ]);
  expect(labelStatements(uses.applicationCompartmentId)).toEqual([
    `Allow any-user to use tag-namespaces in tenancy where all {${cluster}, target.tag-namespace.name = 'stateside'}`,
  ]);
});

it("lets the deploy gates alone use a cluster, and nothing but that, manifests and an interface to reach it from", () => {
  const uses = {
    applicationCompartmentId: "ocid1.compartment.oc1..application",
    networkCompartmentId: "ocid1.compartment.oc1..network",
  };
  const gate =
    "where all {request.principal.type = 'devopsdeploypipeline', request.principal.compartment.id = 'ocid1.compartment.oc1..application'}";
  expect(deployStatements(uses)).toEqual([
    `Allow any-user to read all-artifacts in compartment id ocid1.compartment.oc1..application ${gate}`,
    `Allow any-user to manage clusters in compartment id ocid1.compartment.oc1..application ${gate}`,
    `Allow any-user to use ons-topics in compartment id ocid1.compartment.oc1..application ${gate}`,
    `Allow any-user to use subnets in compartment id ocid1.compartment.oc1..network ${gate}`,
    `Allow any-user to use vnics in compartment id ocid1.compartment.oc1..network ${gate}`,
    `Allow any-user to use network-security-groups in compartment id ocid1.compartment.oc1..network ${gate}`,
    `Allow any-user to use dhcp-options in compartment id ocid1.compartment.oc1..network ${gate}`,
  ]);
});
