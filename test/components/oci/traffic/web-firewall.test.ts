import { Provider } from "@pulumi/oci/provider";
import { WebFirewall } from "../../../../components/oci/traffic/web-firewall";
import type { WebFirewallArgs } from "../../../../components/oci/traffic/web-firewall";
import { refusal } from "../../recorder";

const args: WebFirewallArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  compartmentId: "ocid1.compartment.oc1..network",
  balancerId: "ocid1.loadbalancer.oc1.iad.balancer",
  logGroupId: "ocid1.loggroup.oc1.iad.logs",
  logDays: 180,
  hostNames: ["www.example.com"],
  admittedCountries: ["US"],
  requestsPerMinute: 600,
};

it.each<[Partial<WebFirewallArgs>, string]>([
  [{ hostNames: [] }, "`hostNames` is `[]`; use at least one: a host name in small letters, such as `www.example.com`"],
  [
    { hostNames: ["www.example.com", "x'] || ['y"] },
    "`hostNames[1]` is `x'] || ['y`; use a host name in small letters, such as `www.example.com`",
  ],
  [
    { admittedCountries: ["US", "us"] },
    "`admittedCountries[1]` is `us`; use the two-letter code of a country, such as `US`",
  ],
  [{ requestsPerMinute: 0 }, "`requestsPerMinute` is `0`; use a whole number of requests from 60 to 100000"],
  [{ logDays: 200 }, "`logDays` is `200`; use a number of days in steps of 30, from 30 to 180"],
])("refuses %j", async (change, message) => {
  const provider = new Provider("ashburn", { region: "us-ashburn-1" });
  const build = () => new WebFirewall("traffic", { ...args, ...change }, { provider });
  expect(await refusal(build)).toBe(`web firewall \`traffic\`: ${message}`);
});
