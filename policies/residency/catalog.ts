import { containersTable, type ContainerRow } from "./containers";
import { type Cloud, clouds } from "./geography";
import { typesNear } from "./near-types";
import { cloudOf } from "./type-token";
import { oneOf, parseTable, Table } from "./table";

/** What a type does with content; where two fit, the first wins (residency.md, section 6). */
export const roles = ["store", "transfer", "compute", "network", "access", "control"] as const;
export type Role = (typeof roles)[number];

/** True for what content rests in, is moved by, or is processed by: what has a class. */
export function handlesContent(role: Role | undefined): role is "store" | "transfer" | "compute" {
  return role === "store" || role === "transfer" || role === "compute";
}

/** What kind of content a store holds. */
export const holdings = ["content", "backup", "keys", "secrets", "logs", "artifacts", "transient"] as const;
export type Holding = (typeof holdings)[number];

/** One way to find a resource's place; a rule is a chain of them, of which the first that applies decides. */
export type LocationTerm =
  | { readonly kind: "provider" | "global" | "nowhere" }
  /** Dedicated hardware, which stands where its owner put it; the input that names it, where the resource isn't the hardware itself. */
  | { readonly kind: "site"; readonly path?: string }
  | { readonly kind: "property" | "via" | "within"; readonly path: string }
  | { readonly kind: "fixed"; readonly place: string };

/** One row of `data/types/*.tsv`. */
export interface TypeRow {
  readonly type: string;
  /** Absent for packages that aren't one of the clouds. */
  readonly cloud?: Cloud;
  readonly role: Role;
  readonly location: readonly LocationTerm[];
  /** For stores only. */
  readonly holds?: Holding;
  /** The input that carries tags or labels. */
  readonly label?: string;
  /** The input or sentence of documentation that decided. */
  readonly because: string;
}

export interface Catalog {
  find(type: string): TypeRow | undefined;
  /** Types whose names are near, best first. */
  near(type: string): readonly string[];
  /** What `containers.tsv` says that the type's content is a part of. */
  containersOf(type: string): readonly ContainerRow[];
}

/** The tables, each in a file of its own. */
export const tables = ["oci", "aws", "gcp", "common"] as const;

const columns = ["type", "role", "location", "holds", "label", "because"] as const;

/** The catalog that ships with the kernel; a table is read when a type of its package is first asked for. */
export function loadCatalog(): Catalog {
  const common = new Table("types/common.tsv", parseRow);
  const byCloud = new Map(clouds().map((cloud) => [cloud as string, new Table(`types/${cloud}.tsv`, parseRow)]));
  const all = [...byCloud.values(), common];
  const containers = containersTable();
  let near: Catalog["near"] | undefined;
  return {
    find: (type) => (byCloud.get(type.slice(0, type.indexOf(":"))) ?? common).of(type)[0],
    near: (type) => (near ??= typesNear(all.flatMap((table) => [...table.keys()])))(type),
    containersOf: (type) => containers.of(type),
  };
}

/** Every type that the catalog has a row for. */
export function knownTypes(): string[] {
  return tables.flatMap((name) => [...new Table(`types/${name}.tsv`, parseRow).keys()]);
}

/** A catalog with an organization's own rows, for types that it lacks. */
export function withOwnRows(catalog: Catalog, own: readonly { readonly row: TypeRow }[]): Catalog {
  if (own.length === 0) return catalog;
  const rows = new Map(own.map(({ row }) => [row.type, row]));
  return { ...catalog, find: (type) => catalog.find(type) ?? rows.get(type) };
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseTypes(text: string, file: string): TypeRow[] {
  return parseTable(text, file, columns, parseRow);
}

/** Reads a chain such as `property:location|fixed:US`. */
export function parseLocation(text: string): LocationTerm[] {
  return text.split("|").map((term): LocationTerm => {
    const [kind, ...rest] = term.split(":");
    const argument = rest.join(":");
    if (kind === "site") return argument === "" ? { kind } : { kind, path: argument };
    if (kind === "provider" || kind === "global" || kind === "nowhere") {
      if (argument === "") return { kind };
    } else if (argument !== "") {
      if (kind === "property" || kind === "via" || kind === "within") return { kind, path: argument };
      if (kind === "fixed") return { kind, place: argument };
    }
    throw new Error(
      `unknown location \`${term}\`; use \`provider\`, \`property:<path>\`, \`via:<path>\`, \`within:<path>\`, \`site\`, \`site:<path>\`, \`fixed:<region>\`, \`global\` or \`nowhere\``,
    );
  });
}

function parseRow(cells: readonly string[]): TypeRow {
  const [type = "", role = "", location = "", holds = "", label = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  const cloud = cloudOf(type);
  const known = oneOf(roles, role, "role");
  if ((known === "store") !== (holds !== "-"))
    throw new Error(`\`${type}\`: a store says what it holds, and nothing else does`);
  return {
    type,
    role: known,
    location: parseLocation(location),
    because,
    ...(cloud && { cloud }),
    ...(holds !== "-" && { holds: oneOf(holdings, holds, "holds") }),
    ...(label !== "-" && { label }),
  };
}
