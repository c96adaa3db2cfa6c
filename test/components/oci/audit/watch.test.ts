import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { watch, watchable } from "../../../../components/oci/audit/watch";
import type { Watched } from "../../../../components/oci/audit/watch";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

const bucket: Watched = {
  dataClass: "us-user",
  owner: "data-platform",
  logGroupId: output("ocid1.loggroup.oc1.iad.group"),
  service: "objectstorage",
  category: "write",
  resourceId: "user-data",
  days: 90,
};
const flows: Watched = {
  ...bucket,
  service: "flowlogs",
  category: "subnet",
  resourceId: "ocid1.subnet.oc1.iad.data",
  captureFilterId: "ocid1.capturefilter.oc1.iad.everything",
};

function build(seen: Seen, watched: Watched): void {
  watch("user-data-write", watched, { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) });
}

it.each<[string, Watched, object]>([
  ["a bucket", bucket, { service: "objectstorage", category: "write", resource: "user-data" }],
  [
    "a subnet",
    flows,
    {
      service: "flowlogs",
      category: "subnet",
      resource: "ocid1.subnet.oc1.iad.data",
      parameters: { capture_filter: "ocid1.capturefilter.oc1.iad.everything" },
    },
  ],
])("declares a log of %s", async (_, watched, source) => {
  expect(
    await record((seen) => {
      build(seen, watched);
    }),
  ).toEqual([
    {
      type: "oci:Logging/log:Log",
      name: "user-data-write",
      inputs: {
        displayName: "user-data-write",
        logGroupId: "ocid1.loggroup.oc1.iad.group",
        logType: "SERVICE",
        isEnabled: true,
        retentionDuration: 90,
        configuration: { source: { sourceType: "OCISERVICE", ...source } },
        freeformTags: { "data-class": "us-user", owner: "data-platform" },
        definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
      },
      parent: undefined,
      provider: "ashburn",
      protect: false,
      after: [],
      deletedWith: undefined,
    },
  ]);
});

it("frees a log's name before another log takes it", async () => {
  const found = await upkeep((seen) => {
    build(seen, bucket);
  });
  expect(found).toEqual({ "oci:Logging/log:Log user-data-write": { deleteBeforeReplace: true } });
});

it("knows the names that Logging has for services and their categories", () => {
  expect(watchable).toEqual({
    flowlogs: ["subnet"],
    ocinetworkfirewall: ["trafficlog", "threatlog"],
    objectstorage: ["read", "write"],
    loadbalancer: ["access", "error"],
    waf: ["all"],
    devops: ["all"],
    "oke-k8s-cp-prod": ["all-service-logs"],
  });
});

const unfiltered: Watched = { ...bucket, service: "flowlogs", category: "subnet" };
const steps = "a number of days in steps of 30, from 30 to 180";
const labelText = "1 to 63 lower-case letters, digits, hyphens and underscores, a letter first";
it.each<[Watched, string]>([
  [{ ...bucket, days: 31 }, `\`days\` is \`31\`; use ${steps}`],
  [{ ...bucket, days: 0 }, `\`days\` is \`0\`; use ${steps}`],
  [{ ...bucket, days: 210 }, `\`days\` is \`210\`; use ${steps}`],
  [{ ...bucket, owner: "" }, `\`owner\` is \`\`; use ${labelText}`],
  [{ ...bucket, dataClass: "1" }, `\`dataClass\` is \`1\`; use ${labelText}`],
  [
    { ...bucket, logGroupId: "_Audit" },
    "`logGroupId` is `_Audit`; use the OCID of a loggroup, `ocid1.loggroup.<realm>.[region].<unique id>`",
  ],
  [unfiltered, "`captureFilterId` is `missing`; use the OCID of a capture filter: flow logs need one"],
  [
    { ...bucket, captureFilterId: "ocid1.capturefilter.oc1.iad.everything" },
    "`captureFilterId` is `given`; use none: only flow logs take one",
  ],
])("refuses %j", async (watched, message) => {
  expect(
    await refusal((seen) => {
      build(seen, watched);
    }),
  ).toBe(`log \`user-data-write\`: ${message}`);
});
