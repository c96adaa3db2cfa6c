import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { IdentityDomain } from "../../../../components/oci/access/identity-domain";
import type { IdentityDomainArgs } from "../../../../components/oci/access/identity-domain";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<IdentityDomainArgs> = {}): IdentityDomain {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new IdentityDomain(
    "enclave",
    {
      dataClass: "us-user",
      owner: "data-security",
      tenancyId: "ocid1.tenancy.oc1..aaaaexample",
      domainName: "us-enclave",
      homeRegion: "us-ashburn-1",
      regions: ["us-ashburn-1", "us-phoenix-1"],
      applicationCompartmentId: output("ocid1.compartment.oc1..application"),
      ...change,
    },
    { ...seen, provider },
  );
}

const tagList = {
  freeformTags: [
    { key: "data-class", value: "us-user" },
    { key: "owner", value: "data-security" },
  ],
  definedTags: [
    { namespace: "stateside", key: "data-class", value: "us-user" },
    { namespace: "stateside", key: "owner", value: "data-security" },
  ],
};
const groups = ["gatekeepers", "operators", "auditors"].map(
  (role) => `oci:Identity/domainsGroup:DomainsGroup enclave-${role}`,
);
const workloads = "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup enclave-workloads";
const child = {
  parent: "stateside:oci:IdentityDomain enclave",
  provider: "home",
  protect: false,
  after: [],
  deletedWith: undefined,
};

function group(role: string, description: string) {
  return {
    ...child,
    type: "oci:Identity/domainsGroup:DomainsGroup",
    name: `enclave-${role}`,
    inputs: {
      idcsEndpoint: "https://enclave.identity.example",
      displayName: `us-enclave-${role}`,
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:Group",
        "urn:ietf:params:scim:schemas:oracle:idcs:extension:requestable:Group",
        "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
        "urn:ietf:params:scim:schemas:oracle:idcs:extension:group:Group",
      ],
      urnietfparamsscimschemasoracleidcsextensiongroupGroup: { creationMechanism: "api", description },
      urnietfparamsscimschemasoracleidcsextensionrequestableGroup: { requestable: false },
      urnietfparamsscimschemasoracleidcsextensionOciTags: tagList,
    },
  };
}

it("declares a domain under the tenancy with its groups, and replicates it after them to where the enclave is", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:IdentityDomain",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "oci:Identity/domain:Domain",
      name: "enclave",
      protect: true,
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..aaaaexample",
        displayName: "us-enclave",
        description: "Whoever has to do with US users' data, and nobody else",
        homeRegion: "us-ashburn-1",
        licenseType: "free",
        isHiddenOnLogin: false,
        isPrimaryEmailRequired: true,
        freeformTags: { "data-class": "us-user", owner: "data-security" },
        definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
      },
    },
    group("gatekeepers", "Reach US users' data and the keys to it"),
    group("operators", "Run the network and the application, and never see data"),
    group("auditors", "Read the evidence, and never see data"),
    {
      ...child,
      type: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
      name: "enclave-workloads",
      inputs: {
        idcsEndpoint: "https://enclave.identity.example",
        displayName: "us-enclave-workloads",
        description: "What serves US users: the machines and containers of the application",
        matchingRule:
          "ANY {instance.compartment.id = 'ocid1.compartment.oc1..application', ALL {resource.type = 'computecontainerinstance', resource.compartment.id = 'ocid1.compartment.oc1..application'}}",
        schemas: [
          "urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
        ],
        urnietfparamsscimschemasoracleidcsextensionOciTags: tagList,
      },
    },
    {
      ...child,
      type: "oci:Identity/domainReplicationToRegion:DomainReplicationToRegion",
      name: "enclave-us-phoenix-1",
      inputs: { domainId: "enclave-id", replicaRegion: "us-phoenix-1" },
      after: [...groups, workloads],
    },
  ]);
});

it("leaves groups as they are, with the members that they have got, and takes the schemas that the service adds", async () => {
  const whole = {
    ignoreChanges: [
      "displayName",
      "members",
      "schemas",
      "urnietfparamsscimschemasoracleidcsextensionOciTags",
      "urnietfparamsscimschemasoracleidcsextensiongroupGroup",
      "urnietfparamsscimschemasoracleidcsextensionrequestableGroup",
    ],
  };
  const [gatekeepers = "", operators = "", auditors = ""] = groups;
  expect(await upkeep(build)).toEqual({
    [gatekeepers]: whole,
    [operators]: whole,
    [auditors]: whole,
    [workloads]: { ignoreChanges: ["schemas"] },
  });
});

it("replicates a domain whose home is elsewhere to one region after the other", async () => {
  const replications = (await record((seen) => build(seen, { homeRegion: "us-sanjose-1" }))).filter(({ type }) =>
    type.endsWith("DomainReplicationToRegion"),
  );
  expect(replications.map(({ name, inputs, after }) => [name, inputs["replicaRegion"], after])).toEqual([
    ["enclave-us-ashburn-1", "us-ashburn-1", [...groups, workloads]],
    [
      "enclave-us-phoenix-1",
      "us-phoenix-1",
      ["oci:Identity/domainReplicationToRegion:DomainReplicationToRegion enclave-us-ashburn-1"],
    ],
  ]);
});

it.each<[Partial<IdentityDomainArgs>, string]>([
  [
    { domainName: "us enclave" },
    "`domainName` is `us enclave`; use 1 to 80 letters, digits, periods, hyphens and underscores",
  ],
  [
    { homeRegion: "eu-frankfurt-1" },
    "`homeRegion` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { regions: ["us-ashburn-1", "ca-toronto-1"] },
    "`regions[1]` is `ca-toronto-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { applicationCompartmentId: "ocid1.tenancy.oc1..aaaa" },
    "`applicationCompartmentId` is `ocid1.tenancy.oc1..aaaa`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`identity domain \`enclave\`: ${message}`);
});
