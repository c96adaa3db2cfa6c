import ipaddr from "ipaddr.js";

/** Networks with their route tables, as a packet meets them. Names are ids where it is made of resources. */
export interface Networks {
  /** The blocks of each network. */
  readonly blocks: ReadonlyMap<string, readonly string[]>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly tables: ReadonlyMap<string, readonly Rule[]>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly routers: ReadonlyMap<string, Router>;
  /** In which subnet the firewall is that has an address; named as rules name the address. */
  readonly firewalls: ReadonlyMap<string, string>;
}

interface Subnet {
  readonly network: string;
  readonly block: string;
  /** @default - none but what is local */
  readonly table: string | undefined;
}

interface Rule {
  /** A block, or `oracle-services` for a label of Oracle's services. */
  readonly destination: string;
  readonly target: string;
}

interface Gateway {
  readonly kind: "internet" | "services";
  readonly network: string;
  /** What leads on what comes in here. */
  readonly table: string | undefined;
}

interface Router {
  readonly attachments: ReadonlyMap<
    string,
    { readonly network: string; readonly routerTable: string; readonly table: string | undefined }
  >;
  readonly tables: ReadonlyMap<string, readonly { readonly block: string; readonly attachment: string }[]>;
}

export interface Destination {
  readonly address: string;
  readonly isOracleService: boolean;
}

/** The firewalls, gateways and routers on a packet's way, in order, and where it came to: `undefined` when it is dropped. */
interface Journey {
  readonly hops: readonly string[];
  readonly end: string | undefined;
}

/** Addresses for documentation, https://datatracker.ietf.org/doc/html/rfc5737, which stand for what is outside. */
export const someUser: Destination = { address: "203.0.113.7", isOracleService: false };
export const someOracleService: Destination = { address: "198.51.100.7", isOracleService: true };

/** An address of a subnet's that hosts have, so behind those that Oracle keeps. */
export function hostIn(block: string): Destination {
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.networkAddressFromCIDR(block).octets;
  return { address: new ipaddr.IPv4([a, b, c, d + 5]).toString(), isOracleService: false };
}

/** More than any way has that comes to an end. */
const mostHops = 32;

/**
 * Walks a packet. The most specific rule decides; a network's own block counts as a rule, behind one as specific, and a
 * label of Oracle's services is more specific than any block. An internet gateway delivers to no private address.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingroutetables.htm
 *
 * @param from - the subnet it begins in, or the gateway that it comes in by
 */
export function walk(networks: Networks, from: string, to: Destination): Journey {
  const hops: string[] = [];
  let at: Step = begin(networks, from);
  while (at.kind === "table" && hops.length < mostHops) at = follow(networks, at, to, hops);
  return { hops, end: at.kind === "end" ? at.place : undefined };
}

type Step =
  | { readonly kind: "table"; readonly network: string; readonly table: string | undefined; readonly subnet?: string }
  | { readonly kind: "end"; readonly place: string | undefined };

const dropped: Step = { kind: "end", place: undefined };

function begin({ subnets, gateways }: Networks, from: string): Step {
  const subnet = subnets.get(from);
  if (subnet !== undefined) return { kind: "table", network: subnet.network, table: subnet.table, subnet: from };
  const gateway = gateways.get(from);
  return gateway === undefined ? dropped : { kind: "table", network: gateway.network, table: gateway.table };
}

function follow(networks: Networks, at: Extract<Step, { kind: "table" }>, to: Destination, hops: string[]): Step {
  const own = at.subnet === undefined ? undefined : networks.subnets.get(at.subnet);
  if (own !== undefined && bitsOf(own.block, to) !== undefined) return { kind: "end", place: at.subnet };
  const rules = (at.table === undefined ? undefined : networks.tables.get(at.table)) ?? [];
  const local = best((networks.blocks.get(at.network) ?? []).map((block) => [bitsOf(block, to), undefined]));
  const rule = best(rules.map(({ destination, target }) => [bitsOf(destination, to), target]));
  if (rule === undefined || (local !== undefined && local[0] > rule[0])) {
    return local === undefined ? dropped : deliver(networks, at.network, to);
  }
  return pass(networks, at.network, rule[1], to, hops);
}

function deliver({ subnets }: Networks, network: string, to: Destination): Step {
  const found = [...subnets].find(([, one]) => one.network === network && bitsOf(one.block, to) !== undefined);
  return { kind: "end", place: found?.[0] };
}

function pass(networks: Networks, network: string, target: string, to: Destination, hops: string[]): Step {
  hops.push(target);
  const firewall = networks.firewalls.get(target);
  if (firewall !== undefined) return begin(networks, firewall);
  const gateway = networks.gateways.get(target);
  if (gateway !== undefined) return leave(gateway, network, to);
  const router = networks.routers.get(target);
  const entry = [...(router?.attachments.values() ?? [])].find((one) => one.network === network);
  if (router === undefined || entry === undefined) return dropped;
  const routes = router.tables.get(entry.routerTable) ?? [];
  const next = best(routes.map(({ block, attachment }) => [bitsOf(block, to), attachment]));
  const exit = next === undefined ? undefined : router.attachments.get(next[1]);
  return exit === undefined ? dropped : { kind: "table", network: exit.network, table: exit.table };
}

function leave({ kind, network }: Gateway, from: string, to: Destination): Step {
  if (network !== from) return dropped;
  if (kind === "services") return { kind: "end", place: to.isOracleService ? "oracle-services" : undefined };
  const isPrivate = ipaddr.IPv4.parse(to.address).range() === "private";
  return isPrivate ? dropped : { kind: "end", place: to.isOracleService ? "oracle-services" : "internet" };
}

/** How specific a destination is, if it is one of this address. */
function bitsOf(destination: string, { address, isOracleService }: Destination): number | undefined {
  if (destination === "oracle-services") return isOracleService ? 33 : undefined;
  const [first, bits] = ipaddr.IPv4.parseCIDR(destination);
  return ipaddr.IPv4.parse(address).match(first, bits) ? bits : undefined;
}

function best<T>(found: readonly (readonly [number | undefined, T])[]): readonly [number, T] | undefined {
  const matching = found.flatMap(([bits, one]) => (bits === undefined ? [] : [[bits, one] as const]));
  return matching.toSorted(([one], [other]) => other - one)[0];
}
