import type { Cause } from "../values";

/** An element of a policy that holds texts. What isn't known is a kind of its own, so that nobody takes it for absent. */
export type Element =
  | { readonly kind: "absent" }
  | { readonly kind: "known"; readonly texts: readonly string[] }
  /** `texts`: those of it that are known. */
  | { readonly kind: "unknown"; readonly cause: Cause; readonly texts: readonly string[] };

export const absent: Element = { kind: "absent" };

/** An element with these texts. */
export function known(...texts: readonly string[]): Element {
  return { kind: "known", texts };
}

/** The token by which the embedded engine lets an output stand in a text. */
const token = /stateside[0-9a-f]{16}/i;

/** True for a text that may hold an output which isn't known yet. */
export function holdsToken(text: string): boolean {
  return token.test(text);
}
