import type { Catalog, TypeRow } from "./catalog";
import { ancestors, type Estate, type Resource } from "./estate";
import type { Mandate } from "./mandate";
import { isRecord, read, readAll, readKeys, type Reading } from "./values";

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
  aws: [`defaultTags.tags.${labelKey}`],
  gcp: [`defaultLabels.${labelKey}`],
};

/** The deepest nesting of containers that is followed: an object in a bucket in a compartment, and some. */
const deepestContainer = 8;

/**
 * The declared class, by the first that declares one: the resource's own label, the nearest component, its container,
 * the mandate's default. A name that is no class of the mandate's, or a label not yet known, protects as the default.
 */
export function declaredClass(resource: Resource, context: ClassContext): DeclaredClass {
  const declared = declaration(resource, context, deepestContainer);
  if (declared === undefined || !context.mandate.classes.has(declared.name)) {
    return { name: context.mandate.defaultClass, why: "default" };
  }
  return declared;
}

/** True when the class may come from a container that `find` doesn't know: one resource alone can't be sure of it. */
export function mayBeLowered(resource: Resource, context: ClassContext): boolean {
  const row = context.catalog.find(resource.type);
  if (row === undefined || ownDeclaration(resource, row, context) !== undefined) return false;
  return containerInputs(row).some((path) => {
    const given = readAll(resource.inputs, path).length > 0;
    return given && containersAt(resource, path, context).length === 0;
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
    for (const container of containersAt(resource, path, context)) {
      const declared = declaration(container, context, depth - 1);
      if (declared !== undefined) return { name: declared.name, why: "container" };
    }
  }
  return undefined;
}

function ownDeclaration(resource: Resource, row: TypeRow, context: ClassContext): DeclaredClass | undefined {
  const label = labelOf(resource, row);
  if (label !== undefined) return { name: className(label), why: "label" };
  for (const component of ancestors(resource, context.find)) {
    const declared = component.kind === "component" ? read(component.inputs, "dataClass") : undefined;
    if (declared !== undefined) return { name: className(declared), why: "component" };
  }
  return undefined;
}

function labelOf({ inputs, provider }: Resource, row: TypeRow): Reading | undefined {
  if (row.label === undefined) return undefined;
  const own = readKeys(inputs, row.label, labelKey) ?? definedTag(inputs);
  if (own !== undefined || provider === undefined) return own;
  const paths = Object.hasOwn(providerLabels, provider.package) ? (providerLabels[provider.package] ?? []) : [];
  return paths.map((path) => read(provider.inputs, path)).find((reading) => reading !== undefined);
}

/** Oracle Cloud's defined tags are one map with keys `<namespace>.<tag>`. */
function definedTag(inputs: Resource["inputs"]): Reading | undefined {
  const tags = readKeys(inputs, "definedTags");
  if (tags?.kind !== "known" || !isRecord(tags.value)) return undefined;
  const key = Object.keys(tags.value).find((name) => name.endsWith(`.${labelKey}`));
  return key === undefined ? undefined : readKeys(tags.value, key);
}

function className(reading: Reading): string {
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : "";
}

function containersAt(resource: Resource, path: string, { find }: ClassContext): Resource[] {
  const [top = ""] = path.split(/[.[]/);
  const urns = resource.references.get(top) ?? [];
  return urns
    .map(find)
    .filter((container): container is Resource => container !== undefined && container.urn !== resource.urn);
}
