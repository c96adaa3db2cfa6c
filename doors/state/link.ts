import type { Provider } from "../../policies/residency/estate";
import { decodeProviderInputs } from "../../policies/residency/provider-inputs";
import { injectedInputs, seenProvider } from "../../policies/residency/seen-provider";
import { unknownSentinels } from "../../policies/residency/sentinels";
import type { Found } from "./found";

/** Gives each resource of a file the provider that it refers to, and what follows from it. */
export function link(all: readonly Found[], assume: ReadonlyMap<string, string>) {
  const providers = providersOf(all, assume);
  for (const found of all) {
    const provider = providerOf(found, providers);
    if (provider !== undefined) found.provider = provider;
    if (found.kind === "provider") found.inputs = decodeProviderInputs(found.inputs);
    found.injected = injectedInputs(found.inputs, provider);
  }
}

interface Providers {
  /** By `<urn>::<id>`: one that was replaced is there twice, and what it made still refers to it. */
  readonly byReference: ReadonlyMap<string, Provider>;
  readonly byUrn: ReadonlyMap<string, { readonly provider: Provider; readonly id: string }>;
}

function providersOf(all: readonly Found[], assume: ReadonlyMap<string, string>): Providers {
  const byReference = new Map<string, Provider>();
  const byUrn = new Map<string, { provider: Provider; id: string }>();
  for (const found of all) {
    if (found.kind !== "provider") continue;
    const { inputs, references, source, urn, engineUrn, id = "" } = found;
    const provider = { ...seenProvider(found, inputs, {}, assume), references, ...(source && { source }) };
    const reference = `${engineUrn}::${id}`;
    if (!byReference.has(reference)) byReference.set(reference, provider);
    if (!byUrn.has(urn)) byUrn.set(urn, { provider, id });
  }
  return { byReference, byUrn };
}

/** In a preview, a provider that is yet to be made has no id; otherwise another id is another provider. */
function providerOf({ providerReference }: Found, { byReference, byUrn }: Providers): Provider | undefined {
  const exact = byReference.get(providerReference);
  const end = providerReference.lastIndexOf("::");
  if (exact !== undefined || end < 0) return exact;
  const named = byUrn.get(providerReference.slice(0, end));
  return named !== undefined && isId(named.id) && isId(providerReference.slice(end + 2)) ? undefined : named?.provider;
}

function isId(text: string): boolean {
  return text !== "" && !unknownSentinels.has(text);
}
