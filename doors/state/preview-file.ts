import type { SourcePosition } from "../../policies/residency/estate";
import type { FileContent } from "./content";
import { StateFault } from "./fault";
import { defaultProvider, type Found } from "./found";
import { assertRead, isObject, listIn, objectIn, textIn, type JsonObject } from "./json";
import type { Steps } from "./steps";

/**
 * What `pulumi preview --json` wrote, without its steps.
 * Source: pulumi/pulumi, pkg/display/json.go, PreviewDigest.
 * @throws StateFault where the preview failed, or shows only some of the resources
 */
export function readPreviewFile(whole: JsonObject, steps: Steps, at: SourcePosition): FileContent {
  assertRead(whole, "steps", steps.taken);
  const isFailed = listIn(whole, "diagnostics").some((one) => isObject(one) && textIn(one, "severity") === "error");
  if (isFailed) throw new StateFault("the preview failed, so that it doesn't show every resource");
  const summary = objectIn(whole, "changeSummary");
  if (summary === undefined) throw new StateFault("it has no `changeSummary`: the preview didn't come to its end");
  const found = steps.all(summary);
  return { found: [...defaultProviders(found, objectIn(whole, "config") ?? {}, at), ...found], gaps: [] };
}

/** A preview shows no default provider; its configuration says what the engine makes them from. */
function defaultProviders(found: readonly Found[], configuration: JsonObject, at: SourcePosition): Found[] {
  const shown = new Set(found.map(({ urn }) => urn));
  const references = new Set(found.map(({ providerReference }) => providerReference));
  return [...references].flatMap((reference) => {
    const provider = reference === "" ? undefined : defaultProvider(reference, configuration, at);
    return provider === undefined || shown.has(provider.urn) ? [] : [provider];
  });
}
