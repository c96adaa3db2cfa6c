import type { TypeRow } from "./catalog";
import type { Cloud } from "./geography";
import type { phases } from "./mandate-centers";
import type { effects } from "./mandate-form";
import { defaultClasses, defaultClassName, defaultEffects, mandateForm } from "./mandate-form";
import type { loweringLabels } from "./mandate-lowering";
import type { scopeKeys } from "./mandate-scope";
import type { FileError, FilePosition } from "./problems";
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
  /** Classes by where a resource is declared, in the file's order; where two fit, they say the same class. */
  readonly scope: readonly ScopeEntry[];
  /** Types of packages that the catalog doesn't cover. */
  readonly catalog: readonly CatalogEntry[];
  /** Where dedicated hardware stands, in the file's order. */
  readonly sites: readonly Site[];
  /** Whether territories of the United States count as the United States. */
  readonly territories: boolean;
  /** Who may approve an exception or waiver; nobody where the file names none. */
  readonly approvers: readonly string[];
  /** By rule. */
  readonly duties: ReadonlyMap<string, Duty>;
  /** Stores that hold what proves who did what, and nothing that users gave. */
  readonly auditStores: readonly AuditStore[];
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
  readonly position: FilePosition;
}

/** What a scope entry looks at. */
export type ScopeKey = (typeof scopeKeys)[number];

/** A reviewed statement of the class of what is declared somewhere: all of its globs have to match. */
export interface ScopeEntry {
  /** For `globMatches`; at least one. */
  readonly globs: Readonly<Partial<Record<ScopeKey, string>>>;
  /** One of the mandate's classes. */
  readonly class: string;
  readonly owner: string;
  readonly reason: string;
  readonly position: FilePosition;
}

/** An organization's own reviewed row, for a type that the catalog lacks. */
export interface CatalogEntry {
  readonly row: TypeRow;
  readonly position: FilePosition;
}

/** The stack that answers alone for a rule of the organization. */
export interface Duty {
  readonly stack: string;
  readonly position: FilePosition;
}

/** Where dedicated hardware stands, as its owner states it. */
export interface Site {
  readonly cloud: Cloud;
  /** A glob over what names the hardware: its URN, id, ARN or OCID. */
  readonly at: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly reason: string;
  readonly position: FilePosition;
}

/** A store of the audit trail. */
export interface AuditStore {
  /** A glob over URNs. */
  readonly at: string;
  readonly position: FilePosition;
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
  readonly position: FilePosition;
}

/** A dated exception of one center: dates are `YYYY-MM-DD`, and `expires` isn't before `created`. */
export interface Exception {
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  readonly created: string;
  readonly expires: string;
  readonly position: FilePosition;
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
    scope: [],
    catalog: [],
    sites: [],
    territories: false,
    approvers: [],
    duties: new Map(),
    auditStores: [],
    notInEffect: [],
  };
}
