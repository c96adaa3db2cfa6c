import type { Catalog, TypeRow } from "./catalog";
import { ancestors, type Estate, type Resource } from "./estate";
import type { Mandate, ScopeEntry } from "./mandate";
import { isLooser, strictest } from "./permission";
import { areOfOneService, referred } from "./references";
import { scopeEntryOf } from "./scope";
import { isRecord, read, readKeys, type Reading } from "./values";

/** What said which class a resource's data is of. */
export type ClassSource = "label" | "component" | "container" | "scope" | "default";

/** The class that a resource is declared to hold. */
export interface DeclaredClass {
  /** One of the mandate's classes. */
  readonly name: string;
  readonly why: ClassSource;
  /** The mandate's entry that says so, of the resource itself or of its container. */
  readonly entry?: ScopeEntry;
}

/** What classing may look at. */
export interface ClassContext {
  readonly mandate: Mandate;
  readonly catalog: Catalog;
  readonly find: Estate["find"];
  readonly named: Estate["named"];
}

const labelKey = "data-class";

/** Where a provider gives labels to everything that it creates. */
const providerLabels: Readonly<Record<string, readonly string[]>> = {
  aws: ["defaultTags", "tags", labelKey],
  gcp: ["defaultLabels", labelKey],
};

/** The deepest nesting of containers that is followed: an object in a bucket in a compartment, and some. */
const deepestContainer = 8;

/**
 * The declared class, by the first that declares one: the resource's own label, the nearest component, its container,
 * the mandate's scope, its default. A name that is no class of the mandate's, or that isn't known, counts as the strictest class:
 * somebody meant to declare one, and nobody can tell which.
 */
export function declaredClass(resource: Resource, context: ClassContext): DeclaredClass {
  return declaration(resource, context, deepestContainer) ?? { name: context.mandate.defaultClass, why: "default" };
}

/** True when the class may come from a container that `find` doesn't know: one resource alone can't be sure of it. */
export function mayBeLowered(resource: Resource, context: ClassContext): boolean {
  const row = context.catalog.find(resource.type);
  if (row === undefined || ownDeclaration(resource, row, context) !== undefined) return false;
  return containerInputs(row, context.catalog).some(({ paths }) =>
    paths.some((path) => referred(resource, path, context).some(({ kind }) => kind !== "resource")),
  );
}

/** Inputs that name containers of one kind. */
export interface ContainerInputs {
  readonly paths: readonly string[];
  /** A table's database is of the same service; a bucket of that name that some other service has isn't meant. */
  readonly isOfService: boolean;
  /** What lies in a compartment isn't a part of it: a scope entry about the one says nothing of the other. */
  readonly holdsParts: boolean;
}

/**
 * The inputs that name containers, nearest first. A table lies in its database, as `containers.tsv` says; an object in its
 * bucket, which places it too; everything on Oracle Cloud in a compartment.
 */
export function containerInputs({ type, location, cloud }: TypeRow, catalog: Catalog): readonly ContainerInputs[] {
  const rows = catalog.containersOf(type);
  const parts = rows.flatMap(({ input }) => input ?? []);
  const isOnlyPlaced = rows.some(({ input }) => input === undefined);
  const others = location.flatMap((term) => (term.kind === "via" && !isOnlyPlaced ? [term.path] : []));
  return [
    ...(parts.length > 0 ? [{ paths: parts, isOfService: true, holdsParts: true }] : []),
    ...others.map((path) => ({ paths: [path], isOfService: false, holdsParts: true })),
    ...(cloud === "oci" ? [{ paths: ["compartmentId"], isOfService: false, holdsParts: false }] : []),
  ];
}

function declaration(
  resource: Resource,
  context: ClassContext,
  depth: number,
  withScope = true,
): DeclaredClass | undefined {
  const row = context.catalog.find(resource.type);
  if (row === undefined || depth === 0) return undefined;
  const own = ownDeclaration(resource, row, context);
  if (own !== undefined) return own;
  for (const inputs of containerInputs(row, context.catalog)) {
    const declared = ofContainers(resource, inputs, context, depth);
    if (declared !== undefined) return declared;
  }
  if (!withScope || context.mandate.scope.length === 0) return undefined;
  const entry = scopeEntryOf(resource, row, context);
  return entry && { name: entry.class, why: "scope", entry };
}

