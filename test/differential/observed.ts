/**
 * What an engine made of a program, in a form of its own: plain data, so that neither engine's classes decide what is
 * compared. Each engine has a reader; the readers share nothing but these types.
 */

/** A property value. What isn't plain is an object with one key that starts with `$`. */
export type Form = null | boolean | number | string | readonly Form[] | { readonly [key: string]: Form };

/** Not known during a preview. */
export const unknown: Form = { $unknown: true };
/** A secret whose content the observer wasn't shown. */
export const elided: Form = { $elided: true };
export const secret = (value: Form): Form => ({ $secret: value });
export const asset = (kind: "asset" | "archive"): Form => ({ $asset: kind });
export const reference = (urn: string): Form => ({ $resource: urn });

export interface ObservedResource {
  readonly urn: string;
  readonly type: string;
  /** URN; empty at the top and directly under the stack. */
  readonly parent: string;
  /** URN; empty for what has none. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, Form>>;
  readonly ignoreChanges: readonly string[];
  /** Where a preview knows it: of a resource that is only read. */
  readonly id?: Form;
  /** Undefined where the observer isn't shown them: of a resource that is only read. */
  readonly dependencies?: readonly string[];
  /** Property → URNs; none empty. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** One thing that a rule says about a resource, other than that it is allowed. */
export interface ObservedVerdict {
  readonly rule: string;
  readonly urn: string;
  readonly effect: "block" | "warn";
}

/** One stack. */
export interface Observed {
  /** By URN. */
  readonly resources: ReadonlyMap<string, ObservedResource>;
  readonly outputs: Readonly<Record<string, Form>>;
  readonly verdicts: readonly ObservedVerdict[];
}
