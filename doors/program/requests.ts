import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { RegisterResourceRequest, type ReadResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { record, type Values } from "../../policies/residency/values";
import { Refusal } from "./failure";
import { stringValue } from "./output-values";
import type { Registration } from "./registration";
import { positionOf } from "./source";
import { formUrn, isProviderType, packageOf, stackType, urnOfProviderReference } from "./urn";

/**
 * Who a request is about, and where the program made it.
 * @throws Refusal for a parent that isn't registered, and for a type that can't be one
 */
export function identityOf(
  request: RegisterResourceRequest | ReadResourceRequest,
  { stack, project, directory }: { readonly stack: string; readonly project: string; readonly directory: string },
  isRegistered: (urn: string) => boolean,
) {
  const type = request.getType();
  const name = request.getName();
  const parent = request.getParent();
  const source = positionOf(directory, request.getSourceposition(), request.getStacktrace());
  if (parent !== "" && !isRegistered(parent)) {
    throw new Refusal(`resource \`${name}\` has the parent \`${parent}\`, which is not registered`, source);
  }
  const isLocal = request instanceof RegisterResourceRequest && !request.getCustom() && !request.getRemote();
  if (type === stackType && !isLocal) {
    throw new Refusal(`resource \`${name}\` has the type \`${stackType}\`, which is the program's own`, source);
  }
  if (!isLocal && type.split(":").length < 3) {
    throw new Refusal(`resource \`${name}\` has the type \`${type}\`; use the form \`package:module:Type\``, source);
  }
  return { type, name, parent, urn: formUrn(stack, project, parent, type, name), source };
}

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
