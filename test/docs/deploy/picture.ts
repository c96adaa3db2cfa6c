import { describe } from "../../../policies/residency/describe";
import type { Estate, Resource } from "../../../policies/residency/estate";
import { factsOf, type Facts, type FactTerms } from "../../../policies/residency/facts";
import { targetOf, type Movement } from "../../../policies/residency/flows/movement";
import { placesOfResource } from "../../../policies/residency/holders";
import { Unknown } from "../../../policies/residency/values";
import type { Edge, Flowchart, Node } from "./flowchart";

/** What stands for a resource in a chart. */
export interface Stop {
  readonly node: Node;
  /** One of the many that the node stands for. */
  readonly counted?: Resource;
}

export interface Arrow {
  readonly from: Stop;
  readonly to: Stop;
  readonly label: string;
  readonly line?: Edge["line"];
}

/** How the arrows of movements are labeled, and what they leave at a place without a resource. */
const verbs: Readonly<Record<string, readonly [verb: string, result: string]>> = {
  replication: ["replicated", "replica"],
  replica: ["standby", "standby"],
  transfer: ["copied", "copies"],
  "backup-copy": ["backed up", "backups"],
  "key-replica": ["mirrored", "replica"],
  "log-export": ["", "reports"],
  "event-route": ["", "events"],
  "dns-routing": ["answers with", "answers"],
};

/** What a region has many of is one node. */
const plurals: Readonly<Record<string, string>> = {
  Log: "service logs",
  Subnet: "subnets",
  NetworkFirewall: "network firewalls",
};

/** The movements of some stacks, as charts are made of them. */
export class Picture {
  readonly #facts: Facts;

  constructor(
    private readonly estate: Estate,
    private readonly terms: FactTerms,
    private readonly stacks: readonly string[],
  ) {
    this.#facts = factsOf(estate, terms);
  }

  /** Those that certainly happen, each once: not what one of several inputs adds to another. */
  movements(kinds: readonly string[]): Movement[] {
    return this.#facts
      .movements()
      .filter(
        ({ kind, isJudged, cause, by }) =>
          kinds.includes(kind) && isJudged && cause === undefined && this.stacks.includes(by.stack),
      );
  }

  /** What is attached to what, as inputs say. */
  attached(kind: string, to: string): { readonly what: Resource; readonly at: Resource }[] {
    return this.#facts.movements().flatMap((movement) => {
      const at = targetOf(movement);
      const isIt = movement.kind === "attaches" && kindOf(movement.from) === kind;
      return isIt && at !== undefined && kindOf(at) === to ? [{ what: movement.from, at }] : [];
    });
  }

  ofKind(kind: string): Resource[] {
    return this.estate.resources.filter((one) => this.stacks.includes(one.stack) && kindOf(one) === kind);
  }

  /** The resource whose output an input is. */
  owner(resource: Resource, input: string): Resource | undefined {
    const [first] = [resource.inputs[input]].flat();
    const [output] = first instanceof Unknown ? (first.text?.outputs.values() ?? []) : [];
    const [computedFrom] = resource.references.get(input) ?? [];
    const urn = output?.urn ?? computedFrom;
    return urn === undefined ? undefined : this.estate.find(urn);
  }

  between(from: Resource, to: Resource, label = "", line: Edge["line"] = "solid"): Arrow {
    return { from: this.stop(from), to: this.stop(to), label, line };
  }

  arrow(movement: Movement): Arrow {
    const { kind, from, to } = movement;
    const [label, result] = verbs[kind] ?? [kind, kind];
    const target = targetOf(movement);
    if (target !== undefined) return this.between(from, target, label);
    const place = to.kind === "place" ? to.placed.place.id : undefined;
    const node: Node = {
      id: `${from.urn} ${kind} ${place ?? ""}`,
      label: place === undefined ? [elsewhere(movement)] : [`${result} of ${wordsOf(from)}`, calledBy(from)],
      within: place === undefined ? [] : [place],
      shape: "box",
    };
    return { from: this.stop(from), to: { node }, label };
  }

  stop(resource: Resource): Stop {
    const place = this.placeOf(resource);
    const within = place === undefined ? [] : [place];
    const plural = plurals[kindOf(resource)];
    if (plural !== undefined) {
      const node: Node = { id: `${plural} ${place ?? ""}`, label: [plural], within, shape: "box" };
      return { node, counted: resource };
    }
    const isStore = this.#facts.rowOf(resource)?.holds !== undefined;
    const label = [wordsOf(resource), calledBy(resource)];
    return { node: { id: resource.urn, label, within, shape: isStore ? "store" : "box" } };
  }

  /** The one region that it is in, without its cloud. */
  placeOf(resource: Resource): string | undefined {
    const [place, ...others] = placesOfResource(resource, this.#facts, this.terms);
    return place === undefined || others.length > 0 || place === "global" ? undefined : place.split(":").at(-1);
  }
}

/** Each arrow and each of its ends once; what stands for many says how many. */
export function chartOf(direction: Flowchart["direction"], arrows: readonly Arrow[]): Flowchart {
  const counted = new Map<string, Set<Resource>>();
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const { from, to, label, line = "solid" } of arrows) {
    for (const { node, counted: resource } of [from, to]) {
      nodes.set(node.id, node);
      if (resource !== undefined) counted.set(node.id, (counted.get(node.id) ?? new Set()).add(resource));
    }
    const edge: Edge = { from: from.node.id, to: to.node.id, label: label === "" ? [] : [label], line };
    edges.set(JSON.stringify(edge), edge);
  }
  const withCounts = [...nodes.values()].map((node) => {
    const count = counted.get(node.id)?.size;
    return count === undefined ? node : { ...node, label: node.label.map((line) => `${count} ${line}`) };
  });
  return { direction, nodes: withCounts.toSorted(byFrame), edges: [...edges.values()] };
}

/** `Bucket` of `oci:ObjectStorage/bucket:Bucket`. */
export function kindOf({ type }: Resource): string {
  return type.split(":").at(-1) ?? type;
}

function wordsOf({ type }: Resource): string {
  return describe({ type, name: "" }).replace(/ ""$/, "");
}

/** What a console shows it as, where its inputs say so. */
function calledBy({ inputs, name }: Resource): string {
  const called = [inputs["name"], inputs["displayName"]].find((value) => typeof value === "string");
  return typeof called === "string" ? called : name;
}

function elsewhere({ to, by }: Movement): string {
  const endpoint = by.inputs["endpoint"];
  if (typeof endpoint === "string") return endpoint;
  return to.kind === "inside" || to.kind === "placeless" || to.kind === "unknown" ? to.what : to.kind;
}

function byFrame(one: Node, other: Node): number {
  const [first = "", second = ""] = [one.within[0], other.within[0]];
  return first < second ? -1 : first > second ? 1 : 0;
}
