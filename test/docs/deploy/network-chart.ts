import type { Networks } from "../../support/routes";
import type { Edge, Flowchart, Node } from "./flowchart";

/** Where every packet of one side may go, as its route tables have it: each arrow is a route, or what a network does by itself. */
export function networkChart(networks: Networks, nameOf: (id: string) => string): Flowchart {
  const chart = new NetworkChart(networks, nameOf);
  return { direction: "TB", nodes: chart.nodes(), edges: chart.edges() };
}

type Router = Networks["routers"] extends ReadonlyMap<string, infer One> ? One : never;

const users = "users";
const services = "oracle-services";

class NetworkChart {
  /** The subnet's id for each id of the firewall's address in it, and the other way round. */
  readonly #firewallIn: ReadonlyMap<string, string>;

  constructor(
    private readonly networks: Networks,
    private readonly nameOf: (id: string) => string,
  ) {
    this.#firewallIn = new Map([...networks.firewalls].map(([address, subnet]) => [subnet, address]));
  }

  nodes(): Node[] {
    const { subnets, gateways, routers, lines, blocks } = this.networks;
    const frame = (network: string) => [
      `${this.nameOf(network)} network, ${(blocks.get(network) ?? []).join(" and ")}`,
    ];
    return [
      { id: users, label: ["US users,", "through the internet"], within: [], shape: "person" },
      ...[...gateways].map(([id, { kind, network }]): Node => ({
        id,
        label: [kind === "internet" ? "internet gateway" : "service gateway"],
        within: frame(network),
        shape: "box",
      })),
      ...[...subnets].map(([id, { network, block }]): Node => {
        const isFirewalled = this.#firewallIn.has(id);
        const label = [isFirewalled ? firewallName(this.nameOf(id)) : `${this.nameOf(id)} subnet`, block];
        return { id, label, within: frame(network), shape: isFirewalled ? "firewall" : "box" };
      }),
      ...this.#entrances().map(({ id, network }): Node => ({
        id,
        label: ["from the router"],
        within: frame(network),
        shape: "box",
      })),
      ...[...routers.keys()].map((id): Node => ({ id, label: ["router (DRG)"], within: [], shape: "box" })),
      ...[...lines].map(([id, line]): Node => ({
        id,
        label: [lineName(id), ...line.blocks],
        within: [],
        shape: "person",
      })),
      { id: services, label: ["Oracle’s services", "of the region"], within: [], shape: "person" },
    ];
  }

  edges(): Edge[] {
    const { subnets, gateways, routers, lines } = this.networks;
    const edges: Single[] = [
      ...[...gateways].flatMap(([id, { kind, table }]) => [
        bothWays(kind === "internet" ? users : services, id),
        ...this.#routes(id, table),
      ]),
      ...[...subnets].flatMap(([id, { table }]) => this.#routes(id, table)),
      ...this.#entrances().flatMap(({ id, table }) => this.#routes(id, table)),
      ...[...lines].map(([id, { router }]) => bothWays(id, router)),
      ...[...routers].flatMap(([id, router]) => this.#routed(id, router)),
      ...this.#local(),
    ];
    return merged(edges);
  }

  #routes(from: string, table: string | undefined): Single[] {
    const rules = table === undefined ? [] : (this.networks.tables.get(table) ?? []);
    return rules.map(({ destination, target }) => solid(from, this.#nodeOf(target), this.#said(destination)));
  }

  /** Each table of a router holds for what comes from some of the networks. */
  #routed(id: string, { attachments, tables }: Router): Single[] {
    const inOrder = [...tables].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return inOrder.flatMap(([table, rules]) => {
      const joined = [...attachments.values()].filter(({ routerTable }) => routerTable === table);
      const hasLines = [...this.networks.lines.values()].some(({ routerTable }) => routerTable === table);
      const sources = [...joined.map(({ network }) => this.nameOf(network)), ...(hasLines ? ["a line"] : [])];
      if (sources.length === 0) return [];
      const from = sources.join(" or ");
      return rules.flatMap(({ block, attachment }) => {
        const next = attachments.get(attachment);
        const label = `from ${from}: ${this.#said(block)}`;
        return next === undefined ? [] : this.#into(attachment, next).map((to) => solid(id, to, label));
      });
    });
  }

  /** A firewall delivers by itself what is for its own network. */
  #local(): Single[] {
    const { subnets } = this.networks;
    const open = [...subnets].filter(([id]) => !this.#firewallIn.has(id));
    return [...this.#firewallIn.keys()].flatMap((firewall) =>
      open
        .filter(([, { network }]) => network === subnets.get(firewall)?.network)
        .map(([id]) => ({ from: firewall, to: id, label: "local", line: "dotted" as const })),
    );
  }

  /** Attachments with a table of their own in the network, which decides on what comes in. */
  #entrances() {
    return [...this.networks.routers.values()].flatMap(({ attachments }) =>
      [...attachments].flatMap(([id, { network, table }]) =>
        table === undefined ? [] : [{ id: `entrance ${id}`, network, table }],
      ),
    );
  }

  /** What the router hands over to a network: its entrance, or else any subnet. */
  #into(attachment: string, { network, table }: { readonly network: string; readonly table: string | undefined }) {
    if (table !== undefined) return [`entrance ${attachment}`];
    return [...this.networks.subnets].flatMap(([id, subnet]) => (subnet.network === network ? [id] : []));
  }

  #nodeOf(target: string): string {
    return this.networks.firewalls.get(target) ?? target;
  }

  #said(destination: string): string {
    if (destination === "0.0.0.0/0") return "everything else";
    if (destination === services) return "Oracle’s services";
    const [subnet] = [...this.networks.subnets].find(([, { block }]) => block === destination) ?? [];
    return subnet === undefined ? destination : this.nameOf(subnet);
  }
}

/** Lines are called as flows call the center at their other end. */
export function lineName(line: string): string {
  return `private line to ${line.replace(/^center-/, "")}`;
}

/** The two firewalls of a side are called `firewall` and `edge`. */
export function firewallName(subnet: string): string {
  return subnet === "firewall" ? subnet : `${subnet} firewall`;
}

interface Single {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly line: Edge["line"];
}

function solid(from: string, to: string, label: string): Single {
  return { from, to, label, line: "solid" };
}

function bothWays(from: string, to: string): Single {
  return { from, to, label: "", line: "both-ways" };
}

/** One arrow for all that leads from one node to another. */
function merged(edges: readonly Single[]): Edge[] {
  const all = new Map<string, Edge>();
  for (const { label, ...ends } of edges) {
    const key = JSON.stringify(ends);
    const before = all.get(key)?.label ?? [];
    const isNew = label !== "" && !before.includes(label);
    all.set(key, { ...ends, label: isNew ? [...before, label] : before });
  }
  return [...all.values()];
}
