import { output, runtime } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { audit } from "../../stacks/primary/audit";
import { mock } from "../components/recorder";
import type { Told } from "../components/recorder";

const id = (kind: string, name: string) => output(`ocid1.${kind}.oc1.iad.${name}`);

/** What the audit trail of one side declares. */
async function declared(): Promise<Told[]> {
  const told: Told[] = [];
  await mock({
    newResource: (resource) => {
      told.push(resource);
      const kind = resource.type.split(":").at(-1)?.toLowerCase() ?? "";
      return { id: `ocid1.${kind}.oc1.iad.${resource.name}`, state: resource.inputs };
    },
  });
  const home = new Provider("home", { region: "us-ashburn-1" });
  audit("ashburn", {
    region: "us-ashburn-1",
    provider: new Provider("ashburn", { region: "us-ashburn-1" }),
    settings: { evidenceDays: 400, evidenceLockTime: "2027-01-31T00:00:00Z", logDays: 90 },
    declaration: { dataClass: "us-user", owner: "data-platform" },
    landing: (name) => id("compartment", name),
    home,
    evidenceBucketName: "evidence",
    evidenceKeyId: id("key", "here"),
    inspectionLogGroupId: id("loggroup", "inspection"),
    other: {
      region: "us-phoenix-1",
      provider: new Provider("phoenix", { region: "us-phoenix-1" }),
      evidenceKeyId: id("key", "there"),
    },
    subnetIds: {
      firewall: id("subnet", "firewall"),
      edge: id("subnet", "edge"),
      traffic: id("subnet", "traffic"),
      application: id("subnet", "application"),
      data: id("subnet", "data"),
    },
    firewallIds: { firewall: id("networkfirewall", "inside"), edge: id("networkfirewall", "edge") },
    bucketNames: { "user-data": output("users") },
  });
  await runtime.disconnect();
  return told;
}

const ofType = (told: readonly Told[], type: string) => told.filter((one) => one.type === type);

it("logs every packet of each subnet, both logs of each firewall, and each access to objects, into the trail's group", async () => {
  const logs = ofType(await declared(), "oci:Logging/log:Log");
  const flows = (subnet: string) => ({
    service: "flowlogs",
    category: "subnet",
    resource: `ocid1.subnet.oc1.iad.${subnet}`,
    parameters: { capture_filter: "ocid1.capturefilter.oc1.iad.ashburn" },
  });
  const verdicts = (category: string, firewall: string) => ({
    service: "ocinetworkfirewall",
    category,
    resource: `ocid1.networkfirewall.oc1.iad.${firewall}`,
  });
  const objects = (category: string) => ({ service: "objectstorage", category, resource: "users" });
  const sources = {
    "ashburn-firewall-flows": flows("firewall"),
    "ashburn-edge-flows": flows("edge"),
    "ashburn-traffic-flows": flows("traffic"),
    "ashburn-application-flows": flows("application"),
    "ashburn-data-flows": flows("data"),
    "ashburn-firewall-traffic": verdicts("trafficlog", "inside"),
    "ashburn-firewall-threats": verdicts("threatlog", "inside"),
    "ashburn-edge-traffic": verdicts("trafficlog", "edge"),
    "ashburn-edge-threats": verdicts("threatlog", "edge"),
    "ashburn-user-data-read": objects("read"),
    "ashburn-user-data-write": objects("write"),
  };
  const told = logs.map(({ name, inputs }) => [name, inputs["configuration"]] as const);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, { source: { sourceType: "OCISERVICE", ...source } }]),
    ),
  );
  for (const { inputs, provider } of logs) {
    expect(inputs).toMatchObject({ logGroupId: "ocid1.loggroup.oc1.iad.ashburn", retentionDuration: 90 });
    expect(provider).toContain("::ashburn::");
  }
});

it("keeps them in a locked bucket, with a replica on the other side", async () => {
  const buckets = ofType(await declared(), "oci:ObjectStorage/bucket:Bucket");
  const [source, replica] = ["ashburn", "ashburn-replica"].map((name) => buckets.find((one) => one.name === name));
  expect([source?.inputs["name"], source?.inputs["kmsKeyId"]]).toEqual(["evidence", "ocid1.key.oc1.iad.here"]);
  expect(source?.inputs["retentionRules"]).toMatchObject([
    { duration: { timeAmount: "400" }, timeRuleLocked: "2027-01-31T00:00:00Z" },
  ]);
  expect([replica?.inputs["name"], replica?.inputs["kmsKeyId"]]).toEqual([
    "evidence-replica",
    "ocid1.key.oc1.iad.there",
  ]);
  expect(replica?.provider).toContain("::phoenix::");
});
