import { flows as permitted, type Endpoint, type Flow } from "../../../components/oci/network/flows";
import type { Estate, Resource } from "../../../policies/residency/estate";
import type { FactTerms } from "../../../policies/residency/facts";
import { targetOf } from "../../../policies/residency/flows/movement";
import { isRecord } from "../../../policies/residency/values";
import type { Flowchart } from "./flowchart";
import { chartOf, kindOf, Picture, type Arrow, type Stop } from "./picture";
import { centerStacks } from "./lines-chart";
import { portsOf } from "./ways";

/** The kinds of movements by which a second copy of something comes to be. */
const copies = ["replication", "replica", "backup-copy", "key-replica"];
/** Those by which something is told of what happens. */
const tellings = ["log-export", "event-route"];

/** The enclave's own stacks. */
const stacks = ["landing", "primary", "traffic"];

/** Which stores, keys and people have a second copy, and where. */
export function copiesChart(estate: Estate, terms: FactTerms): Flowchart {
  const picture = new Picture(estate, terms, stacks);
  const told = toldOf(picture);
  const moved = picture.movements(copies).filter(({ from }) => !told.has(from));
  return chartOf(
    "LR",
    moved.map((movement) => picture.arrow(movement)),
  );
}

/** Where logs, audit events and problems go, and what is kept of them. */
export function logsChart(estate: Estate, terms: FactTerms): Flowchart {
  const picture = new Picture(estate, terms, [...stacks, "inspection"]);
  const tellers = picture.movements(tellings);
  const told = toldOf(picture);
  // A connector states the compartment of the log group that it reads, too.
  const fromGroups = new Set(tellers.flatMap(({ from, by }) => (kindOf(from) === "LogGroup" ? [by] : [])));
  const known = tellers.filter(({ from, by }) => !(kindOf(from) === "Compartment" && fromGroups.has(by)));
  const groups = [...told].flatMap((log) => {
    const group = kindOf(log) === "Log" ? picture.owner(log, "logGroupId") : undefined;
    return group === undefined ? [] : [picture.between(log, group)];
  });
  const kept = picture.movements(copies).filter(({ from }) => told.has(from));
  return chartOf("LR", [...[...known, ...kept].map((movement) => picture.arrow(movement)), ...groups]);
}

function toldOf(picture: Picture): ReadonlySet<Resource> {
  return new Set(picture.movements(tellings).flatMap((movement) => targetOf(movement) ?? []));
}

/** What copies go from the enclave to its centers, what comes home from the legacy one, and what is kept of who did what. */
export function centersChart(estate: Estate, terms: FactTerms): Flowchart {
  const picture = new Picture(estate, terms, [...centerStacks, "primary"]);
  const told = picture
    .movements(["transfer", "backup-copy", "log-export"])
    .filter(({ by }) => centerStacks.includes(by.stack))
    .filter((movement) => targetOf(movement) !== undefined)
    .map((movement) => picture.arrow(movement));
  return chartOf("LR", [...told, ...pulled(picture)]);
}

/** What a container copies is in its environment: no type tells of that. */
function pulled(picture: Picture): Arrow[] {
  const called = (name: string) => picture.ofKind("Bucket").filter(({ inputs }) => inputs["name"] === name);
  return picture.ofKind("ContainerInstance").flatMap((puller) => {
    const [container] = [puller.inputs["containers"]].flat();
    const told = container !== undefined && isRecord(container) ? container["environmentVariables"] : undefined;
    const said = (name: string) => {
      const value = told !== undefined && isRecord(told) ? told[name] : undefined;
      return typeof value === "string" ? value.split(" ") : [];
    };
    return [
      ...said("SOURCE_BUCKETS")
        .flatMap(called)
        .map((bucket) => picture.between(bucket, puller, "read")),
      ...said("HOME_BUCKET")
        .flatMap(called)
        .map((bucket) => picture.between(puller, bucket, "written")),
    ];
  });
}

/** How a user's request finds the enclave, and what it comes to there. */
export function requestsChart(estate: Estate, terms: FactTerms, flows = permitted): Flowchart {
  const picture = new Picture(estate, terms, stacks);
  const asked = picture
    .ofKind("Zone")
    .map((zone): Arrow => ({ from: users, to: picture.stop(zone), label: "ask for names" }));
  const answered = picture.movements(["dns-routing"]).map((movement) => picture.arrow(movement));
  const balanced = picture
    .attached("LoadBalancer", "PublicIp")
    .map(({ what, at }) => picture.between(at, what, "address of", "dotted"));
  const inspected = picture
    .attached("AppFirewall", "LoadBalancer")
    .map(({ what, at }) => picture.between(what, at, "inspects", "dotted"));
  const exported = picture.ofKind("Export").flatMap((one) => {
    const [target, files] = [picture.owner(one, "exportSetId"), picture.owner(one, "fileSystemId")];
    return target === undefined || files === undefined ? [] : [picture.between(target, files, "exports")];
  });
  return chartOf("TB", [...asked, ...answered, ...balanced, ...inspected, ...flowing(picture, flows), ...exported]);
}

const users: Stop = { node: { id: "users", label: ["US users"], within: [], shape: "person" } };

/** Each flow, from whatever is in the one group to whatever is in the other. */
function flowing(picture: Picture, flows: readonly Flow[]): Arrow[] {
  const groups = picture.ofKind("NetworkSecurityGroup");
  const sides = [...new Set(groups.map(({ name }) => name.replace(/-[a-z]+$/, "")))];
  return sides.flatMap((side) =>
    flows.flatMap((flow) => {
      const [sources, targets] = [flow.from, flow.to].map((end) => members(picture, groups, side, end));
      return (sources ?? []).flatMap((from) =>
        (targets ?? []).map((to): Arrow => ({ from, to, label: portsOf(flow) })),
      );
    }),
  );
}

/** Who is in a group. */
function members(picture: Picture, groups: readonly Resource[], side: string, end: Endpoint): Stop[] {
  if (end === "internet") return [users];
  const some = groups.find(({ name }) => name.startsWith(`${side}-`));
  const place = some === undefined ? undefined : picture.placeOf(some);
  const standIn = (...label: string[]): Stop[] => [
    { node: { id: `${side} ${end}`, label, within: place === undefined ? [] : [place], shape: "box" } },
  ];
  if (end === "oracle-services") return standIn("Oracle’s services:", "objects, keys, logs");
  if (end === "application") {
    return picture.ofKind("Cluster").flatMap((one) => (picture.placeOf(one) === place ? [picture.stop(one)] : []));
  }
  const group = groups.find(({ name }) => name === `${side}-${end}`);
  return [
    ["LoadBalancer", "networkSecurityGroupIds"] as const,
    ["AutonomousDatabase", "nsgIds"] as const,
    ["MountTarget", "nsgIds"] as const,
  ].flatMap(([kind, input]) =>
    picture.ofKind(kind).flatMap((one) => (picture.owner(one, input) === group ? [picture.stop(one)] : [])),
  );
}
