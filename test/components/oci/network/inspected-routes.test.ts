import { output } from "@pulumi/pulumi";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { EnclaveNetwork } from "../../../../components/oci/network/enclave-network";
import { endOf, flowsWith } from "../../../../components/oci/network/flows";
import type { Endpoint, JoinedCenter } from "../../../../components/oci/network/flows";
import { InspectedRoutes } from "../../../../components/oci/network/inspected-routes";
import type { InspectedRoutesArgs } from "../../../../components/oci/network/inspected-routes";
import { planNetwork, subnetBlocks } from "../../../../components/oci/network/network-plan";
import { isGroup, subnetOf } from "../../../../components/oci/network/security-groups";
import { linesTo, networksOf } from "../../../support/recorded-routes";
import type { Declared } from "../../../support/recorded-routes";
import { hostIn, someOracleService, someUser, walk } from "../../../support/routes";
import type { Line } from "../../../support/routes";
import { record, refusal } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

type Change = Partial<InspectedRoutesArgs>;

const firewallAddressId = "ocid1.privateip.oc1.iad.firewall";
const edgeAddressId = "ocid1.privateip.oc1.iad.edge";
const centers: readonly JoinedCenter[] = [
  { name: "virginia", role: "receives", block: "10.30.0.0/26" },
  { name: "google", role: "gives", block: "199.36.153.4/30" },
];
const compartmentId = "ocid1.compartment.oc1..network";

function build(seen: Seen, change: Change = {}): InspectedRoutes {
  const common = { dataClass: "us-user", owner: "data-platform", compartmentId, region: "us-ashburn-1" };
  const opts = { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) };
  const blocks = { addressBlock: "10.20.0.0/16", otherAddressBlock: "10.21.0.0/16", centers };
  const network = new EnclaveNetwork("ashburn", { ...common, ...blocks }, opts);
  const addresses = { firewallAddressId: output(firewallAddressId), edgeAddressId: output(edgeAddressId) };
  return new InspectedRoutes("ashburn", { ...common, network, ...addresses, takesLines: true, ...change }, opts);
}

const labels = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const component = "stateside:oci:InspectedRoutes ashburn";
const attached = (network: string) => `oci:Core/drgAttachment:DrgAttachment ashburn-${network}`;

function told(resources: readonly Recorded[], kind: string): Record<string, unknown> {
  const own = resources.filter(({ type, parent }) => parent === component && type.endsWith(`:${kind}`));
  return Object.fromEntries(own.map(({ name, inputs }) => [name, inputs]));
}

