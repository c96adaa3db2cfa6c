import {
  endOf,
  flowsWith,
  type Endpoint,
  type Flow,
  type JoinedCenter,
} from "../../../../components/oci/network/flows";
import { isGroup, subnetOf } from "../../../../components/oci/network/security-groups";
import { networksOf } from "../../../support/recorded-routes";
import { hostIn, someOracleService, someUser, walk, type Destination, type Networks } from "../../../support/routes";
import type { Invariant } from "../invariant";
import { joinedCenters } from "../mandate";
import { about, named, sides, some, text, Unmet, type Enclave, type One, type Side } from "../reading";

const subnet = "oci:Core/subnet";
const places: readonly Endpoint[] = ["internet", "oracle-services", "traffic", "application", "database"];

/** The centers that are joined to a side. */
export function centersOf(side: Side): readonly JoinedCenter[] {
  return side === "primary" ? joinedCenters() : [];
}

function flowsOf(side: Side): readonly Flow[] {
  return flowsWith(centersOf(side));
}

interface Routed {
  readonly networks: Networks;
  /** The firewalls' names, by the address that routes name. */
  readonly firewalls: ReadonlyMap<string, string>;
}

const known = new WeakMap<Enclave, Routed>();

function routed(enclave: Enclave): Routed {
  const before = known.get(enclave);
  if (before !== undefined) return before;
  const firewalls = some(enclave, "oci:NetworkFirewall/networkFirewall");
  const subnets = new Map(firewalls.map((each) => [`${each.urn}#addressId`, text(each, "subnetId")]));
  const networks = enclave.resources.filter(({ type }) => type.startsWith("oci:Core/"));
  const resources = networks.map(({ urn, type, inputs }) => ({ id: urn, type, inputs }));
  const found = {
    networks: made(() => networksOf(resources, subnets, linesOf(enclave))),
    firewalls: new Map(firewalls.map(({ urn, name }) => [`${urn}#addressId`, name])),
  };
  known.set(enclave, found);
  return found;
}

/**
 * The lines that the centers' stacks declare, each called as flows call its center: its far end tells of the center's block.
 * One that is given no table has the router's default one.
 */
function linesOf(enclave: Enclave): Networks["lines"] {
  const circuits = enclave.all("oci:Core/virtualCircuit");
  const centers = joinedCenters();
  const lines = circuits.map((circuit) => {
    const managed = managementOf(enclave, circuit);
    const center = centers.find(({ name }) => circuit.stack.endsWith(`-${name}`));
    if (center === undefined) throw new Unmet(`${about(circuit)} leads to no center that is joined`);
    const router = text(circuit, "gatewayId");
    const routerTable = managed === undefined ? `${router}#?` : text(managed, "drgRouteTableId");
    return [endOf(center), { router, routerTable, blocks: [center.block] }] as const;
  });
  return new Map(lines);
}

function managementOf(enclave: Enclave, circuit: One): One | undefined {
  return enclave.all("oci:Core/drgAttachmentManagement").find((each) => text(each, "networkId") === circuit.urn);
}

/** @throws Unmet for resources that make up no networks */
function made(make: () => Networks): Networks {
  try {
    return make();
  } catch (error) {
    throw new Unmet(`no networks can be made out: ${String(error)}`);
  }
}

/** One side's networks, and where its ends are in them. */
class Ways {
  readonly #routed: Routed;

  constructor(
    readonly enclave: Enclave,
    readonly side: Side,
  ) {
    this.#routed = routed(enclave);
  }

  /** The firewalls that a packet passes, by the end of their names, and whether it arrives. */
  journey(from: Endpoint, to: Endpoint) {
    const { hops, end } = walk(this.#routed.networks, this.#begin(from), this.#destination(to));
    const passed = hops.flatMap((hop) => this.#routed.firewalls.get(hop) ?? []);
    return { passed, end, isMoving: hops.length > 0, arrives: end === this.#end(to) };
  }

  #begin(from: Endpoint): string {
    if (from === "internet") return named(this.enclave, "oci:Core/internetGateway", `${this.side}-internet`).urn;
    if (from === "oracle-services") return named(this.enclave, "oci:Core/serviceGateway", `${this.side}-services`).urn;
    return this.#end(from);
  }

  #end(to: Endpoint): string {
    return isGroup(to) ? named(this.enclave, subnet, `${this.side}-${subnetOf[to]}`).urn : to;
  }

  #destination(to: Endpoint): Destination {
    if (to === "internet") return someUser;
    if (to === "oracle-services") return someOracleService;
    const block = isGroup(to)
      ? text(named(this.enclave, subnet, `${this.side}-${subnetOf[to]}`), "cidrBlock")
      : (centersOf(this.side).find((center) => endOf(center) === to)?.block ?? "");
    if (block === "") throw new Unmet(`the block of ${to} isn't known`);
    return hostIn(block);
  }
}