/** Where it may lie in one of several, or in something else, the strictest of them and of the default counts. */
function ofContainers(
  resource: Resource,
  { paths, isOfService, holdsParts }: ContainerInputs,
  context: ClassContext,
  depth: number,
): DeclaredClass | undefined {
  const { defaultClass } = context.mandate;
  const targets = paths.flatMap((path) => referred(resource, path, context));
  const names = targets.flatMap((target) => {
    switch (target.kind) {
      case "resource":
        if (isOfService && !areOfOneService(target.resource.type, resource.type)) return [undefined];
        return [declaration(target.resource, context, depth - 1, holdsParts)?.name];
      case "computed":
        return [
          defaultClass,
          ...target.candidates.map((one) => declaration(one, context, depth - 1, holdsParts)?.name),
        ];
      case "name":
      case "unknown":
        return [undefined];
    }
  });
  if (names.every((name) => name === undefined)) return undefined;
  return {
    name: strictest(
      names.map((name) => name ?? defaultClass),
      context.mandate,
    ),
    why: "container",
  };
}

function ownDeclaration(resource: Resource, row: TypeRow, context: ClassContext): DeclaredClass | undefined {
  const labels = labelsOf(resource, row, context.mandate);
  if (labels.length > 0) return { name: classOf(labels, context.mandate), why: "label" };
  for (const component of ancestors(resource, context.find)) {
    const declared = component.kind === "component" ? read(component.inputs, "dataClass") : undefined;
    if (declared !== undefined) return { name: classOf([declared], context.mandate), why: "component" };
  }
  return undefined;
}

/** What a resource, or its provider for it, declares as its class, and whether it may lower it whatever the mandate says. */
export interface LabelReading {
  readonly reading: Reading;
  readonly mayLower: boolean;
}

/** The resource's own label; on Oracle Cloud there may be several; the provider's where it has none of its own. */
export function labelReadings({ inputs, provider, kind }: Resource, { label, cloud }: TypeRow): LabelReading[] {
  if (label === undefined) return [];
  const own = readKeys(inputs, ...label.split("."), labelKey);
  const labels = own === undefined ? [] : [{ reading: own, mayLower: false }];
  if (cloud === "oci") labels.push(...definedTags(inputs).map((reading) => ({ reading, mayLower: true })));
  // What is only looked up isn't given the provider's.
  if (labels.length > 0 || provider === undefined || kind === "read") return labels;
  const keys = Object.hasOwn(providerLabels, provider.package) ? providerLabels[provider.package] : undefined;
  const given = keys === undefined ? undefined : readKeys(provider.inputs, ...keys);
  return given === undefined ? [] : [{ reading: given, mayLower: false }];
}

/** Labels that count: with `loweringLabels: refuse`, one that anybody can set lowers nothing. */
function labelsOf(resource: Resource, row: TypeRow, mandate: Mandate): Reading[] {
  return labelReadings(resource, row)
    .filter(({ reading, mayLower }) => mayLower || mandate.loweringLabels === "allow" || !isLowering(reading, mandate))
    .map(({ reading }) => reading);
}

function isLowering(reading: Reading, mandate: Mandate): boolean {
  return isLooser(classOf([reading], mandate), mandate.defaultClass, mandate);
}

/** Oracle Cloud's defined tags are one map with keys `<namespace>.<tag>`. */
function definedTags(inputs: Resource["inputs"]): Reading[] {
  const tags = readKeys(inputs, "definedTags");
  if (tags === undefined) return [];
  if (tags.kind === "unknown") return [tags];
  if (!isRecord(tags.value)) return [];
  const { value } = tags;
  const keys = Object.keys(value).filter((name) => name.endsWith(`.${labelKey}`));
  return keys.flatMap((key) => readKeys(value, key) ?? []);
}

function classOf(readings: readonly Reading[], mandate: Mandate): string {
  const names = readings.flatMap((reading) => {
    const name = reading.kind === "known" && typeof reading.value === "string" ? reading.value : "";
    return mandate.classes.has(name) ? [name] : [mandate.defaultClass, ...mandate.classes.keys()];
  });
  return strictest(names, mandate);
}
