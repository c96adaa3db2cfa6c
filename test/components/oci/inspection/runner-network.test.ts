import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { RunnerNetwork } from "../../../../components/oci/inspection/runner-network";
import type { RunnerNetworkArgs } from "../../../../components/oci/inspection/runner-network";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<RunnerNetworkArgs> = {}): RunnerNetwork {
  return new RunnerNetwork(
    "inspection",
    {
      dataClass: "us-user",
      owner: "data-security",
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      region: "us-ashburn-1",
      addressBlock: "192.168.0.0/28",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("declares a network whose one way out leads to Oracle's own services, by HTTPS", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:RunnerNetwork",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-security" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
  };
  const child = (type: string, inputs: object) => ({
    type: `oci:Core/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
    name: "inspection",
    inputs,
    parent: "stateside:oci:RunnerNetwork inspection",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
  });
  const common = { compartmentId: "ocid1.compartment.oc1..inspection", displayName: "inspection", ...tagged };
  const services = "all-iad-services-in-oracle-services-network";
  expect(children).toEqual([
    child("Vcn", { ...common, cidrBlocks: ["192.168.0.0/28"], isIpv6enabled: false, dnsLabel: "builds" }),
    child("DefaultSecurityList", {
      manageDefaultResourceId: "inspection-default-list",
      displayName: "inspection-empty",
      ingressSecurityRules: [],
      egressSecurityRules: [],
      ...tagged,
    }),
    child("ServiceGateway", {
      ...common,
      vcnId: "inspection-id",
      services: [{ serviceId: "ocid1.service.oc1..all-iad" }],
    }),
    child("RouteTable", {
      ...common,
      vcnId: "inspection-id",
      routeRules: [
        {
          description: "Oracle's own services",
          destination: services,
          destinationType: "SERVICE_CIDR_BLOCK",
          networkEntityId: "inspection-id",
        },
      ],
    }),
    child("Subnet", {
      ...common,
      vcnId: "inspection-id",
      cidrBlock: "192.168.0.0/28",
      dnsLabel: "runners",
      prohibitInternetIngress: true,
      routeTableId: "inspection-id",
      securityListIds: ["inspection-default-list"],
    }),
    child("NetworkSecurityGroup", { ...common, vcnId: "inspection-id" }),
    child("NetworkSecurityGroupSecurityRule", {
      networkSecurityGroupId: "inspection-id",
      direction: "EGRESS",
      protocol: "6",
      stateless: false,
      description: "Oracle's own services, by HTTPS",
      destination: services,
      destinationType: "SERVICE_CIDR_BLOCK",
      tcpOptions: { destinationPortRange: { min: 443, max: 443 } },
    }),
  ]);
});

it("declares no gateway to the internet, and nothing that comes in", async () => {
  const declared = await record(build);
  const types = declared.map(({ type }) => type);
  expect(types.filter((type) => /internetGateway|natGateway|drg|localPeering/i.test(type))).toEqual([]);
  expect(declared.filter(({ inputs }) => inputs["direction"] === "INGRESS")).toEqual([]);
});

it.each([
  [
    { addressBlock: "192.168.0.0/16" },
    "`addressBlock` is `192.168.0.0/16`; use a block of private IPv4 addresses from /24 to /28, by its first address, such as `192.168.0.0/28`",
  ],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { inspectionCompartmentId: "i" },
    "`inspectionCompartmentId` is `i`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`runner network \`inspection\`: ${message}`);
});
