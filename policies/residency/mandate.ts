import type { Cloud } from "./geography";
import type { phases } from "./mandate-centers";
import type { effects } from "./mandate-form";
import { defaultClasses, defaultClassName, defaultEffects, mandateForm } from "./mandate-form";
import type { loweringLabels } from "./mandate-lowering";
import type { FileError } from "./problems";
import type { Cause } from "./values";
import { readYaml } from "./yaml-source";

export { phases } from "./mandate-centers";

/** The promise: which classes of data may be in which places, and where the primary and the other centers are. */
export interface Mandate {
  readonly name: string;
  /** The file as it was given, or `built-in`. */
  readonly source: string;
  /** By name, in the file's order. */
  readonly classes: ReadonlyMap<string, DataClass>;
  /** The class of what declares none: always a key of `classes`. */
  readonly defaultClass: string;
  /** Whether a resource's own label may give it a freer class than it would have without. */
  readonly loweringLabels: LoweringLabels;
  /** Where a class ends on its way, in the file's order. */
  readonly declassify: readonly Declassification[];
  /** What an undecided judgement leads to, by its cause. */
  readonly effects: Readonly<Record<Cause, Effect>>;
  /** Where US users' data is at home; absent: nothing is declared. */
  readonly primary?: Primary;
  /** In the file's order. */
  readonly centers: readonly Center[];
  /** Keys of the file that this version accepts but doesn't judge by yet, sorted. */
  readonly notInEffect: readonly string[];
}

export type Effect = (typeof effects)[number];

export interface DataClass {
  readonly name: string;
  /** Where data of the class may be: `any`, or ISO 3166-1 alpha-2 codes, at least one. */
  readonly countries: "any" | readonly string[];
  /** Always there when `countries` is `any`. */
  readonly reason?: string;
}

export type LoweringLabels = (typeof loweringLabels)[number];

/** A reviewed statement that a resource turns content of one class into another, as one that counts rows does. */
export interface Declassification {
  /** A class that isn't free to be anywhere. */
  readonly from: string;
  /** A glob over URNs, for `globMatches`. */
  readonly at: string;
  /** Another class. */
  readonly to: string;
  readonly owner: string;
  readonly reason: string;
}

/** The stack and regions where the data is by default. */
export interface Primary {
  readonly stack: string;
  readonly cloud: Cloud;
  /** Ids, at least one; in place of a multi-region its members, or itself when they aren't published. */
  readonly regions: readonly string[];
  /** From this day (`YYYY-MM-DD`) data outside the primary has to be in a center. */
  readonly since?: string;
}

/** Where a center is in its life: one of {@link phases}, which are in order. */
export type Phase = (typeof phases)[number];

/** A data center beside the primary: a declared backup, or what some data sits on from before. */
export interface Center {
  readonly name: string;
  readonly kind: "backup" | "legacy";
  readonly stack: string;
  readonly cloud: Cloud;
  /** Ids, at least one; in place of a multi-region its members, or itself when they aren't published. */
  readonly regions: readonly string[];
  readonly phase: Phase;
  /** The first day (`YYYY-MM-DD`) of the phase. */
  readonly phaseSince?: string;
  /** The last day (`YYYY-MM-DD`) on which data may be there; always there when draining or deleted. */
  readonly until?: string;
  /** What lets the center be in a country that its data's class forbids; `standing` tells whether it counts. */
  readonly exception?: Exception;
}

/** A dated exception of one center: dates are `YYYY-MM-DD`, and `expires` isn't before `created`. */
export interface Exception {
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  readonly created: string;
  readonly expires: string;
}

export type MandateError = FileError;
export type MandateResult = { readonly mandate: Mandate } | { readonly errors: readonly MandateError[] };

/**
 * Reads a mandate. Never throws, whatever the text holds; errors are in the file's order, at most 20.
 *
 * @param source - where the text is from, as the mandate will say
 */
export function parseMandate(text: string, source: string): MandateResult {
  const result = readYaml(text, "the mandate", mandateForm(source));
  return "errors" in result ? result : { mandate: result.value };
}

/** What holds where there is no file: US users' data stays in the US, and nothing is declared about stacks. */
export function builtInMandate(): Mandate {
  return {
    name: "built-in",
    source: "built-in",
    classes: defaultClasses,
    defaultClass: defaultClassName,
    loweringLabels: "allow",
    declassify: [],
    effects: defaultEffects,
    centers: [],
    notInEffect: [],
  };
}
