import type { Endpoint, Flow } from "../../../components/oci/network/flows";
import { isGroup, subnetOf } from "../../../components/oci/network/security-groups";
import { firewallName, lineName } from "./network-chart";
import { hostIn, someOracleService, someUser, walk, type Networks } from "../../support/routes";

/** What may flow, and the way that a packet takes there and back, step by step. */
export function waysOf(flows: readonly Flow[], networks: Networks, nameOf: (id: string) => string): string[][] {
  const ends = new Ends(networks, nameOf);
  return flows.map((flow) => [
    `\`${flow.name}\``,
    flow.why,
    portsOf(flow),
    ends.way(flow.from, flow.to),
    ends.way(flow.to, flow.from),
  ]);
}

/** `TCP 111, 2048 to 2050`. */
export function portsOf({ protocol, ports }: Pick<Flow, "protocol" | "ports">): string {
  const ranges = ports.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`));
  return `${protocol.toUpperCase()} ${ranges.join(", ")}`;
}

class Ends {
  constructor(
    private readonly networks: Networks,
    private readonly nameOf: (id: string) => string,
  ) {}

  way(from: Endpoint, to: Endpoint): string {
    const { hops, end } = walk(this.networks, this.#placeOf(from), this.#destination(to));
    const stops = [...hops.map((hop) => this.#stop(hop)), end === undefined ? "dropped" : this.#place(end)];
    return [this.#place(this.#placeOf(from)), ...stops].join(" → ");
  }

  /** Where a way begins: in a subnet, or at the gateway that it comes in by. */
  #placeOf(end: Endpoint): string {
    const { subnets, gateways, lines } = this.networks;
    const kind = end === "internet" ? "internet" : "services";
    const found =
      end === "internet" || end === "oracle-services"
        ? [...gateways].find(([, gateway]) => gateway.kind === kind)
        : isGroup(end)
          ? [...subnets].find(([id]) => this.nameOf(id) === subnetOf[end])
          : [...lines].find(([id]) => id === end);
    if (found === undefined) throw new Error(`no place for \`${end}\``);
    return found[0];
  }

  #destination(end: Endpoint) {
    if (end === "internet") return someUser;
    if (end === "oracle-services") return someOracleService;
    const place = this.#placeOf(end);
    const block = this.networks.subnets.get(place)?.block ?? this.networks.lines.get(place)?.blocks[0];
    if (block === undefined) throw new Error(`\`${place}\` has no block`);
    return hostIn(block);
  }

  #stop(hop: string): string {
    const subnet = this.networks.firewalls.get(hop);
    if (subnet !== undefined) return `**${firewallName(this.nameOf(subnet))}**`;
    return this.networks.routers.has(hop) ? "router" : this.#place(hop);
  }

  #place(id: string): string {
    const gateway = this.networks.gateways.get(id);
    if (gateway !== undefined) return gateway.kind === "internet" ? "internet gateway" : "service gateway";
    if (this.networks.subnets.has(id)) return this.nameOf(id);
    if (this.networks.lines.has(id)) return lineName(id);
    return id === "oracle-services" ? "Oracle’s services" : id;
  }
}
