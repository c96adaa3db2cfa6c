import program from "../../stacks/index";
import type { Told } from "../components/recorder";
import { example, landingOutputs, runAs, runStack } from "./configured";

const primary = {
  trafficSubnetId: "ocid1.subnet.oc1.iad.traffic",
  trafficGroupId: "ocid1.networksecuritygroup.oc1.iad.traffic",
  applicationCidr: "10.20.64.0/18",
  logGroupId: "ocid1.loggroup.oc1.iad.logs",
  authorityKeyId: "ocid1.key.oc1.iad.vault.authority",
  standbyTrafficSubnetId: "ocid1.subnet.oc1.phx.traffic",
  standbyTrafficGroupId: "ocid1.networksecuritygroup.oc1.phx.traffic",
  standbyApplicationCidr: "10.21.64.0/18",
  standbyLogGroupId: "ocid1.loggroup.oc1.phx.logs",
  standbyAuthorityKeyId: "ocid1.key.oc1.phx.vault.authority",
};

async function run(change: Readonly<Record<string, string>> = {}) {
  const { resources: told, outputs } = await runStack("traffic", {
    config: { ...example("traffic"), ...change },
    primary,
  });
  return { told, outputs };
}

function inputsOf(told: readonly Told[], type: string, provider: string) {
  return told
    .filter((one) => one.type === type && one.provider?.split("::").at(-2) === provider)
    .map(({ inputs }) => inputs);
}

it("builds a gateway on each side, each with its own side's network, key, log and certificate", async () => {
  const { told } = await run();
  const sides = [
    ["ashburn", "iad", "", "10.20.64"],
    ["phoenix", "phx", "standby", "10.21.64"],
  ] as const;
  for (const [provider, key, , network] of sides) {
    const of = (type: string) => inputsOf(told, type, provider);
    expect(of("oci:LoadBalancer/loadBalancer:LoadBalancer")).toEqual([
      expect.objectContaining({
        subnetIds: [`ocid1.subnet.oc1.${key}.traffic`],
        networkSecurityGroupIds: [`ocid1.networksecuritygroup.oc1.${key}.traffic`],
      }),
    ]);
    expect(of("oci:LoadBalancer/backend:Backend").map(({ ipAddress }) => ipAddress)).toEqual([
      `${network}.10`,
      `${network}.11`,
    ]);
    expect(of("oci:CertificatesManagement/certificateAuthority:CertificateAuthority")).toEqual([
      expect.objectContaining({
        name: `us-enclave-${provider}`,
        kmsKeyId: `ocid1.key.oc1.${key}.vault.authority`,
        compartmentId: landingOutputs.keysCompartmentId,
      }),
    ]);
    expect(of("oci:Logging/log:Log").map(({ logGroupId }) => logGroupId)).toEqual(
      Array<string>(3).fill(`ocid1.loggroup.oc1.${key}.logs`),
    );
    expect(of("oci:LoadBalancer/listener:Listener")).toEqual([
      expect.objectContaining({
        sslConfiguration: expect.objectContaining({
          certificateIds: [expect.stringContaining(`ocid1.certificate.oc1.${key}.`)],
        }) as unknown,
      }),
    ]);
  }
  expect(inputsOf(told, "oci:Identity/policy:Policy", "home")).toHaveLength(1);
});

it("answers with its two gateways' addresses, and exports what the registrar needs", async () => {
  const { told, outputs } = await run();
  const [policy] = inputsOf(told, "oci:Dns/steeringPolicy:SteeringPolicy", "ashburn");
  expect(policy?.["answers"]).toEqual([
    { name: "primary", rtype: "A", rdata: "192.0.2.1", pool: "primary" },
    { name: "standby", rtype: "A", rdata: "192.0.2.2", pool: "standby" },
  ]);
  expect(outputs).toEqual({
    address: "192.0.2.1",
    standbyAddress: "192.0.2.2",
    zoneId: "traffic-id",
    nameServers: "ns1.example.net. ns2.example.net.",
    authorityId: "traffic-id",
    standbyAuthorityId: "traffic-standby-id",
  });
});

it("takes lists and numbers as the configuration writes them", async () => {
  const { told } = await run({
    "stateside:applicationAddresses": "10.20.64.10=3, 10.20.64.11",
    "stateside:admittedCountries": "US, PR",
    "stateside:maximumMbps": "400",
  });
  const weights = inputsOf(told, "oci:LoadBalancer/backend:Backend", "ashburn").map(({ weight }) => weight);
  expect(weights).toEqual([3, 1]);
  const [policy] = inputsOf(told, "oci:Waf/appFirewallPolicy:AppFirewallPolicy", "ashburn");
  expect(JSON.stringify(policy)).toContain("contains(['US', 'PR'], connection.source.geo.countryCode)");
  expect(inputsOf(told, "oci:LoadBalancer/loadBalancer:LoadBalancer", "phoenix")).toEqual([
    expect.objectContaining({ shapeDetails: { minimumBandwidthInMbps: 10, maximumBandwidthInMbps: 400 } }),
  ]);
});

it.each([
  [
    "vantagePoints",
    "aws-pdx,azr-iad1",
    "3 to 9 between commas, none twice, each a vantage point in the United States: `aws-iad`, `aws-cmh`, `aws-pdx`, " +
      "`aws-sfo`, `azr-iad1`, `azr-ord`, `azr-sat`, `goo-chs`, `goo-cbf`",
    "aws-pdx,azr-iad1,goo-cbf",
  ],
  [
    "hostNames",
    "example.com,example.com",
    "1 to 10 between commas, none twice, each a host name in small letters, such as `www.example.com`",
    "www.example.com",
  ],
  [
    "standbyCertificateId",
    "ocid1.certificate.oc1.iad.aaaa",
    "the OCID of a certificate, `ocid1.certificate.<realm>.[region].<unique id>`, in `us-phoenix-1`",
    "ocid1.certificate.oc1.us-phoenix-1.aaaaexample",
  ],
  ["logDays", "45", "a number of days in steps of 30, from 30 to 180", "180"],
  ["minimumMbps", "1e3", "a whole number of megabits per second from 10 to 8000", "10"],
])("refuses `%s` `%s`", async (key, value, allowed, proposed) => {
  await runAs("traffic", { ...example("traffic"), [`stateside:${key}`]: value }, { landing: landingOutputs, primary });
  expect(program).toThrow(
    new Error(
      [
        "configuration of stack `traffic`:",
        `\`stateside:${key}\` is \`${value}\`; use ${allowed}`,
        `  pulumi config set --stack traffic stateside:${key} ${proposed}`,
      ].join("\n  "),
    ),
  );
});
