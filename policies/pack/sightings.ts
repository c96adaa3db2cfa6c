import type { PolicyResource } from "@pulumi/policy/policy";
import type { Catalog } from "../residency/catalog";
import { buildEstate, type Estate, type Resource } from "../residency/estate";
import { decodeProperties } from "./decode";
import { toResource, type Given } from "./resource";

/** A resource as one analysis of it sees it, and what its policies said. */
export interface Sighting {
  readonly resource: Resource;
  /** What has been reported of it, so that nothing is said twice. */
  readonly reported: Set<string>;
}

/**
 * What the engine has shown to the pack in this process: one operation on one stack.
 *
 * The SDK hands every policy a copy of its own of each resource. Policies run one after another, each once in an
 * analysis; so the first one decodes, those that follow share, and one that asks a second time begins a new analysis.
 */
export class Sightings {
  readonly #resources = new Map<string, Sighting & { readonly seenBy: Set<string> }>();
  #estate: { readonly estate: Estate; readonly seenBy: Set<string> } | undefined;

  constructor(private readonly catalog: Catalog) {}

  readonly find = (urn: string): Resource | undefined => this.#resources.get(urn)?.resource;

  /** The resource that a policy is given; components come before their children. */
  see(policy: string, given: Given): Sighting {
    let sighting = this.#resources.get(given.urn);
    if (sighting === undefined || sighting.seenBy.has(policy)) {
      sighting = { resource: toResource(given, this.catalog), reported: new Set(), seenBy: new Set() };
      this.#resources.set(given.urn, sighting);
    }
    sighting.seenBy.add(policy);
    return sighting;
  }

  /** The stack's resources that a policy is given at the end, as a graph. */
  seeAll(policy: string, given: readonly PolicyResource[]): Estate {
    if (this.#estate === undefined || this.#estate.seenBy.has(policy)) {
      this.#estate = { estate: this.#estateOf(given), seenBy: new Set() };
    }
    this.#estate.seenBy.add(policy);
    return this.#estate.estate;
  }

  /** True when this has been said of a resource. */
  isReported(urn: string, said: string): boolean {
    return this.#resources.get(urn)?.reported.has(said) === true;
  }

  /** True the first time that this is said of a resource in an analysis of it. */
  isNews(urn: string, said: string): boolean {
    const reported = this.#resources.get(urn)?.reported;
    if (reported?.has(said) === true) return false;
    reported?.add(said);
    return true;
  }

  #estateOf(given: readonly PolicyResource[]): Estate {
    const resources = given.map((one) => this.#inGraph(one));
    const stacks = new Map(resources.map(({ stack, project }) => [`${project}/${stack}`, { name: stack, project }]));
    return buildEstate("stack", [...stacks.values()], resources, []);
  }

  /**
   * In the stack's analysis, properties are outputs: what a component was given isn't among them. Inputs are those that
   * the resource's own analysis saw; only a resource that had none, as `--target` left it out, is judged by its outputs.
   */
  #inGraph(given: PolicyResource): Resource {
    const alone = this.find(given.urn) ?? toResource(given, this.catalog);
    return {
      ...alone,
      outputs: decodeProperties(given.props),
      dependsOn: given.dependencies.map(({ urn }) => urn),
      references: new Map(
        Object.entries(given.propertyDependencies).map(([key, on]) => [key, on.map(({ urn }) => urn)] as const),
      ),
    };
  }
}
