import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy/policy";
import { ambientRegion } from "../residency/ambient-region";
import type { Catalog } from "../residency/catalog";
import type { Provider, Resource } from "../residency/estate";
import { decodeProviderInputs } from "../residency/provider-inputs";
import { read, type Values } from "../residency/values";
import { decodeProperties } from "./decode";

/** What both kinds of policies are given of a resource. */
export interface Given {
  readonly type: string;
  readonly props: object;
  readonly urn: string;
  readonly name: string;
  readonly opts: Pick<PolicyResourceOptions, "parent">;
  readonly provider?: PolicyProviderResource;
}

const stackType = "pulumi:pulumi:Stack";
const providerPrefix = "pulumi:providers:";

/** A resource as one analysis sees it alone: without what it was computed from. */
export function toResource(given: Given, catalog: Catalog): Resource {
  const { type, urn, name } = given;
  const kind = kindOf(given, catalog);
  const own = decodeProperties(given.props);
  const inputs = kind === "provider" ? decodeProviderInputs(own) : own;
  const provider = given.provider === undefined ? undefined : toProvider(given.provider);
  const [, , stack = ""] = (urn.split("::")[0] ?? "").split(":");
  const parent = parentOf(given.opts.parent);
  return {
    ...{ urn, type, name, kind, inputs, stack },
    project: urn.split("::")[1] ?? "",
    injected: injectedInputs(inputs, provider),
    // The engine has put the deployed values back already: what a policy sees is what the resource will have.
    ignoreChanges: [],
    dependsOn: [],
    references: new Map(),
    ...(provider && { provider }),
    ...(parent !== undefined && { parent }),
  };
}

/** Components have no provider. A type that the catalog knows is never taken for one. */
function kindOf({ type, provider }: Given, catalog: Catalog): Resource["kind"] {
  if (type === stackType) return "stack";
  if (type.startsWith(providerPrefix)) return "provider";
  return provider !== undefined || catalog.find(type) !== undefined ? "managed" : "component";
}

/** The provider with the region that it states, else the one of the environment: the pack runs in the operation's own. */
function toProvider({ type, urn, name, props }: PolicyProviderResource): Provider {
  const packageName = type.slice(providerPrefix.length);
  const inputs = decodeProviderInputs(decodeProperties(props));
  const isStated = read(inputs, "region") !== undefined;
  const region = isStated ? undefined : ambientRegion(packageName, process.env, new Map());
  return {
    package: packageName,
    urn,
    inputs,
    isDefault: /^default(_|$)/.test(name),
    ...(region && { ambientRegion: region }),
  };
}

/**
 * The AWS provider writes its own region into each regional resource that states none. One that states the very same
 * region is taken for such a one, which changes no verdict: both say that the resource is there.
 */
function injectedInputs(inputs: Values, provider: Provider | undefined): ReadonlySet<string> {
  if (provider?.package !== "aws") return new Set();
  const own = read(inputs, "region");
  const stated = read(provider.inputs, "region");
  const same = own?.kind === "known" && stated?.kind === "known" && own.value === stated.value;
  return new Set(same ? ["region"] : []);
}

function parentOf(urn: string | undefined): string | undefined {
  return urn === undefined || urn === "" || urn.split("::")[2] === stackType ? undefined : urn;
}