/** Between the balancer and what is outside, it is the edge that inspects; on every other way the firewall. */
function inspectors(side: Side, from: Endpoint, to: Endpoint): string[] {
  const ends = [from, to];
  if (ends.includes("internet")) return [`${side}-${ends.includes("traffic") ? "edge" : "firewall"}`];
  const isOut = ends.some((end) => end === "oracle-services" || !(isGroup(end) || end === "internet"));
  return isOut && ends.includes("traffic") ? [`${side}-edge`, `${side}-firewall`] : [`${side}-firewall`];
}

export const flowsArriveThroughOneFirewall: Invariant = {
  name: "flows-arrive-through-one-firewall",
  says: "each flow and its answers arrive, through one firewall, the same both ways",
  *problems(enclave) {
    for (const side of sides) {
      const ways = new Ways(enclave, side);
      for (const { name, from, to } of flowsOf(side)) {
        const wanted = inspectors(side, from, to);
        for (const [start, end] of [
          [from, to],
          [to, from],
        ] as const) {
          const { passed, arrives } = ways.journey(start, end);
          if (!arrives) yield `${side}: ${name} doesn't arrive from ${start} at ${end}`;
          else if (passed.length !== 1 || !wanted.includes(passed.join())) {
            yield `${side}: ${name} passes ${passed.join(" and ") || "no firewall"} from ${start} to ${end}`;
          }
        }
      }
    }
  },
};

export const noWayIsUninspected: Invariant = {
  name: "no-way-is-uninspected",
  says: "whatever leaves a place inside, or comes in from outside, meets its firewall or goes nowhere",
  *problems(enclave) {
    for (const side of sides) {
      const ways = new Ways(enclave, side);
      const ends = [...places, ...centersOf(side).map(endOf)];
      for (const from of ends) {
        for (const to of ends) {
          if (from === to) continue;
          const { passed, end, isMoving } = ways.journey(from, to);
          if (end === undefined && !isMoving) continue;
          if (!inspectors(side, from, to).includes(passed[0] ?? "")) {
            yield `${side}: from ${from} to ${to}, packets meet ${passed[0] ?? "no firewall"}`;
          }
        }
      }
    }
  },
};

export const linesLeadToTheFirewall: Invariant = {
  name: "lines-lead-to-the-firewall",
  says: "each private line is joined to the primary's router by the table for centers; any other leads nowhere",
  *problems(enclave) {
    const router = named(enclave, "oci:Core/drg", "primary").urn;
    const table = named(enclave, "oci:Core/drgRouteTable", "primary-from-centers").urn;
    for (const circuit of some(enclave, "oci:Core/virtualCircuit")) {
      if (text(circuit, "type") !== "PRIVATE") yield `${about(circuit)} is public`;
      if (text(circuit, "gatewayId") !== router) yield `${about(circuit)} isn't at the primary's router`;
      const management = managementOf(enclave, circuit);
      if (management === undefined) yield `${about(circuit)} has the router's default table`;
      else if (text(management, "drgRouteTableId") !== table) yield `${about(circuit)} has another table than centers'`;
    }
    const statements = enclave.all("oci:Core/drgRouteDistributionStatement");
    for (const side of sides) {
      const unplanned = named(enclave, "oci:Core/defaultDrgRouteTable", `${side}-unplanned`);
      const imports = enclave.find(unplanned.inputs["importDrgRouteDistributionId"]);
      if (imports === undefined) yield `${about(unplanned)} keeps what Oracle imports into it`;
      else if (statements.some((each) => text(each, "drgRouteDistributionId") === imports.urn)) {
        yield `${about(unplanned)} imports something`;
      }
    }
  },
};
