import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { accessStatements, roles } from "../../../../components/oci/access/access-statements";
import { EnclaveAccess } from "../../../../components/oci/access/enclave-access";
import type { EnclaveAccessArgs } from "../../../../components/oci/access/enclave-access";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const compartments = {
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  networkCompartmentId: "ocid1.compartment.oc1..network",
  applicationCompartmentId: "ocid1.compartment.oc1..application",
  dataCompartmentId: "ocid1.compartment.oc1..data",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
  auditCompartmentId: "ocid1.compartment.oc1..audit",
  inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
};
const plan = {
  domainName: "us-enclave",
  homeRegion: "us-ashburn-1",
  regions: ["us-ashburn-1", "us-phoenix-1"],
};

function build(seen: Seen, change: Partial<EnclaveAccessArgs> = {}): EnclaveAccess {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new EnclaveAccess(
    "enclave",
    {
      dataClass: "us-user",
      owner: "data-security",
      tenancyId: "ocid1.tenancy.oc1..aaaaexample",
      ...plan,
      officeRanges: ["203.0.113.0/24", "198.51.100.17/32"],
      ...compartments,
      dataCompartmentId: output(compartments.dataCompartmentId),
      ...change,
    },
    { ...seen, provider },
  );
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};
const child = {
  parent: "stateside:oci:EnclaveAccess enclave",
  provider: "home",
  protect: false,
  after: [],
  deletedWith: undefined,
};
const descriptions = [
  "Gatekeepers alone reach US users' data and the keys to it",
  "Operators run the network and the application, and see no data",
  "Auditors read the evidence, and see no data",
  "The application reads and writes objects, and writes logs",
];

it("declares where people's requests come from, and in the enclave a policy for each role that asks for it", async () => {
  const [component, source, ...policies] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:EnclaveAccess",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  expect(source).toEqual({
    ...child,
    type: "oci:Identity/networkSource:NetworkSource",
    name: "enclave",
    inputs: {
      compartmentId: "ocid1.tenancy.oc1..aaaaexample",
      name: "us-enclave-offices",
      description: "Where requests about the enclave come from: offices and VPN",
      publicSourceLists: ["203.0.113.0/24", "198.51.100.17/32"],
      ...tags,
    },
  });
  expect(policies).toEqual(
    roles.map((role, index) => ({
      ...child,
      type: "oci:Identity/policy:Policy",
      name: `enclave-${role}`,
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: `us-enclave-${role}`,
        description: descriptions[index],
        statements: accessStatements(role, { ...plan, ...compartments, networkSource: "us-enclave-offices" }),
        ...tags,
      },
    })),
  );
});

const range = "use a range of public IPv4 addresses of /16 or smaller, by its first address, such as `203.0.113.0/24`";

it.each<[Partial<EnclaveAccessArgs>, string]>([
  [{ officeRanges: ["0.0.0.0/0"] }, `\`officeRanges[0]\` is \`0.0.0.0/0\`; ${range}`],
  [{ officeRanges: ["8.0.0.0/8"] }, `\`officeRanges[0]\` is \`8.0.0.0/8\`; ${range}`],
  [{ officeRanges: ["203.0.113.7/24"] }, `\`officeRanges[0]\` is \`203.0.113.7/24\`; ${range}`],
  [{ officeRanges: ["203.0.113.0/24", "10.0.0.0/24"] }, `\`officeRanges[1]\` is \`10.0.0.0/24\`; ${range}`],
  [{ officeRanges: ["office"] }, `\`officeRanges[0]\` is \`office\`; ${range}`],
  [
    { homeRegion: "uk-london-1" },
    "`homeRegion` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { regions: ["us-ashburn-1", "sa-saopaulo-1"] },
    "`regions[1]` is `sa-saopaulo-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { keysCompartmentId: "ocid1.vault.oc1.iad.aaaa" },
    "`keysCompartmentId` is `ocid1.vault.oc1.iad.aaaa`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ domainName: "" }, "`domainName` is ``; use 1 to 80 letters, digits, periods, hyphens and underscores"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`enclave access \`enclave\`: ${message}`);
});
