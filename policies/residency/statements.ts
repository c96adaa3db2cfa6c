import { handlesContent } from "./catalog";
import { usTerritories } from "./countries";
import type { Estate, Resource } from "./estate";
import { factsOf, type FactTerms } from "./facts";
import { globMatches } from "./glob";
import type { AuditStore, CatalogEntry, Declassification, Mandate, ScopeEntry, Site } from "./mandate";
import { isLooser } from "./permission";
import type { FilePosition } from "./problems";
import { mayMatch } from "./scope";

/** What of a mandate's reviewed statements decided something in an estate; resources and codes are sorted. */
export interface UsedStatements {
  /** With the URNs of what each one classes. */
  readonly scope: ReadonlyMap<ScopeEntry, readonly string[]>;
  readonly declassify: ReadonlySet<Declassification>;
  readonly catalog: ReadonlySet<CatalogEntry>;
  /** With the URNs of what each one places. */
  readonly sites: ReadonlyMap<Site, readonly string[]>;
  /** With the URNs of the stores that each one names. */
  readonly audit: ReadonlyMap<AuditStore, readonly string[]>;
  /** Codes of territories that count as the United States here. */
  readonly territories: readonly string[];
  /** URNs of what a label lets be where the mandate's default class may not. */
  readonly lowered: readonly string[];
}

/** Finds what was used: of stores, transfers and compute, which alone have classes and places that count. */
export function usedStatements(estate: Estate, terms: FactTerms): UsedStatements {
  const facts = factsOf(estate, terms);
  const { mandate } = terms;
  const scope = new Map<ScopeEntry, string[]>();
  const sites = new Map<Site, string[]>();
  const audit = new Map<AuditStore, string[]>();
  const types = new Set<string>();
  const countries = new Set<string>();
  const lowered: string[] = [];
  for (const resource of estate.resources) {
    const row = facts.rowOf(resource);
    if (row === undefined) continue;
    types.add(row.type);
    if (!handlesContent(row.role)) continue;
    if (row.role === "store") {
      for (const store of mandate.auditStores) if (globMatches(store.at, resource.urn)) append(audit, store, resource);
    }
    const { name, why, entry } = facts.declaredOf(resource);
    if (entry !== undefined) append(scope, entry, resource);
    if (why === "label" && isLooser(name, mandate.defaultClass, mandate)) lowered.push(resource.urn);
    for (const { place } of facts.placementOf(resource, row).places) {
      for (const country of place.countries) countries.add(country);
      for (const site of place.sites ?? []) append(sites, site, resource);
    }
  }
  for (const { to } of facts.movements()) {
    if (to.kind === "countries") for (const country of to.countries) countries.add(country);
  }
  return {
    scope,
    declassify: facts.usedDeclassifications(),
    catalog: new Set(mandate.catalog.filter(({ row }) => types.has(row.type))),
    sites,
    audit,
    territories: mandate.territories ? [...countries].filter((code) => usTerritories.has(code)).sort() : [],
    lowered: lowered.sort(),
  };
}

function append<Key>(urns: Map<Key, string[]>, key: Key, { urn }: Resource): void {
  const before = urns.get(key) ?? [];
  if (before.at(-1) !== urn) before.push(urn);
  urns.set(key, before);
}

/** A statement that is about nothing. */
export interface UnmatchedStatement {
  readonly key: "scope" | "declassify" | "catalog" | "sites" | "audit" | "duties";
  /** What it asks for, as the file has it. */
  readonly asks: string;
  readonly position: FilePosition;
}

/**
 * The mandate's reviewed statements that match nothing in an estate of every stack: such a one waits for a resource that
 * nobody reviewed. One about another project isn't told of.
 */
export function unmatchedStatements(estate: Estate, terms: FactTerms): UnmatchedStatement[] {
  const { mandate } = terms;
  const facts = factsOf(estate, terms);
  const used = usedStatements(estate, terms);
  const managed = estate.resources.flatMap((resource) => {
    const row = facts.rowOf(resource);
    return row === undefined ? [] : [{ resource, row }];
  });
  const context = { mandate, find: estate.find, named: estate.named };
  const scope = mandate.scope.filter(
    (entry) =>
      isAboutProjectOf(entry, estate) &&
      !used.scope.has(entry) &&
      !managed.some(({ resource, row }) => mayMatch(entry, resource, row, context)),
  );
  const declassify = mandate.declassify.filter(
    ({ at }) => !managed.some(({ resource }) => globMatches(at, resource.urn)),
  );
  return [
    ...scope.map((entry): UnmatchedStatement => ({ key: "scope", asks: globsText(entry), position: entry.position })),
    ...declassify.map(({ at, position }): UnmatchedStatement => ({ key: "declassify", asks: at, position })),
    ...unused(mandate, used),
    ...[...mandate.duties]
      .filter(([, { stack }]) => !estate.stacks.some(({ name }) => name === stack))
      .map(([rule, { stack, position }]): UnmatchedStatement => ({
        key: "duties",
        asks: `${rule}: ${stack}`,
        position,
      })),
  ];
}

function unused(mandate: Mandate, used: UsedStatements): UnmatchedStatement[] {
  return [
    ...mandate.catalog
      .filter((entry) => !used.catalog.has(entry))
      .map(({ row, position }): UnmatchedStatement => ({ key: "catalog", asks: row.type, position })),
    ...mandate.sites
      .filter((site) => !used.sites.has(site))
      .map(({ at, position }): UnmatchedStatement => ({ key: "sites", asks: at, position })),
    ...mandate.auditStores
      .filter((store) => !used.audit.has(store) && !isOfDeletedCenter(store, mandate))
      .map(({ at, position }): UnmatchedStatement => ({ key: "audit", asks: at, position })),
  ];
}

/** The evidence of a deleted center is kept for as long as its lock says, and no stack declares it any more. */
function isOfDeletedCenter({ at }: AuditStore, { centers }: Mandate): boolean {
  return centers.some(({ phase, stack }) => phase === "deleted" && at.startsWith(`urn:pulumi:${stack}::`));
}

function isAboutProjectOf({ globs }: ScopeEntry, { stacks }: Estate): boolean {
  const { project } = globs;
  return project === undefined || stacks.some((stack) => globMatches(project, stack.project));
}

function globsText({ globs }: ScopeEntry): string {
  return Object.entries(globs)
    .map(([key, glob]) => `${key} ${glob}`)
    .join(", ");
}
