import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { InspectionLogs } from "../../../../components/oci/inspection/inspection-logs";
import type { InspectionLogsArgs } from "../../../../components/oci/inspection/inspection-logs";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<InspectionLogsArgs> = {}): InspectionLogs {
  return new InspectionLogs(
    "inspection",
    {
      dataClass: "us-user",
      owner: "data-security",
      auditCompartmentId: output("ocid1.compartment.oc1..audit"),
      region: "us-ashburn-1",
      projectId: output("ocid1.devopsproject.oc1.iad.project"),
      subnetId: output("ocid1.subnet.oc1.iad.runners"),
      days: 180,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("logs what builds do and each of their packets, out of reach of those who build", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:InspectionLogs",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const child = (type: string, name: string, inputs: object, protect = false) => ({
    type,
    name,
    inputs: {
      ...inputs,
      freeformTags: { "data-class": "us-user", owner: "data-security" },
      definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
    },
    parent: "stateside:oci:InspectionLogs inspection",
    provider: "ashburn",
    protect,
    after: [],
    deletedWith: undefined,
  });
  const common = { compartmentId: "ocid1.compartment.oc1..audit", displayName: "inspection" };
  const log = (name: string, source: object) =>
    child("oci:Logging/log:Log", name, {
      displayName: name,
      logGroupId: "inspection-id",
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: 180,
      configuration: { source: { sourceType: "OCISERVICE", ...source } },
    });
  expect(children).toEqual([
    child(
      "oci:Logging/logGroup:LogGroup",
      "inspection",
      { ...common, description: "What builds do, and whom they talk to" },
      true,
    ),
    child("oci:Core/captureFilter:CaptureFilter", "inspection", {
      ...common,
      filterType: "FLOWLOG",
      flowLogCaptureFilterRules: [
        { isEnabled: true, priority: 0, ruleAction: "INCLUDE", flowLogType: "ALL", samplingRate: 1 },
      ],
    }),
    log("inspection-builds", {
      service: "devops",
      category: "all",
      resource: "ocid1.devopsproject.oc1.iad.project",
    }),
    log("inspection-flows", {
      service: "flowlogs",
      category: "subnet",
      resource: "ocid1.subnet.oc1.iad.runners",
      parameters: { capture_filter: "inspection-id" },
    }),
  ]);
});

it.each([
  [
    { auditCompartmentId: "audit" },
    "`auditCompartmentId` is `audit`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { subnetId: "ocid1.vcn.oc1.iad.n" },
    "`subnetId` is `ocid1.vcn.oc1.iad.n`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ days: 45 }, "`days` is `45`; use a number of days in steps of 30, from 30 to 180"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`inspection logs \`inspection\`: ${message}`);
});
