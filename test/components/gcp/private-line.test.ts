import { isSecret, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/gcp/provider";
import { googleApiAddresses, googleApiRange } from "../../../components/gcp/google-apis";
import { PrivateLine } from "../../../components/gcp/private-line";
import type { PrivateLineArgs } from "../../../components/gcp/private-line";
import ipaddr from "ipaddr.js";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

function build(seen: Seen, change: Partial<PrivateLineArgs> = {}): PrivateLine {
  return new PrivateLine(
    "singapore",
    {
      dataClass: "us-user",
      owner: "data-platform",
      projectId: "acme-backup",
      networkId: output("projects/acme-backup/global/networks/backup"),
      region: "us-east4",
      advertisedRanges: ["10.40.0.0/26"],
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { project: "acme-backup", region: "us-east4" }) },
  );
}

const child = {
  parent: "stateside:gcp:PrivateLine singapore",
  provider: "ashburn",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("declares a router that tells of the advertised ranges alone, and an attachment to it for a partner", async () => {
  expect(await record(build)).toEqual([
    expect.objectContaining({
      type: "stateside:gcp:PrivateLine",
      inputs: { dataClass: "us-user", owner: "data-platform" },
    }),
    {
      ...child,
      type: "gcp:compute/router:Router",
      name: "singapore",
      inputs: {
        project: "acme-backup",
        region: "us-east4",
        network: "projects/acme-backup/global/networks/backup",
        bgp: { asn: 16_550, advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.40.0.0/26" }] },
      },
    },
    {
      ...child,
      type: "gcp:compute/interconnectAttachment:InterconnectAttachment",
      name: "singapore",
      inputs: {
        project: "acme-backup",
        region: "us-east4",
        router: "singapore-id",
        type: "PARTNER",
        edgeAvailabilityDomain: "AVAILABILITY_DOMAIN_1",
        adminEnabled: true,
        mtu: "1500",
        stackType: "IPV4_ONLY",
        labels: { "data-class": "us-user", owner: "data-platform" },
      },
    },
  ]);
});

it("ends at the edge that it is told", async () => {
  const resources = await record((seen) => build(seen, { edge: 2 }));
  expect(resources.at(-1)?.inputs).toMatchObject({ edgeAvailabilityDomain: "AVAILABILITY_DOMAIN_2" });
});

it("keeps the pairing key a secret, in its state and as an output", async () => {
  let line: PrivateLine | undefined;
  const secrets: unknown[] = [];
  await record(({ transformations = [] }) => {
    line = build({
      transformations: [
        ...transformations,
        ({ type, opts }) => {
          if (type.endsWith(":InterconnectAttachment") && "additionalSecretOutputs" in opts) {
            secrets.push(opts.additionalSecretOutputs);
          }
          return undefined;
        },
      ],
    });
  });
  expect(secrets).toEqual([expect.arrayContaining(["pairingKey"])]);
  expect(line === undefined ? undefined : await isSecret(line.pairingKey)).toBe(true);
});

it("may tell of the addresses of Google's APIs, which are all of their range", async () => {
  const resources = await record((seen) => build(seen, { advertisedRanges: [googleApiRange] }));
  expect(resources[1]?.inputs).toMatchObject({ bgp: { advertisedIpRanges: [{ range: "199.36.153.4/30" }] } });
  const range = ipaddr.IPv4.parseCIDR(googleApiRange);
  expect(new Set(googleApiAddresses).size).toBe(4);
  expect(googleApiAddresses.filter((address) => !ipaddr.IPv4.parse(address).match(range))).toEqual([]);
});

const ranges = "a block of IPv4 addresses by its first address, of /16 or smaller, such as `10.30.0.0/24`";

it.each<[Partial<PrivateLineArgs>, string]>([
  [
    { region: "asia-southeast1" },
    "`region` is `asia-southeast1`; use the Google Cloud region that is joined with Oracle's us-ashburn-1, `us-east4`",
  ],
  [
    { projectId: "Acme" },
    "`projectId` is `Acme`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [{ advertisedRanges: [] }, `\`advertisedRanges\` is \`[]\`; use at least one: ${ranges}`],
  [{ advertisedRanges: ["0.0.0.0/0"] }, `\`advertisedRanges[0]\` is \`0.0.0.0/0\`; use ${ranges}`],
  [{ advertisedRanges: ["10.40.0.0/26", "10.0.0.0/8"] }, `\`advertisedRanges[1]\` is \`10.0.0.0/8\`; use ${ranges}`],
  [{ advertisedRanges: ["10.40.0.1/26"] }, `\`advertisedRanges[0]\` is \`10.40.0.1/26\`; use ${ranges}`],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`private line \`singapore\`: ${message}`);
});
