import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { NameResolution } from "../../../../components/oci/network/name-resolution";
import type { NameResolutionArgs } from "../../../../components/oci/network/name-resolution";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<NameResolutionArgs> = {}): NameResolution {
  return new NameResolution(
    "ashburn",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-ashburn-1",
      applicationNetworkId: output("ocid1.vcn.oc1.iad.application"),
      dataNetworkId: output("ocid1.vcn.oc1.iad.data"),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("attaches the data network's view to the application network's resolver, and nothing the other way", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:NameResolution",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    {
      type: "oci:Dns/resolver:Resolver",
      name: "ashburn",
      inputs: {
        resolverId: "ocid1.dnsresolver.oc1..ocid1-vcn-oc1-iad-application",
        scope: "PRIVATE",
        attachedViews: [{ viewId: "ocid1.dnsview.oc1..ocid1-dnsresolver-oc1--ocid1-vcn-oc1-iad-data" }],
        freeformTags: { "data-class": "us-user", owner: "data-platform" },
        definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
      },
      parent: "stateside:oci:NameResolution ashburn",
      provider: "ashburn",
      protect: false,
      after: [],
      deletedWith: undefined,
    },
  ]);
});

it.each<[Partial<NameResolutionArgs>, string]>([
  [
    { dataNetworkId: "ocid1.subnet.oc1.iad.data" },
    "`dataNetworkId` is `ocid1.subnet.oc1.iad.data`; use the OCID of a vcn, `ocid1.vcn.<realm>.[region].<unique id>`",
  ],
  [
    { applicationNetworkId: "application" },
    "`applicationNetworkId` is `application`; use the OCID of a vcn, `ocid1.vcn.<realm>.[region].<unique id>`",
  ],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`name resolution \`ashburn\`: ${message}`);
});
