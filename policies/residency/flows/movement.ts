import type { Resource } from "../estate";
import type { PlacedAt } from "../locate";
import type { MovementKind } from "../movements";
import type { Cause } from "../values";

/** Ways that no input declares as such; docs/following-the-data.md says what they are. */
export const impliedKinds = ["serves", "attaches", "reads", "writes"] as const;
export type ImpliedKind = (typeof impliedKinds)[number];

/** Where a movement leads. */
export type Destination =
  /** With a `doubt`, the destination was only computed from the resource, and may be something else. */
  | { readonly kind: "resource"; readonly resource: Resource; readonly doubt?: Cause }
  /** Somebody of the estate's own who is let in. */
  | { readonly kind: "principal"; readonly resource: Resource }
  /** A place that is named; `resource` is the one that is named in it. */
  | { readonly kind: "place"; readonly placed: PlacedAt; readonly resource?: Resource }
  /** Only these countries, as a list of viewers says. */
  | { readonly kind: "countries"; readonly countries: readonly string[]; readonly secret: boolean }
  /** Viewers or readers anywhere, or a location that is called global. */
  | { readonly kind: "anywhere"; readonly what: "worldwide" | "global" }
  /** The estate's own, or the cloud's: nothing leaves. */
  | { readonly kind: "inside"; readonly what: string }
  /** Somebody or something that has no place. */
  | { readonly kind: "placeless"; readonly what: string }
  | { readonly kind: "unknown"; readonly cause: Cause; readonly what: string };

/** One way by which content of one resource reaches another, or a place. */
export interface Movement {
  /** The resource whose inputs declare it: the one to change. */
  readonly by: Resource;
  readonly from: Resource;
  readonly to: Destination;
  /** The input that decided, with indices. */
  readonly property: string;
  readonly kind: MovementKind | ImpliedKind;
  /** Why it isn't certain; absent when it is. */
  readonly cause?: Cause;
  /** The input that names the destination isn't what the deployed resource has: in reality it may lead elsewhere. */
  readonly isIgnored?: true;
  /** True when what the source carries comes to rest at, or is worked on by, the destination. */
  readonly spreads: boolean;
  /** True for a promise of its own; the others only carry classes on. */
  readonly isJudged: boolean;
}

/** The resource that a movement leads to, if it is one. */
export function targetOf({ to }: Pick<Movement, "to">): Resource | undefined {
  return to.kind === "resource" || to.kind === "place" || to.kind === "principal" ? to.resource : undefined;
}

/** Why it isn't certain that a movement happens, or that its destination is what it seems; undefined when it is. */
export function doubtOf({ cause, to }: Pick<Movement, "cause" | "to">): Cause | undefined {
  return cause ?? (to.kind === "resource" ? to.doubt : undefined);
}
