import { Unknown } from "./values";

/** The string that stands for a text that isn't known during a preview; the SDK uses it for values of every type. */
export const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The strings that stand for a value that isn't known during a preview, one for each type.
 * Source: pulumi/pulumi-policy, sdk/nodejs/policy/proxy.ts; a test compares them with the installed SDK.
 */
export const unknownSentinels: ReadonlySet<string> = new Set([
  unknownSentinel,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** A text as it stands, or unknown where it stands for that. */
export function knownText(text: string): string | Unknown {
  return text.length === unknownSentinel.length && unknownSentinels.has(text) ? new Unknown("not-yet-known") : text;
}