describe("the routes of a side", () => {
  let resources: readonly Recorded[];
  beforeAll(async () => {
    resources = await record(build);
  });

  it("belong to the component, are declared with its provider, and come with the gateways", () => {
    const own = resources.filter(({ parent }) => parent === component);
    expect(resources.find(({ type }) => type === "stateside:oci:InspectedRoutes")?.inputs).toEqual({
      dataClass: "us-user",
      owner: "data-platform",
    });
    const common = { provider: "ashburn", protect: false, deletedWith: undefined };
    for (const one of own) expect(one).toMatchObject(common);
    const kinds = [...new Set(own.map(({ type }) => type.split(":")[2] ?? ""))];
    expect(Object.fromEntries(kinds.map((kind) => [kind, Object.keys(told(resources, kind)).length]))).toEqual({
      RouteTable: 8,
      InternetGateway: 1,
      ServiceGateway: 1,
      DrgRouteDistribution: 2,
      DefaultDrgRouteTable: 1,
      DrgRouteDistributionStatement: 1,
      DrgRouteTable: 3,
      DrgAttachment: 3,
      DrgRouteTableRouteRule: 4,
      RouteTableAttachment: 5,
    });
  });

  it("have gateways in the hub alone, each with the table that leads to a firewall what comes in", () => {
    const gateway = { compartmentId, vcnId: "ashburn-hub-id", ...labels };
    expect(told(resources, "InternetGateway")).toEqual({
      "ashburn-internet": {
        ...gateway,
        displayName: "ashburn-internet",
        enabled: true,
        routeTableId: "ashburn-from-internet-id",
      },
    });
    expect(told(resources, "ServiceGateway")).toEqual({
      "ashburn-services": {
        ...gateway,
        displayName: "ashburn-services",
        services: [{ serviceId: "ocid1.service.oc1..all-iad" }],
        routeTableId: "ashburn-from-services-id",
      },
    });
  });

  it("are in tables that lead to the firewalls' addresses", () => {
    const table = (name: string, network: string, ...rules: (readonly [string, string])[]) => [
      name,
      {
        compartmentId,
        vcnId: `ashburn-${network}-id`,
        displayName: name,
        routeRules: rules.map(([destination, networkEntityId]) => ({
          destination,
          destinationType: destination.startsWith("all-") ? "SERVICE_CIDR_BLOCK" : "CIDR_BLOCK",
          networkEntityId,
          description: expect.stringMatching(/^.{1,255}$/) as unknown,
        })),
        ...labels,
      },
    ];
    const [application, data, traffic] = ["10.20.64.0/18", "10.20.128.0/18", "10.20.32.0/19"];
    expect(told(resources, "RouteTable")).toEqual(
      Object.fromEntries([
        table("ashburn-from-internet", "hub", [traffic, edgeAddressId]),
        table(
          "ashburn-from-services",
          "hub",
          [application, firewallAddressId],
          [traffic, firewallAddressId],
          ["10.30.0.0/26", firewallAddressId],
        ),
        table("ashburn-from-transit", "hub", ["0.0.0.0/0", firewallAddressId], [traffic, firewallAddressId]),
        table(
          "ashburn-traffic",
          "hub",
          ["0.0.0.0/0", edgeAddressId],
          [application, firewallAddressId],
          [data, firewallAddressId],
        ),
        table("ashburn-edge", "hub", ["0.0.0.0/0", "ashburn-internet-id"]),
        table(
          "ashburn-firewall",
          "hub",
          [application, "ashburn-id"],
          [data, "ashburn-id"],
          ["all-iad-services-in-oracle-services-network", "ashburn-services-id"],
          ["10.30.0.0/26", "ashburn-id"],
          ["199.36.153.4/30", "ashburn-id"],
        ),
        table("ashburn-application", "application", ["0.0.0.0/0", "ashburn-id"]),
        table("ashburn-data", "data", [application, "ashburn-id"]),
      ]),
    );
  });

  it("come to each subnet by attachment, after its network is attached to the router", () => {
    const attachment = (subnet: string) => [
      `ashburn-${subnet}`,
      { subnetId: `ashburn-${subnet}-id`, routeTableId: `ashburn-${subnet}-id` },
    ];
    expect(told(resources, "RouteTableAttachment")).toEqual(
      Object.fromEntries(["traffic", "edge", "firewall", "application", "data"].map(attachment)),
    );
    const tables = resources.filter(({ type }) => type.endsWith(":RouteTable"));
    expect(Object.fromEntries(tables.map(({ name, after }) => [name, after]))).toEqual({
      "ashburn-from-internet": [],
      "ashburn-from-services": [],
      "ashburn-from-transit": [],
      "ashburn-traffic": [attached("hub")],
      "ashburn-edge": [attached("hub")],
      "ashburn-firewall": [attached("hub")],
      "ashburn-application": [attached("application")],
      "ashburn-data": [attached("data")],
    });
  });

  it("are taken from a subnet before others are given to it, as taking them away gives it the default table", async () => {
    const first = new Map<string, boolean | undefined>();
    await record(({ transformations = [] }) =>
      build({
        transformations: [
          ...transformations,
          ({ type, name, opts }) => {
            // SAFETY: of a resource that isn't a component.
            if (type.endsWith(":RouteTableAttachment"))
              first.set(name, (opts as CustomResourceOptions).deleteBeforeReplace);
            return undefined;
          },
        ],
      }),
    );
    expect([...first.values()]).toEqual([true, true, true, true, true]);
  });

  it("take what the ends of lines tell of themselves into the hub's table alone, and into the default one nothing", () => {
    const router = { drgId: "ashburn-id", ...labels };
    const distribution = (name: string) => [name, { ...router, displayName: name, distributionType: "IMPORT" }];
    expect(told(resources, "DrgRouteDistribution")).toEqual(
      Object.fromEntries([distribution("ashburn-nothing"), distribution("ashburn-lines")]),
    );
    expect(told(resources, "DrgRouteDistributionStatement")).toEqual({
      "ashburn-lines": {
        drgRouteDistributionId: "ashburn-lines-id",
        action: "ACCEPT",
        priority: 1,
        matchCriteria: { matchType: "DRG_ATTACHMENT_TYPE", attachmentType: "VIRTUAL_CIRCUIT" },
      },
    });
    const table = (name: string) => [name, { ...router, displayName: name }];
    expect(told(resources, "DrgRouteTable")).toEqual({
      "ashburn-from-hub": {
        ...router,
        displayName: "ashburn-from-hub",
        importDrgRouteDistributionId: "ashburn-lines-id",
      },
      ...Object.fromEntries([table("ashburn-from-others"), table("ashburn-from-centers")]),
    });
    expect(told(resources, "DefaultDrgRouteTable")).toEqual({
      "ashburn-unplanned": {
        manageDefaultResourceId: "ashburn-default-table",
        displayName: "ashburn-unplanned",
        importDrgRouteDistributionId: "ashburn-nothing-id",
        ...labels,
      },
    });
  });

  it("send everything of the other networks and of lines to the hub", () => {
    const attachment = (network: string, routerTable: string, routeTableId?: string) => [
      `ashburn-${network}`,
      {
        drgId: "ashburn-id",
        displayName: `ashburn-${network}`,
        drgRouteTableId: routerTable,
        networkDetails: {
          type: "VCN",
          id: `ashburn-${network}-id`,
          ...(routeTableId !== undefined && { routeTableId }),
        },
        ...labels,
      },
    ];
    expect(told(resources, "DrgAttachment")).toEqual(
      Object.fromEntries([
        attachment("hub", "ashburn-from-hub-id", "ashburn-from-transit-id"),
        attachment("application", "ashburn-from-others-id"),
        attachment("data", "ashburn-from-others-id"),
      ]),
    );
    const rule = (from: string, to: string, destination: string) => [
      `ashburn-${from}-to-${to}`,
      {
        drgRouteTableId: `ashburn-${from}-id`,
        destinationType: "CIDR_BLOCK",
        destination,
        nextHopDrgAttachmentId: `ashburn-${to}-id`,
      },
    ];
    expect(told(resources, "DrgRouteTableRouteRule")).toEqual(
      Object.fromEntries([
        rule("from-hub", "application", "10.20.64.0/18"),
        rule("from-hub", "data", "10.20.128.0/18"),
        rule("from-others", "hub", "0.0.0.0/0"),
        rule("from-centers", "hub", "0.0.0.0/0"),
      ]),
    );
  });

  const blocks = subnetBlocks(planNetwork("10.20.0.0/16"));
  const place = (end: Endpoint) => (isGroup(end) ? (`ashburn-${subnetOf[end]}-id` as const) : end);
  const gates: Readonly<Record<string, string>> = {
    internet: "ashburn-internet-id",
    "oracle-services": "ashburn-services-id",
  };
  const destination = (end: Endpoint) => {
    if (end === "internet") return someUser;
    if (end === "oracle-services") return someOracleService;
    return hostIn(isGroup(end) ? blocks[subnetOf[end]] : (centers.find((one) => endOf(one) === end)?.block ?? ""));
  };
  const ends: readonly Endpoint[] = [
    ...(["internet", "oracle-services", "traffic", "application", "database"] as const),
    ...centers.map(endOf),
  ];
  const firewalls = new Map([
    [firewallAddressId, "ashburn-firewall-id"],
    [edgeAddressId, "ashburn-edge-id"],
  ]);
  /** The far end of one tells of addresses that aren't its own, and it is still on the table that the router gave it. */
  const unplanned: Endpoint = "center-unplanned";
  const lines = new Map<string, Line>([
    ...linesTo(centers, "ashburn-id", "ashburn-from-centers-id"),
    [unplanned, { router: "ashburn-id", routerTable: "ashburn-default-table", blocks: ["10.50.0.0/24"] }],
  ]);
  const declared = (): Declared[] => resources.map(({ type, name, inputs }) => ({ type, inputs, id: `${name}-id` }));
  const journey = (some: readonly Declared[], from: Endpoint, to: Endpoint) => {
    const { hops, end } = walk(networksOf(some, firewalls, lines), gates[from] ?? place(from), destination(to));
    return { end, passed: hops.filter((hop) => firewalls.has(hop)) };
  };

  it.each(flowsWith(centers).map((flow) => [flow.name, flow] as const))(
    "as declared, lead %s and its answers through one firewall, the same both ways",
    (_, { from, to }) => {
      const passed = [from, to].includes("internet") ? [edgeAddressId] : [firewallAddressId];
      expect(journey(declared(), from, to)).toEqual({ end: place(to), passed });
      expect(journey(declared(), to, from)).toEqual({ end: place(from), passed });
    },
  );

  it("as declared, lead nothing anywhere over a line that was given no table", () => {
    expect(ends.map((to) => journey(declared(), unplanned, to))).toEqual(
      ends.map(() => ({ end: undefined, passed: [] })),
    );
  });

  it("as declared, lead nothing past the firewalls", () => {
    const ways = ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => journey(declared(), from, to)));
    expect(ways.filter(({ end, passed }) => end !== undefined && passed.length === 0)).toEqual([]);
  });

  it("as declared, each matter: without any one resource of theirs, some way is another", () => {
    const starts: readonly Endpoint[] = [...ends, unplanned];
    const ways = (some: readonly Declared[]) =>
      JSON.stringify(starts.map((from) => ends.map((to) => journey(some, from, to))));
    const kinds =
      /:(RouteTable|RouteTableAttachment|DrgAttachment|DrgRouteTable|DrgRouteTableRouteRule|DrgRouteDistributionStatement|DefaultDrgRouteTable)$|:DrgRouteDistribution$/;
    const all = declared();
    // The empty distribution has no way in it: it matters by the default table, which takes it instead of another.
    const matters = all.filter(({ type, id }) => kinds.test(type) && id !== "ashburn-nothing-id");
    expect(matters).toHaveLength(26);
    expect(matters.filter((one) => ways(all.filter((other) => other !== one)) === ways(all))).toEqual([]);
  });
});

