import { createHash } from "node:crypto";
import { quote } from "../../checks";
import type { Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { endOf } from "./flows";
import type { Endpoint, Flow } from "./flows";
import type { NetworkPlan } from "./network-plan";

/** The two firewalls of a side: that before the internet, and that before the networks and Oracle's services. */
export type FirewallPlace = "edge" | "firewall";

export interface AddressList {
  readonly name: string;
  /** CIDR blocks. */
  readonly addresses: readonly string[];
}

/** Ports of one protocol; a rule names the list that holds it alone. */
export interface FirewallService {
  readonly name: string;
  readonly listName: string;
  readonly type: "TCP_SERVICE" | "UDP_SERVICE";
  readonly ports: Flow["ports"];
}

/** What isn't there matches everything. */
export interface FirewallRule {
  readonly name: string;
  readonly why: string;
  /** The name of an address list. */
  readonly from?: string;
  readonly to?: string;
  /** The name of a service list. */
  readonly service?: string;
  readonly action: "INSPECT" | "DROP";
  /** What the firewall lets through it also inspects, and rejects what it knows as an attack. */
  readonly inspection?: "INTRUSION_PREVENTION";
}

export interface FirewallPlan {
  readonly addressLists: readonly AddressList[];
  readonly services: readonly FirewallService[];
  /** In order: the first that matches decides. */
  readonly rules: readonly FirewallRule[];
  /** Another one for whatever else is planned: 12 hexadecimal digits. */
  readonly digest: string;
}

/**
 * The names of lists and rules: 2 to 28 letters, digits, hyphens and underscores, a letter first, and none is one that the
 * firewall's maker reserves. Oracle states that length for address lists, the strictest of a policy's parts.
 * https://docs.oracle.com/en-us/iaas/Content/network-firewall/bulk-import-component-types.htm
 */
const longestName = 28;

/** https://docs.cloud.oracle.com/iaas/Content/network-firewall/service-create.htm */
const mostRanges = 10;

/** The list of the addresses that a flow's end has; none for what is outside. A firewall tells subnets, not their groups. */
function listOf(end: Endpoint): string | undefined {
  switch (end) {
    case "internet":
    case "oracle-services":
      return undefined;
    case "traffic":
    case "application":
      return `subnet-${end}`;
    case "database":
    case "files":
      return "subnet-data";
    default:
      return shortened(end, longestName);
  }
}

const enclave = "enclave-networks";
const dropWithin = "drop-within-enclave";
const dropElse = "drop-everything-else";

/** The flows that lead through one of the firewalls, as the routes have it: each leads through exactly one. */
export function flowsThrough(place: FirewallPlace, flows: readonly Flow[]): Flow[] {
  return flows.filter(({ from, to }) => (from === "internet" || to === "internet") === (place === "edge"));
}

/**
 * Plans what a network firewall lets through: each flow, and nothing else. Sessions count by who opens them; answers
 * need no rule. Rules within the enclave come first, then one that drops every other way within it: so that "any address",
 * as the rules behind it have it, is one outside. Oracle publishes no closed list of its services' addresses; that a flow
 * to them reaches them alone, and those of the region alone, is for the service gateway's routes and security groups.
 * What no rule matches is dropped anyway; the last rule says so in the traffic log.
 * https://docs.oracle.com/en-us/iaas/Content/network-firewall/policies.htm
 *
 * @throws ProgramError for flows that no firewall could tell apart
 */
export function planFirewall(flows: readonly Flow[], plan: NetworkPlan): FirewallPlan {
  refuseWrongFlows(flows);
  const inOrder = flows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const isWithin = ({ from, to }: Flow) => listOf(from) !== undefined && listOf(to) !== undefined;
  const rules: readonly FirewallRule[] = [
    ...inOrder.filter(isWithin).map(ruleOf),
    { name: dropWithin, why: "no other way within the enclave", from: enclave, to: enclave, action: "DROP" },
    ...inOrder.filter((flow) => !isWithin(flow)).map(ruleOf),
    { name: dropElse, why: "what no flow declares doesn't pass", action: "DROP" },
  ];
  const services = new Map(inOrder.map((flow) => [serviceName(flow), serviceOf(flow)]));
  const named = new Set(rules.flatMap(({ from, to }) => [from, to]));
  const lists = addressLists(inOrder, plan).filter((list) => named.has(list.name));
  const planned = { addressLists: lists, services: [...services.values()], rules };
  return { ...planned, digest: hash(JSON.stringify(planned), 12) };
}

/**
 * What a policy with such a plan is called. A firewall's policy can't be given other labels either, so its name has a hash
 * of those, too: the service answers 409 to any update of a policy that a firewall has.
 * https://github.com/oci-landing-zones/terraform-oci-modules-networking/issues/17
 */
export function policyNameOf(firewall: string, { dataClass, owner }: Declaration, { digest }: FirewallPlan): string {
  return [firewall, hash(JSON.stringify([dataClass, owner]), 6), digest].join("-");
}

/** Centers whose flows lead through the firewall count as a part of the enclave, of which no other way is open. */
function addressLists(flows: readonly Flow[], { hub, application, data, centers }: NetworkPlan): AddressList[] {
  const joined = centers.filter((center) => flows.some(({ from, to }) => [from, to].includes(endOf(center))));
  return [
    { name: "subnet-traffic", addresses: [hub.traffic] },
    { name: "subnet-application", addresses: [application.subnet] },
    { name: "subnet-data", addresses: [data.subnet] },
    ...joined.map((center) => ({ name: shortened(endOf(center), longestName), addresses: [center.block] })),
    { name: enclave, addresses: [hub.cidr, application.cidr, data.cidr, ...joined.map(({ block }) => block)] },
  ];
}

function ruleOf(flow: Flow): FirewallRule {
  const from = listOf(flow.from);
  const to = listOf(flow.to);
  return {
    name: shortened(flow.name, longestName),
    why: flow.why,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    service: listName(serviceName(flow)),
    action: "INSPECT",
    inspection: "INTRUSION_PREVENTION",
  };
}

function serviceOf(flow: Flow): FirewallService {
  const name = serviceName(flow);
  const type = flow.protocol === "tcp" ? "TCP_SERVICE" : "UDP_SERVICE";
  return { name, listName: listName(name), type, ports: flow.ports };
}

function serviceName({ protocol, ports }: Flow): string {
  const ranges = ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return shortened([protocol, ...ranges].join("_"), longestName - listName("").length);
}

/** A service and a list can't share a name. */
function listName(service: string): string {
  return `list-of-${service}`;
}

/** Of what is too long, the beginning, and a hash of all of it. */
function shortened(name: string, longest: number): string {
  if (name.length <= longest) return name;
  // A hyphen must be followed by a letter or digit.
  return `${name.slice(0, longest - 9).replace(/-$/, "")}_${hash(name, 8)}`;
}

function hash(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}

function refuseWrongFlows(flows: readonly Flow[]): void {
  const names = flows.map(({ name }) => name);
  const lines = flows.flatMap((flow, index) =>
    wrongIn(flow, [dropWithin, dropElse, ...names.slice(0, index)].includes(flow.name)).map(
      (reason) => `flow ${quote(flow.name)}: ${reason}`,
    ),
  );
  if (lines.length > 0) throw new ProgramError(lines.join("\n"));
}

function wrongIn({ name, from, to, ports }: Flow, isTaken: boolean): string[] {
  const inReach = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;
  const wrongRange = ports.find(([first, last]) => !inReach(first) || !inReach(last) || first > last);
  return [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length > 1
      ? []
      : ["use a name of lower-case letters, digits and single hyphens, a letter first"]),
    ...(isTaken ? ["another rule has the name; use one of its own"] : []),
    ...(listOf(from) === undefined && listOf(to) === undefined
      ? [`${quote(from)} and ${quote(to)} are both outside; use a group of the enclave for one`]
      : []),
    ...(ports.length > 0 && ports.length <= mostRanges
      ? []
      : [`\`ports\` has ${ports.length} ranges; use 1 to ${mostRanges}`]),
    ...(wrongRange === undefined
      ? []
      : [`\`ports\` has ${quote(wrongRange.join(" to "))}; use ports from 1 to 65535, the lower first`]),
  ];
}
