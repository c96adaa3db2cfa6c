import type { Provider, Resource } from "../../policies/residency/estate";
import { decodeProviderInputs } from "../../policies/residency/provider-inputs";
import { read } from "../../policies/residency/values";
import { ambientRegion } from "../../policies/residency/ambient-region";
import { withCauses } from "./origins";
import type { Registration } from "./registration";
import { isProviderType, packageOf, stackType, urnOfProviderReference } from "./urn";

export interface ResourceContext {
  readonly project: string;
  readonly stack: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly assume: ReadonlyMap<string, string>;
}

/** The registrations of one stack as the kernel sees them, in an order that doesn't depend on the program's timing. */
export function toResources(registrations: ReadonlyMap<string, Registration>, context: ResourceContext): Resource[] {
  const providers = new Map<string, Provider>();
  for (const registration of registrations.values()) {
    if (!isProviderType(registration.type)) continue;
    providers.set(registration.urn, toProvider(registration, registrations, context));
  }
  const sorted = [...registrations.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  return sorted.map((registration) => toResource(registration, registrations, providers, context));
}

function toResource(
  registration: Registration,
  registrations: ReadonlyMap<string, Registration>,
  providers: ReadonlyMap<string, Provider>,
  { project, stack }: ResourceContext,
): Resource {
  const { urn, type, name, kind, injected, ignoreChanges, dependsOn, references, outputs, deletion, source } =
    registration;
  const inputs = withCauses(registration, registrations);
  const provider = providers.get(urnOfProviderReference(registration.provider));
  const parent = registration.parent.includes(`::${stackType}::`) ? "" : registration.parent;
  return {
    ...{ urn, type, name, project, stack, kind, inputs, injected, ignoreChanges, dependsOn, references },
    ...(provider && { provider }),
    ...(registration.id !== "" && kind === "read" && { id: registration.id }),
    ...(outputs && { outputs }),
    ...(parent !== "" && { parent }),
    ...(deletion && { deletion }),
    ...(source && { source }),
  };
}

function toProvider(
  registration: Registration,
  registrations: ReadonlyMap<string, Registration>,
  { environment, assume }: ResourceContext,
): Provider {
  const { type, urn, references, ignoreChanges, isDefaultProvider: isDefault, source } = registration;
  const inputs = withCauses(registration, registrations);
  const name = packageOf(type);
  const region = read(inputs, "region") === undefined ? ambientRegion(name, environment, assume) : undefined;
  return {
    ...{ package: name, urn, inputs: decodeProviderInputs(inputs), references, ignoreChanges, isDefault },
    ...(source && { source }),
    ...(region && { ambientRegion: region }),
  };
}
