import { ambientRegion } from "./ambient-region";
import type { Provider } from "./estate";
import { decodeProviderInputs } from "./provider-inputs";
import { read, type Values } from "./values";

export const providerPrefix = "pulumi:providers:";

/**
 * A provider as the engine shows it, once its inputs are settled: with the region that it states, else one of the
 * surroundings.
 * @param own - its inputs, not decoded yet
 */
export function seenProvider(
  { type, urn, name }: { readonly type: string; readonly urn: string; readonly name: string },
  own: Values,
  environment: Readonly<Record<string, string | undefined>>,
  assume: ReadonlyMap<string, string>,
): Provider {
  const packageName = type.slice(providerPrefix.length);
  const inputs = decodeProviderInputs(own);
  const isStated = read(inputs, "region") !== undefined;
  const region = isStated ? undefined : ambientRegion(packageName, environment, assume);
  return {
    package: packageName,
    urn,
    inputs,
    isDefault: isDefaultName(name),
    ...(region && { ambientRegion: region }),
  };
}

/** How the engine calls the providers that it makes itself: `default`, `default_7_48_0`. */
function isDefaultName(name: string): boolean {
  return /^default(_|$)/.test(name);
}

/**
 * The AWS provider writes its own region into each regional resource that states none. One that states the very same
 * region is taken for such a one, which changes no verdict: both say that the resource is there.
 */
export function injectedInputs(inputs: Values, provider: Provider | undefined): ReadonlySet<string> {
  if (provider?.package !== "aws") return none;
  const own = read(inputs, "region");
  const stated = read(provider.inputs, "region");
  const same = own?.kind === "known" && stated?.kind === "known" && own.value === stated.value;
  return same ? region : none;
}

const none: ReadonlySet<string> = new Set();
const region: ReadonlySet<string> = new Set(["region"]);
