import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PublicName } from "../../../../components/oci/traffic/public-name";
import type { PublicNameArgs } from "../../../../components/oci/traffic/public-name";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

const withoutIssuer: PublicNameArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  networkCompartmentId: "ocid1.compartment.oc1..network",
  domainName: "example.com",
  hostNames: ["example.com", "www.example.com"],
  address: "192.0.2.1",
  standbyAddress: "192.0.2.2",
  healthPath: "/healthz",
  vantagePoints: ["aws-pdx", "azr-iad1", "goo-cbf"],
  answerSeconds: 30,
  dnssecState: "DISABLED",
};

function build(seen: Seen, change: Partial<PublicNameArgs> = {}): PublicName {
  const args = { ...withoutIssuer, address: output("192.0.2.1"), certificateIssuer: "letsencrypt.org", ...change };
  return new PublicName("traffic", args, { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) });
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const compartmentId = "ocid1.compartment.oc1..network";
const shared = {
  name: "traffic",
  parent: "stateside:oci:PublicName traffic",
  provider: "ashburn",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("answers for the names with the two gateways alone, home first, as healthy as both are seen from the US", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:PublicName",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const attachment = (domain: string) => ({
    ...shared,
    type: "oci:Dns/steeringPolicyAttachment:SteeringPolicyAttachment",
    name: `traffic-${domain}`,
    inputs: { zoneId: "traffic-id", steeringPolicyId: "traffic-id", domainName: domain, displayName: domain },
  });
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Dns/zone:Zone",
      inputs: {
        compartmentId,
        name: "example.com",
        zoneType: "PRIMARY",
        scope: "GLOBAL",
        dnssecState: "DISABLED",
        ...tags,
      },
      protect: true,
    },
    {
      ...shared,
      type: "oci:HealthChecks/httpMonitor:HttpMonitor",
      inputs: {
        compartmentId,
        displayName: "traffic",
        targets: ["192.0.2.1", "192.0.2.2"],
        protocol: "HTTPS",
        port: 443,
        method: "GET",
        path: "/healthz",
        headers: { Host: "example.com" },
        intervalInSeconds: 30,
        timeoutInSeconds: 10,
        vantagePointNames: ["aws-pdx", "azr-iad1", "goo-cbf"],
        isEnabled: true,
        ...tags,
      },
    },
    {
      ...shared,
      type: "oci:Dns/steeringPolicy:SteeringPolicy",
      inputs: {
        compartmentId,
        displayName: "traffic",
        template: "FAILOVER",
        ttl: 30,
        healthCheckMonitorId: "traffic-id",
        answers: [
          { name: "primary", rtype: "A", rdata: "192.0.2.1", pool: "primary" },
          { name: "standby", rtype: "A", rdata: "192.0.2.2", pool: "standby" },
        ],
        rules: [
          {
            ruleType: "FILTER",
            description: "Leaves out what is disabled",
            defaultAnswerDatas: [{ answerCondition: "answer.isDisabled != true", shouldKeep: true }],
          },
          { ruleType: "HEALTH", description: "Leaves out what doesn't answer" },
          {
            ruleType: "PRIORITY",
            description: "Home goes first",
            defaultAnswerDatas: [
              { answerCondition: "answer.pool == 'primary'", value: 1 },
              { answerCondition: "answer.pool == 'standby'", value: 2 },
            ],
          },
          { ruleType: "LIMIT", description: "One answer alone", defaultCount: 1 },
        ],
        ...tags,
      },
    },
    attachment("example.com"),
    attachment("www.example.com"),
    {
      ...shared,
      type: "oci:Dns/rrset:Rrset",
      name: "traffic-issuer",
      inputs: {
        zoneNameOrId: "traffic-id",
        domain: "example.com",
        rtype: "CAA",
        items: [{ domain: "example.com", rtype: "CAA", rdata: '0 issue "letsencrypt.org"', ttl: 3600 }],
      },
    },
  ]);
});

it("takes a policy from a name before it attaches another, as a name has one", async () => {
  const attachment = (domain: string) => `oci:Dns/steeringPolicyAttachment:SteeringPolicyAttachment traffic-${domain}`;
  expect(await upkeep(build)).toEqual({
    [attachment("example.com")]: { deleteBeforeReplace: true },
    [attachment("www.example.com")]: { deleteBeforeReplace: true },
  });
});

it("gives the name servers as one text, for the registrar", async () => {
  const given: string[] = [];
  await record((seen) => build(seen).nameServers.apply((text) => given.push(text)));
  expect(given).toEqual(["ns1.example.net. ns2.example.net."]);
});

it("lets any authority issue certificates when none is named", async () => {
  const recorded = await record((seen) => {
    const provider = new Provider("ashburn", { region: "us-ashburn-1" });
    return new PublicName("traffic", withoutIssuer, { ...seen, provider });
  });
  expect(recorded.map(({ type }) => type)).not.toContain("oci:Dns/rrset:Rrset");
});

it.each<[Partial<PublicNameArgs>, string]>([
  [{ domainName: "example" }, "`domainName` is `example`; use a host name in small letters, such as `www.example.com`"],
  [
    { hostNames: ["www.example.com", "www.example.org"] },
    "`hostNames[1]` is `www.example.org`; use `example.com` or a name in it",
  ],
  [{ hostNames: ["badexample.com"] }, "`hostNames[0]` is `badexample.com`; use `example.com` or a name in it"],
  [{ hostNames: [] }, "`hostNames` is `[]`; use at least one: `example.com` or a name in it"],
  [{ healthPath: "healthz" }, "`healthPath` is `healthz`; use a path, such as `/healthz`"],
  [
    { vantagePoints: ["aws-pdx", "aws-dub"] },
    "`vantagePoints[1]` is `aws-dub`; use a vantage point in the United States: `aws-iad`, `aws-cmh`, `aws-pdx`, " +
      "`aws-sfo`, `azr-iad1`, `azr-ord`, `azr-sat`, `goo-chs`, `goo-cbf`",
  ],
  [{ answerSeconds: 10 }, "`answerSeconds` is `10`; use a whole number of seconds from 30 to 3600"],
  [
    { certificateIssuer: "Let's Encrypt" },
    "`certificateIssuer` is `Let's Encrypt`; use a host name in small letters, such as `www.example.com`",
  ],
])("refuses %j", async (change, message) => {
  // Of a wrong domain, the names in the right one are wrong, too.
  const [line] = (await refusal((seen) => build(seen, change))).split("\n");
  expect(line).toBe(`public name \`traffic\`: ${message}`);
});
