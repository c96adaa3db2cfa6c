import fc from "fast-check";
import {
  builderStatements,
  mirrorMembers,
  mirrorStatements,
  pipelineMembers,
  scanStatements,
  signerStatements,
} from "../../../../components/oci/inspection/inspection-statements";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const group = word.map((id) => `ocid1.dynamicgroup.oc1..${id}`);
const compartment = word.map((id) => `ocid1.compartment.oc1..${id}`);
const ids = (kind: string) =>
  fc.uniqueArray(
    word.map((id) => `ocid1.${kind}.oc1.iad.${id}`),
    { minLength: 1, maxLength: 6 },
  );

/** What a statement says after its subject; `undefined` where subject or compartment are others. */
const said = (statements: readonly string[], groupId: string, compartmentId: string) =>
  statements.map((statement) => {
    const [, subject, what, place, conditions = ""] =
      /^Allow dynamic-group id (\S+) to (\w+ [\w-]+) in compartment id (\S+)(?: where (.+))?$/.exec(statement) ?? [];
    return subject === groupId && place === compartmentId ? [what, conditions] : undefined;
  });

const pushing =
  "any {request.permission = 'REPOSITORY_INSPECT', request.permission = 'REPOSITORY_READ', " +
  "request.permission = 'REPOSITORY_UPDATE'}";

it("lets the gate sign with each key, and neither encrypt with it nor export it", () => {
  fc.assert(
    fc.property(group, compartment, ids("key"), (groupId, compartmentId, keys) => {
      const statements = said(signerStatements(groupId, compartmentId, keys), groupId, compartmentId);
      expect(statements.filter((statement) => statement?.[0]?.includes("key") !== false)).toEqual(
        keys.map((key) => [
          "use keys",
          `all {target.key.id = '${key}', any {request.permission = 'KEY_INSPECT', ` +
            "request.permission = 'KEY_READ', request.permission = 'KEY_SIGN'}}",
        ]),
      );
      expect(statements.filter((statement) => statement?.[0]?.includes("key") === false)).toEqual([
        ["read devops-family", ""],
        ["use ons-topics", ""],
        ["use subnets", ""],
        ["use vnics", ""],
        ["use network-security-groups", ""],
        ["use dhcp-options", ""],
        ["manage repos", pushing],
        ["read vss-family", ""],
      ]);
    }),
  );
});

it("lets builds run, audit and push, in their compartment alone, and reach no key, no secret and no pipeline", () => {
  fc.assert(
    fc.property(group, compartment, (groupId, compartmentId) => {
      expect(said(builderStatements(groupId, compartmentId), groupId, compartmentId)).toEqual([
        ["read devops-family", ""],
        ["use ons-topics", ""],
        ["use subnets", ""],
        ["use vnics", ""],
        ["use network-security-groups", ""],
        ["use dhcp-options", ""],
        ["manage repos", pushing],
        ["use adm-knowledge-bases", ""],
        ["manage adm-vulnerability-audits", ""],
      ]);
    }),
  );
});

it("lets what mirrors read the token and change what it mirrors, and touch no image", () => {
  fc.assert(
    fc.property(group, compartment, (groupId, compartmentId) => {
      expect(said(mirrorStatements(groupId, compartmentId), groupId, compartmentId)).toEqual([
        ["manage devops-family", ""],
        ["read secret-family", ""],
        ["use ons-topics", ""],
      ]);
    }),
  );
});

it("lets the scan read images and compartments, and no more", () => {
  expect(scanStatements("ocid1.compartment.oc1..i")).toEqual([
    "Allow service vulnerability-scanning-service to read repos in compartment id ocid1.compartment.oc1..i",
    "Allow service vulnerability-scanning-service to read compartments in compartment id ocid1.compartment.oc1..i",
  ]);
});

it("takes pipelines into a group by their own ids, so that two groups have no member in common", () => {
  fc.assert(
    fc.property(ids("devopsbuildpipeline"), (pipelines) => {
      const members = [...pipelineMembers(pipelines).matchAll(/resource\.id = '([^']+)'/g)].map(([, id]) => id);
      expect(members).toEqual(pipelines);
    }),
  );
  expect(pipelineMembers(["a", "b"])).toBe(
    "ANY {ALL {resource.type = 'devopsbuildpipeline', resource.id = 'a'}, " +
      "ALL {resource.type = 'devopsbuildpipeline', resource.id = 'b'}}",
  );
});

it("takes connections and mirrors of one compartment into a group, and no pipeline", () => {
  expect(mirrorMembers("ocid1.compartment.oc1..i")).toBe(
    "ANY {ALL {resource.type = 'devopsconnection', resource.compartment.id = 'ocid1.compartment.oc1..i'}, " +
      "ALL {resource.type = 'devopsrepository', resource.compartment.id = 'ocid1.compartment.oc1..i'}}",
  );
});
