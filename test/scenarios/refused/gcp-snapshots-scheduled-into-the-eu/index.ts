import * as gcp from "@pulumi/gcp";

const zone = "us-central1-b";

const orders = new gcp.compute.Disk("orders", { zone, size: 200 });
const cache = new gcp.compute.Disk("cache", { zone, size: 200, labels: { "data-class": "operational" } });

/** A schedule of daily snapshots that are kept in the EU. */
function schedule(name: string, disk: gcp.compute.Disk): void {
  const policy = new gcp.compute.ResourcePolicy(name, {
    snapshotSchedulePolicy: {
      schedule: { dailySchedule: { daysInCycle: 1, startTime: "04:00" } },
      snapshotProperties: { storageLocations: "eu" },
    },
  });
  new gcp.compute.DiskResourcePolicyAttachment(`${name}-disk`, { zone, disk: disk.name, name: policy.name });
}

schedule("orders-daily", orders);
schedule("cache-daily", cache);
