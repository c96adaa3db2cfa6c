import { Provider } from "@pulumi/oci/provider";
import { output } from "@pulumi/pulumi";
import { GoogleNames } from "../../../../components/oci/legacy/google-names";
import type { GoogleNamesArgs } from "../../../../components/oci/legacy/google-names";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<GoogleNamesArgs> = {}): GoogleNames {
  return new GoogleNames(
    "legacy",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-ashburn-1",
      networkCompartmentId: output("ocid1.compartment.oc1..network"),
      applicationNetworkId: output("ocid1.vcn.oc1.iad.application"),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("gives Cloud Storage the line's addresses in the application's network", async () => {
  const child = {
    name: "legacy",
    parent: "stateside:oci:GoogleNames legacy",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const host = "storage.googleapis.com";
  const viewId = "ocid1.dnsview.oc1..ocid1-dnsresolver-oc1--ocid1-vcn-oc1-iad-application";
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:GoogleNames",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "oci:Dns/zone:Zone",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..network",
        name: host,
        zoneType: "PRIMARY",
        scope: "PRIVATE",
        viewId,
        freeformTags: { "data-class": "us-user", owner: "data-platform" },
        definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
      },
    },
    {
      ...child,
      type: "oci:Dns/rrset:Rrset",
      inputs: {
        zoneNameOrId: "legacy-id",
        domain: host,
        rtype: "A",
        viewId,
        items: ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"].map((rdata) => ({
          domain: host,
          rtype: "A",
          rdata,
          ttl: 300,
        })),
      },
    },
  ]);
});

it.each<[Partial<GoogleNamesArgs>, string]>([
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { networkCompartmentId: "network" },
    "`networkCompartmentId` is `network`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { applicationNetworkId: "application" },
    "`applicationNetworkId` is `application`; use the OCID of a vcn, `ocid1.vcn.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`google names \`legacy\`: ${message}`);
});
