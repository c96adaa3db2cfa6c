import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { record, type Values } from "../../policies/residency/values";
import { stringValue } from "./output-values";
import type { Registration } from "./registration";
import { isProviderType, packageOf, stackType, urnOfProviderReference } from "./urn";

/** The stack that a StackReference names. */
export function nameIn(properties: Struct): string {
  return properties.getFieldsMap().get("name")?.getStringValue() ?? "";
}

/** The provider that a request states or inherits; empty: the package's default one. */
export function providerFor(request: RegisterResourceRequest, parent: Registration | undefined): string {
  const name = packageOf(request.getType());
  const ofParent = parent?.provider ?? "";
  const inherited = packageOf(parent === undefined ? "" : providerType(ofParent)) === name ? ofParent : "";
  const own: string | undefined = request.getProvidersMap().get(name);
  return request.getProvider() || inherited || (own ?? parent?.providers.get(name) ?? "");
}

function providerType(reference: string): string {
  return urnOfProviderReference(reference).split("::")[2]?.split("$").at(-1) ?? "";
}

export function kindOf(request: RegisterResourceRequest): Registration["kind"] {
  if (request.getType() === stackType) return "stack";
  if (isProviderType(request.getType())) return "provider";
  if (request.getRemote()) return "remote";
  return request.getCustom() ? "managed" : "component";
}

/** The engine notes the version of its package in a provider's inputs. */
export function withVersion(inputs: Values, version: string): Values {
  return version === "" ? inputs : record([...Object.entries(inputs), ["version", version]]);
}

export function withRegion(properties: Struct, inputs: Values, injected: ReadonlySet<string>): Struct {
  const { region } = inputs;
  if (!injected.has("region") || typeof region !== "string") return properties;
  const state = properties.cloneMessage();
  state.getFieldsMap().set("region", stringValue(region));
  return state;
}
