import { flows, type Endpoint } from "../../../../components/oci/network/flows";
import { subnetOf } from "../../../../components/oci/network/security-groups";
import { networksOf } from "../../../support/recorded-routes";
import { hostIn, someOracleService, someUser, walk, type Destination, type Networks } from "../../../support/routes";
import type { Invariant } from "../invariant";
import { named, sides, some, text, Unmet, type Enclave, type Side } from "../reading";

const subnet = "oci:Core/subnet";
const places: readonly Endpoint[] = ["internet", "oracle-services", "traffic", "application", "database"];

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
    networks: made(() => networksOf(resources, subnets)),
    firewalls: new Map(firewalls.map(({ urn, name }) => [`${urn}#addressId`, name])),
  };
  known.set(enclave, found);
  return found;
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
    if (to === "internet" || to === "oracle-services") return to;
    return named(this.enclave, subnet, `${this.side}-${subnetOf[to]}`).urn;
  }

  #destination(to: Endpoint): Destination {
    if (to === "internet") return someUser;
    if (to === "oracle-services") return someOracleService;
    const { inputs } = named(this.enclave, subnet, `${this.side}-${subnetOf[to]}`);
    const block = text(inputs, "cidrBlock");
    if (block === "") throw new Unmet(`the block of ${this.side}-${subnetOf[to]} isn't known`);
    return hostIn(block);
  }
}

/** Between the balancer and what is outside, it is the edge that inspects; on every other way the firewall. */
function inspectors(side: Side, from: Endpoint, to: Endpoint): string[] {
  const ends = [from, to];
  if (ends.includes("internet")) return [`${side}-${ends.includes("traffic") ? "edge" : "firewall"}`];
  const isOut = ends.includes("traffic") && ends.includes("oracle-services");
  return isOut ? [`${side}-edge`, `${side}-firewall`] : [`${side}-firewall`];
}

export const flowsArriveThroughOneFirewall: Invariant = {
  name: "flows-arrive-through-one-firewall",
  says: "each flow and its answers arrive, through one firewall, the same both ways",
  *problems(enclave) {
    for (const side of sides) {
      const ways = new Ways(enclave, side);
      for (const { name, from, to } of flows) {
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
      for (const from of places) {
        for (const to of places) {
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
