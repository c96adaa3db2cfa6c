import type { ProtectionKind } from "../../../policies/residency/protection/key-of";
import { describe } from "../../../policies/residency/describe";
import { nameIn, typeIn } from "../../../policies/residency/urns";
import type { Cause } from "../../../policies/residency/values";
import type { CopyResult } from "../../judge/result";
import type { ListedHolder } from "./inventory";

/** Why a holder has its class. */
export const classWords: Readonly<Record<ListedHolder["why"], string>> = {
  label: "its label",
  component: "the component that it is part of",
  container: "what it is part of",
  scope: "the mandate's `scope`",
  default: "the mandate's default",
};

/** Whose key protects a holder. */
export const keyWords: Readonly<Record<ProtectionKind, string>> = {
  customer: "customer's",
  provider: "provider's",
  mixed: "by part",
  none: "none",
  unknown: "not known",
};

/** Why it isn't known whose key protects something. */
export const causeWords: Readonly<Record<Cause, string>> = {
  "not-yet-known": "an output tells it at `pulumi up`",
  possible: "it may be another than it seems",
  unreadable: "the input is no name of a key",
  unresolvable: "nothing that was found out about this type tells",
  "not-stated": "a default that isn't stated here decides",
  "not-seen": "decided by something that isn't seen here",
  ignored: "changes to the input are ignored",
  encrypted: "encrypted, and nobody gave the means to decrypt it",
};

/** Whose key it is, and of the customer's, each with its place and the input that names it. To be escaped still. */
export function keyText({ key, urn, holds }: Pick<ListedHolder, "key" | "urn" | "holds">): string {
  const keys = key.keys.map((one) => {
    const name = one.urn === null ? "a key" : describeUrn(one.urn);
    const where = one.places.length === 0 ? "" : ` in ${one.places.join(", ")}`;
    const by = one.by === urn ? "" : ` of ${describeUrn(one.by)}`;
    return `${name}${where}, by \`${one.property}\`${by}`;
  });
  // Of a key it would read as if the provider had it.
  const material = key.kind === "provider" && holds === "keys" ? ["its service keeps the material"] : [];
  const apart = key.kind === "mixed" && keys.length === 0 ? ["each has its own"] : [];
  const because = [...(key.cause === null ? [] : [causeWords[key.cause]]), ...material, ...apart, ...keys].join("; ");
  const kind = key.kind === "mixed" && keys.length > 0 ? "customer's in part" : keyWords[key.kind];
  return because === "" ? kind : `${kind}: ${because}`;
}

/** `key "main"`. */
function describeUrn(urn: string): string {
  return describe({ type: typeIn(urn), name: nameIn(urn) });
}

/** Where a copy goes. To be escaped still. */
export function copyText({ to, places }: Pick<CopyResult, "to" | "places">): string {
  const where = places.length === 0 ? "a place that is not known" : places.join(", ");
  return to === null ? where : `${describeUrn(to)} in ${where}`;
}
