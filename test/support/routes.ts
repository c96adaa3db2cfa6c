import ipaddr from "ipaddr.js";

/** Networks with their route tables, as a packet meets them. Names are ids where it is made of resources. */
export interface Networks {
  /** The blocks of each network. */
  readonly blocks: ReadonlyMap<string, readonly string[]>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly tables: ReadonlyMap<string, readonly Rule[]>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly routers: ReadonlyMap<string, Router>;
  /** Private lines to what is elsewhere. */
  readonly lines: ReadonlyMap<string, Line>;
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
  /** What a table takes of the blocks that attachments tell of themselves. @default - nothing, of a table that is known */
  readonly imports: ReadonlyMap<string, Imports>;
}

interface Imports {
  readonly ofNetworks: boolean;
  readonly ofLines: boolean;
}

export interface Line {
  readonly router: string;
  /** What the router does with what comes over the line. */
  readonly routerTable: string;
  /** What the far end tells of itself. */
  readonly blocks: readonly string[];
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

/** An address of a block's that hosts have: of a subnet's, one behind those that the clouds keep. */
export function hostIn(block: string): Destination {
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.networkAddressFromCIDR(block).octets;
  const isSubnet = ipaddr.IPv4.parseCIDR(block)[1] <= 28;
  return { address: new ipaddr.IPv4([a, b, c, d + (isSubnet ? 5 : 1)]).toString(), isOracleService: false };
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
  let at: Step = begin(networks, from, to, hops);
  while (at.kind === "table" && hops.length < mostHops) at = follow(networks, at, to, hops);
  return { hops, end: at.kind === "end" ? at.place : undefined };
}

type Step =
  | { readonly kind: "table"; readonly network: string; readonly table: string | undefined; readonly subnet?: string }
  | { readonly kind: "end"; readonly place: string | undefined };

const dropped: Step = { kind: "end", place: undefined };

function begin(networks: Networks, from: string, to: Destination, hops: string[]): Step {
  const { subnets, gateways, lines } = networks;
  const subnet = subnets.get(from);
  if (subnet !== undefined) return { kind: "table", network: subnet.network, table: subnet.table, subnet: from };
  const line = lines.get(from);
  if (line !== undefined) {
    hops.push(line.router);
    return route(networks, line, to, importsByDefault);
  }
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
  if (firewall !== undefined) return begin(networks, firewall, to, hops);
  const gateway = networks.gateways.get(target);
  if (gateway !== undefined) return leave(gateway, network, to);
  const router = networks.routers.get(target);
  const entry = [...(router?.attachments.values() ?? [])].find((one) => one.network === network);
  return entry === undefined
    ? dropped
    : route(networks, { router: target, routerTable: entry.routerTable }, to, importsNothing);
}

const importsNothing: Imports = { ofNetworks: false, ofLines: false };

/**
 * A router's default table for lines, as long as nothing declares it, takes the blocks of all networks.
 * https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/DrgRouteDistribution
 */
const importsByDefault: Imports = { ofNetworks: true, ofLines: false };

/** Through a router, by the table of what a packet came in by. */
function route(
  { routers, lines, blocks }: Networks,
  { router: id, routerTable: table }: Pick<Line, "router" | "routerTable">,
  to: Destination,
  undeclared: Imports,
): Step {
  const router = routers.get(id);
  if (router === undefined) return dropped;
  const { attachments, tables, imports } = router;
  const { ofNetworks, ofLines } = imports.get(table) ?? (tables.has(table) ? importsNothing : undeclared);
  const written = (tables.get(table) ?? []).map(({ block, attachment }) => [block, attachment] as const);
  const ofAttached = ofNetworks
    ? [...attachments].flatMap(([one, { network }]) =>
        (blocks.get(network) ?? []).map((block) => [block, one] as const),
      )
    : [];
  const own = [...lines].filter(([, line]) => line.router === id);
  const told = ofLines ? own.flatMap(([one, line]) => line.blocks.map((block) => [block, one] as const)) : [];
  const next = best([...written, ...ofAttached, ...told].map(([block, one]) => [bitsOf(block, to), one]));
  if (next === undefined) return dropped;
  if (lines.has(next[1])) return { kind: "end", place: next[1] };
  const exit = attachments.get(next[1]);
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