it("have nothing for lines at a side where none may end, and still nothing leads on by the router's default table", async () => {
  const names = async (change: Change) =>
    (await record((seen) => build(seen, change))).map(({ type, name }) => `${type.split(":")[2] ?? ""} ${name}`);
  const without = await names({ takesLines: false });
  expect((await names({})).filter((one) => !without.includes(one))).toEqual([
    "DrgRouteDistribution ashburn-lines",
    "DrgRouteDistributionStatement ashburn-lines",
    "DrgRouteTable ashburn-from-centers",
    "DrgRouteTableRouteRule ashburn-from-centers-to-hub",
  ]);
  expect(without).toContain("DefaultDrgRouteTable ashburn-unplanned");
  const resources = await record((seen) => build(seen, { takesLines: false }));
  expect(told(resources, "DrgRouteTable")["ashburn-from-hub"]).toEqual({
    drgId: "ashburn-id",
    displayName: "ashburn-from-hub",
    ...labels,
  });
});

it.each<[Change, string]>([
  [
    { firewallAddressId: "10.20.0.2" },
    "`firewallAddressId` is `10.20.0.2`; use the OCID of a privateip, `ocid1.privateip.<realm>.[region].<unique id>`",
  ],
  [
    { edgeAddressId: "ocid1.vnic.oc1.iad.edge" },
    "`edgeAddressId` is `ocid1.vnic.oc1.iad.edge`; use the OCID of a privateip, `ocid1.privateip.<realm>.[region].<unique id>`",
  ],
  [
    { region: "ca-toronto-1" },
    "`region` is `ca-toronto-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`inspected routes \`ashburn\`: ${message}`);
});
