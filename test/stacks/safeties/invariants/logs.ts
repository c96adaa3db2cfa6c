import type { Invariant } from "../invariant";
import { about, at, otherRegion, rows, some, text, Unmet, type Enclave, type One } from "../reading";

/** Days: a log is searched for so long at least, and evidence kept. */
const leastDays = 90;

function logsOf(enclave: Enclave, source: string, resource: string, region?: string): One[] {
  const [service, category] = source.split("/");
  return some(enclave, "oci:Logging/log").filter(
    (log) =>
      at(log, "isEnabled") === true &&
      at(log, "configuration.source.service") === service &&
      at(log, "configuration.source.category") === category &&
      at(log, "configuration.source.resource") === resource &&
      (region === undefined || log.region === region),
  );
}

export const subnetsAreLogged: Invariant = {
  name: "subnets-are-logged",
  says: "every subnet has a flow log, through a filter that leaves no packet out",
  *problems(enclave) {
    for (const subnet of some(enclave, "oci:Core/subnet")) {
      const [log] = logsOf(enclave, "flowlogs/subnet", subnet.urn);
      if (log === undefined) {
        yield `${about(subnet)} has no flow log`;
        continue;
      }
      const filter = enclave.find(at(log, "configuration.source.parameters.capture_filter"));
      const [rule, ...more] = rows(filter?.inputs ?? {}, "flowLogCaptureFilterRules");
      const isWhole =
        rule?.["flowLogType"] === "ALL" &&
        rule["isEnabled"] === true &&
        rule["ruleAction"] === "INCLUDE" &&
        rule["samplingRate"] === 1;
      if (!isWhole || more.length > 0) yield `${about(log)} doesn't record every packet`;
    }
  },
};

/** What is logged, by what has it. */
const logged: readonly (readonly [kind: string, logs: readonly string[]])[] = [
  ["oci:NetworkFirewall/networkFirewall", ["ocinetworkfirewall/trafficlog", "ocinetworkfirewall/threatlog"]],
  ["oci:LoadBalancer/loadBalancer", ["loadbalancer/access", "loadbalancer/error"]],
  ["oci:Waf/appFirewall", ["waf/all"]],
  ["oci:ContainerEngine/cluster", ["oke-k8s-cp-prod/all-service-logs"]],
  ["oci:DevOps/project", ["devops/all"]],
];

export const whatPassesIsLogged: Invariant = {
  name: "what-passes-is-logged",
  says: "firewalls, balancers, web firewalls, clusters, builds, releases and the data's buckets log what they see, and keep it to be searched",
  *problems(enclave) {
    for (const [kind, logs] of logged) {
      for (const each of some(enclave, kind)) {
        for (const log of logs)
          if (logsOf(enclave, log, each.urn).length === 0) yield `${about(each)} has no log ${log}`;
      }
    }
    for (const bucket of dataBuckets(enclave)) {
      for (const log of ["objectstorage/read", "objectstorage/write"]) {
        const found = logsOf(enclave, log, text(bucket, "name"), bucket.region);
        if (found.length === 0) yield `${about(bucket)} has no log ${log}`;
      }
    }
    for (const log of some(enclave, "oci:Logging/log")) {
      if (!(Number(at(log, "retentionDuration")) >= leastDays)) yield `${about(log)} isn't kept for ${leastDays} days`;
      if (enclave.find(at(log, "logGroupId"))?.region !== log.region)
        yield `${about(log)} is in no group of its region`;
    }
  },
};

/** Those with users' objects: of the data compartment. */
export function dataBuckets(enclave: Enclave): readonly One[] {
  const found = some(enclave, "oci:ObjectStorage/bucket").filter(
    (bucket) => enclave.find(at(bucket, "compartmentId"))?.name === "enclave-data",
  );
  if (found.length === 0) throw new Unmet("there is no bucket with users' objects");
  return found;
}

function bucketNamed(enclave: Enclave, name: unknown, region: string | undefined): One | undefined {
  return some(enclave, "oci:ObjectStorage/bucket").find(
    (bucket) => at(bucket, "name") === name && bucket.region === region,
  );
}

export const logsBecomeEvidence: Invariant = {
  name: "logs-become-evidence",
  says: "each side's log group, and the audit events of the whole enclave, go on into a bucket of evidence",
  *problems(enclave) {
    const connectors = some(enclave, "oci:Sch/connector").filter((each) => at(each, "state") === "ACTIVE");
    const reaches = (region: string | undefined, logGroupId: string, compartment: string) =>
      connectors.some(
        (connector) =>
          connector.region === region &&
          at(connector, "target.kind") === "objectStorage" &&
          bucketNamed(enclave, at(connector, "target.bucket"), region) !== undefined &&
          rows(connector, "source.logSources").some(
            (source) =>
              source["logGroupId"] === logGroupId && enclave.find(source["compartmentId"])?.name === compartment,
          ),
      );
    for (const group of some(enclave, "oci:Logging/logGroup")) {
      if (!reaches(group.region, group.urn, "enclave-audit")) yield `${about(group)} isn't kept as evidence`;
      if (!reaches(group.region, "_Audit_Include_Subcompartment", "enclave")) {
        yield `audit events of ${String(group.region)} aren't kept as evidence`;
      }
    }
  },
};

export const evidenceIsLocked: Invariant = {
  name: "evidence-is-locked",
  says: "evidence can't be changed or deleted before its time by anybody, and has a replica in the other region",
  *problems(enclave) {
    const names = some(enclave, "oci:Sch/connector").map((each) => [at(each, "target.bucket"), each.region] as const);
    for (const bucket of new Set(names.map(([name, region]) => bucketNamed(enclave, name, region)))) {
      if (bucket === undefined) throw new Unmet("a connector's bucket isn't there");
      const rules = rows(bucket, "retentionRules");
      const isLocked = rules.some(
        (rule) =>
          text(rule, "timeRuleLocked") !== "" &&
          at(rule, "duration.timeUnit") === "DAYS" &&
          Number(at(rule, "duration.timeAmount")) >= leastDays,
      );
      if (!isLocked) yield `${about(bucket)} has no locked retention of ${leastDays} days`;
      if (at(bucket, "versioning") !== "Disabled")
        yield `${about(bucket)} has versions, which no retention rule covers`;
      if (replicaOf(enclave, bucket) === undefined) yield `${about(bucket)} has no replica in the other region`;
    }
  },
};

/** The bucket in the other region that a policy copies everything of a bucket into. */
export function replicaOf(enclave: Enclave, bucket: One): One | undefined {
  const other = otherRegion(bucket.region);
  const policy = some(enclave, "oci:ObjectStorage/replicationPolicy").find(
    (each) => at(each, "bucket") === at(bucket, "name") && each.region === bucket.region,
  );
  if (policy === undefined || at(policy, "destinationRegionName") !== other) return undefined;
  return bucketNamed(enclave, at(policy, "destinationBucketName"), other);
}
