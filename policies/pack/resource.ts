import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy/policy";
import type { Catalog } from "../residency/catalog";
import type { Provider, Resource } from "../residency/estate";
import { decodeProviderInputs } from "../residency/provider-inputs";
import { injectedInputs, providerPrefix, seenProvider } from "../residency/seen-provider";
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

/** The pack runs in the operation's own environment. */
function toProvider(provider: PolicyProviderResource): Provider {
  return seenProvider(provider, decodeProperties(provider.props), process.env, new Map());
}

function parentOf(urn: string | undefined): string | undefined {
  return urn === undefined || urn === "" || urn.split("::")[2] === stackType ? undefined : urn;
}
