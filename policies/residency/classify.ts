import type { Catalog, TypeRow } from "./catalog";
import { ancestors, type Estate, type Resource } from "./estate";
import type { Mandate } from "./mandate";
import { strictest } from "./permission";
import { referred } from "./references";
import { isRecord, read, readKeys, type Reading } from "./values";

/** What said which class a resource's data is of. */
export type ClassSource = "label" | "component" | "container" | "default";

/** The class that a resource is declared to hold. */
export interface DeclaredClass {
  /** One of the mandate's classes. */
  readonly name: string;
  readonly why: ClassSource;
}

/** What classing may look at. */
export interface ClassContext {
  readonly mandate: Mandate;
  readonly catalog: Catalog;
  readonly find: Estate["find"];
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
 * the mandate's default. A name that is no class of the mandate's, or that isn't known, counts as the strictest class:
 * somebody meant to declare one, and nobody can tell which.
 */
export function declaredClass(resource: Resource, context: ClassContext): DeclaredClass {
  return declaration(resource, context, deepestContainer) ?? { name: context.mandate.defaultClass, why: "default" };
}

/** True when the class may come from a container that `find` doesn't know: one resource alone can't be sure of it. */
export function mayBeLowered(resource: Resource, context: ClassContext): boolean {
  const row = context.catalog.find(resource.type);
  if (row === undefined || ownDeclaration(resource, row, context) !== undefined) return false;
  return containerInputs(row).some((path) => {
    const containers = referred(resource, path, context.find);
    return containers.length > 0 && containers.some(({ kind }) => kind !== "resource");
  });
}

/** An object lies in its bucket, which places it too; everything on Oracle Cloud lies in a compartment. */
function containerInputs({ location, cloud }: TypeRow): string[] {
  const paths = location.flatMap((term) => (term.kind === "via" ? [term.path] : []));
  return cloud === "oci" ? [...paths, "compartmentId"] : paths;
}

function declaration(resource: Resource, context: ClassContext, depth: number): DeclaredClass | undefined {
  const row = context.catalog.find(resource.type);
  if (row === undefined || depth === 0) return undefined;
  const own = ownDeclaration(resource, row, context);
  if (own !== undefined) return own;
  for (const path of containerInputs(row)) {
    const declared = ofContainers(resource, path, context, depth);
    if (declared !== undefined) return declared;
  }
  return undefined;
}

/** Where it may lie in one of several, or in something else, the strictest of them and of the default counts. */
function ofContainers(
  resource: Resource,
  path: string,
  context: ClassContext,
  depth: number,
): DeclaredClass | undefined {
  const { defaultClass } = context.mandate;
  const names = referred(resource, path, context.find).flatMap((target) => {
    switch (target.kind) {
      case "resource":
        return [declaration(target.resource, context, depth - 1)?.name];
      case "computed":
        return [defaultClass, ...target.candidates.map((one) => declaration(one, context, depth - 1)?.name)];
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
  const labels = labelsOf(resource, row);
  if (labels.length > 0) return { name: classOf(labels, context.mandate), why: "label" };
  for (const component of ancestors(resource, context.find)) {
    const declared = component.kind === "component" ? read(component.inputs, "dataClass") : undefined;
    if (declared !== undefined) return { name: classOf([declared], context.mandate), why: "component" };
  }
  return undefined;
}

/** The resource's own label; on Oracle Cloud there may be several; the provider's where it has none of its own. */
function labelsOf({ inputs, provider }: Resource, { label, cloud }: TypeRow): Reading[] {
  if (label === undefined) return [];
  const own = readKeys(inputs, ...label.split("."), labelKey);
  const labels = [...(own === undefined ? [] : [own]), ...(cloud === "oci" ? definedTags(inputs) : [])];
  if (labels.length > 0 || provider === undefined) return labels;
  const keys = Object.hasOwn(providerLabels, provider.package) ? providerLabels[provider.package] : undefined;
  const given = keys === undefined ? undefined : readKeys(provider.inputs, ...keys);
  return given === undefined ? [] : [given];
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
    return mandate.classes.has(name) ? [name] : [...mandate.classes.keys()];
  });
  return strictest(names, mandate);
}
