import { Provider } from "@pulumi/gcp/provider";
import { LegacyNetwork } from "../../../components/gcp/legacy-network";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

const given = { projectId: "acme-legacy", region: "us-east4" };

function build(seen: Seen, changes: Partial<typeof given> = {}): LegacyNetwork {
  return new LegacyNetwork(
    "legacy",
    { dataClass: "us-user", owner: "data-platform", ...given, ...changes },
    { ...seen, provider: new Provider("google", { region: "us-east4" }) },
  );
}

it("declares a network with an empty subnet, and one way out of it, to Google's APIs", async () => {
  const child = {
    name: "legacy",
    parent: "stateside:gcp:LegacyNetwork legacy",
    provider: "google",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:LegacyNetwork",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "gcp:compute/network:Network",
      inputs: {
        project: "acme-legacy",
        description: "Where the enclave's private line meets Google's APIs",
        autoCreateSubnetworks: false,
        deleteDefaultRoutesOnCreate: true,
        routingMode: "REGIONAL",
      },
    },
    {
      ...child,
      type: "gcp:compute/route:Route",
      inputs: {
        project: "acme-legacy",
        network: "legacy-id",
        description: "Google's APIs, by addresses that no internet route leads to",
        destRange: "199.36.153.4/30",
        nextHopGateway: "default-internet-gateway",
      },
    },
    {
      ...child,
      type: "gcp:compute/subnetwork:Subnetwork",
      inputs: {
        project: "acme-legacy",
        region: "us-east4",
        network: "legacy-id",
        description: "Empty: what comes over the line has its own addresses",
        ipCidrRange: "100.64.0.0/29",
        stackType: "IPV4_ONLY",
        privateIpGoogleAccess: true,
      },
    },
  ]);
});

it.each<[Partial<typeof given>, string]>([
  [
    { projectId: "ACME" },
    "`projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [{ region: "us-ashburn-1" }, "`region` is `us-ashburn-1`; use a Google Cloud region"],
])("refuses %o", async (changes, message) => {
  expect(await refusal((seen) => build(seen, changes))).toBe(`legacy network \`legacy\`: ${message}`);
});
