import type { MovementRow } from "../../policies/residency/movements";
import type { Cause } from "../../policies/residency/values";
import { rowOf } from "./places";
import type { Case } from "./values";

/**
 * What docs/following-the-data.md says of a row in an estate of its own. It is written here from that page, and shares
 * nothing with the kernel but the tables' words.
 */
export type Expectation =
  | { readonly verdict: "refused"; readonly places: readonly string[] }
  | { readonly verdict: "allowed" }
  /** For any of these causes. */
  | { readonly verdict: "undecided"; readonly causes: readonly Cause[]; readonly places: readonly string[] }
  /** Nothing is found: no judgement, or none but that it is allowed. */
  | { readonly verdict: "none"; readonly why: string }
  /** Refused or undecided; the page doesn't say which. */
  | { readonly verdict: "not-allowed"; readonly why: string }
  /** The page says nothing. */
  | { readonly verdict: "open"; readonly why: string };

/** What is true of an estate beside its row. */
export interface Circumstances {
  readonly case: Case;
  /** What `from` names: a store, nothing (it is a switch), or it isn't asked for anything. */
  readonly source: "store" | "none" | "itself";
  /** True where a gate asks something of a destination that is an output, and can't be told. */
  readonly isGateUnknown: boolean;
  /** As reports write it; absent where the destination says less. */
  readonly place?: string;
}

/** What the page says of switches that let others in: one that is on unless something turns it off only makes reachable. */
function isSaidOpen({ gate, to }: MovementRow): boolean {
  return gate.every(({ path, test }) => path !== to[0] || test === "is" || test === "set");
}

export function expected(row: MovementRow, at: Circumstances): Expectation {
  const isStore = at.source === "store" || rowOf(row.type).role === "store";
  if (row.kind === "public-exposure" && !isStore)
    return { verdict: "none", why: "exposure is a movement of stores only" };
  if (at.source === "none" && row.to.length === 0)
    return { verdict: "none", why: "what names no source leads from the resource to itself" };
  if (row.to.length === 0 && rowOf(row.type).location.some((term) => term.kind === "site" && term.path === undefined))
    return { verdict: "none", why: "where dedicated hardware stands is left to `places-are-known`" };
  if (row.names === "flag") return ofSwitch(row, at);
  switch (at.case) {
    case "abroad":
      return outside(row, at, at.place === undefined ? [] : [at.place]);
    case "us":
      return { verdict: "allowed" };
    case "unknown":
      return unknown(row);
    case "placeless":
      return nowhere(row);
  }
}

function outside({ certainty }: MovementRow, { isGateUnknown }: Circumstances, places: readonly string[]): Expectation {
  const doubts: readonly Cause[] = [
    ...(certainty !== "certain" ? (["possible"] as const) : []),
    ...(isGateUnknown ? (["not-yet-known"] as const) : []),
  ];
  return doubts.length === 0 ? { verdict: "refused", places } : { verdict: "undecided", causes: doubts, places };
}

/** A switch does something in the same place, unless it hands content to others, or opens it to the world. */
function ofSwitch(row: MovementRow, at: Circumstances): Expectation {
  const letsIn = row.kind === "public-exposure" || row.kind === "share-grant";
  if (letsIn && !isSaidOpen(row)) return { verdict: "allowed" };
  if (row.kind === "cdn-edge" || row.kind === "public-exposure") return outside(row, at, ["worldwide"]);
  if (row.kind !== "share-grant" && row.kind !== "cross-cloud") return { verdict: "allowed" };
  return { verdict: "undecided", causes: [untold(row)], places: [] };
}

function unknown(row: MovementRow): Expectation {
  if (row.kind === "network") return { verdict: "none", why: "an unknown network isn't a movement" };
  if (row.to.length === 0 && ["store", "transfer", "compute"].includes(rowOf(row.type).role))
    return { verdict: "none", why: "a place that isn't known is left to `places-are-known`" };
  if (row.kind === "public-exposure")
    return { verdict: "not-allowed", why: "what is open to the internet is so whoever is let in" };
  return { verdict: "undecided", causes: ["not-yet-known"], places: [] };
}

function nowhere(row: MovementRow): Expectation {
  if (row.to.length === 0) return { verdict: "open", why: "its type has no region" };
  if (row.kind === "network") return { verdict: "none", why: "a network without a place isn't a movement" };
  if (row.kind === "public-exposure" && row.certainty === "certain")
    return { verdict: "not-allowed", why: "it is open to the internet" };
  const causes: Cause[] = [untold(row)];
  // A document of another form than the cloud's own can't be read.
  if (row.names === "policy") causes.push("unreadable");
  // A name of no place that is known here isn't the name of none.
  if (row.names === "region" || row.names === "location") causes.push("unresolvable");
  return { verdict: "undecided", causes, places: [] };
}

/** Why a movement to no place is undecided. */
function untold({ certainty }: MovementRow): Cause {
  return certainty === "certain" ? "unresolvable" : "possible";
}

/** What of a judgement is compared. */
export interface Judged {
  readonly verdict: string;
  readonly cause?: string;
  readonly places: readonly string[];
}

/** Whether a row's movement was judged as expected; a zone is as good as its region. */
export function agrees(expectation: Expectation, judged: readonly Judged[]): boolean {
  const isAt = (places: readonly string[], wanted: readonly string[]) =>
    wanted.every((one) => places.some((place) => place.toLowerCase().startsWith(one)));
  switch (expectation.verdict) {
    case "open":
      return true;
    case "none":
      return judged.every(({ verdict }) => verdict === "allowed");
    case "not-allowed":
      return judged.length > 0 && judged.every(({ verdict }) => verdict !== "allowed");
    case "allowed":
      return judged.length > 0 && judged.every(({ verdict }) => verdict === "allowed");
    case "refused":
      return judged.some(({ verdict, places }) => verdict === "refused" && isAt(places, expectation.places));
    case "undecided":
      return judged.some(
        ({ verdict, cause, places }) =>
          verdict === "undecided" &&
          expectation.causes.some((one) => one === cause) &&
          isAt(places, expectation.places),
      );
  }
}
