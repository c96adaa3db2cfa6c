import { createHash } from "node:crypto";
import { loadCatalog, type TypeRow } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import type { Cloud } from "../../policies/residency/geography";
import { Unknown, type Value } from "../../policies/residency/values";
import { provider, resource } from "../support/estates";
import { inputsOf, type Data, type Inputs } from "./inputs";
import { home } from "./plausible";
import type { Shapes } from "./shapes";

/** A place as each kind of input names it. */
export interface Spelling {
  readonly region: string;
  readonly zone: string;
  readonly zoneId: string;
  /** In OCIDs, registries and availability domains. */
  readonly key: string;
}

/** Where a row's destination is, and where it isn't; never where everything else is. */
const spelled: Readonly<Record<"abroad" | "us", Readonly<Record<Cloud, Spelling>>>> = {
  abroad: {
    aws: { region: "eu-west-1", zone: "eu-west-1a", zoneId: "euw1-az1", key: "eu-west-1" },
    gcp: { region: "europe-west1", zone: "europe-west1-b", zoneId: "europe-west1-b", key: "europe-west1" },
    oci: {
      region: "eu-frankfurt-1",
      zone: "fyxu:EU-FRANKFURT-1-AD-1",
      zoneId: "fyxu:EU-FRANKFURT-1-AD-1",
      key: "eu-frankfurt-1",
    },
  },
  us: {
    aws: { region: "us-west-2", zone: "us-west-2a", zoneId: "usw2-az1", key: "us-west-2" },
    gcp: { region: "us-west1", zone: "us-west1-a", zoneId: "us-west1-a", key: "us-west1" },
    oci: { region: "us-phoenix-1", zone: "Uocm:PHX-AD-1", zoneId: "Uocm:PHX-AD-1", key: "phx" },
  },
};

const homes: Readonly<Record<Cloud, Spelling>> = {
  aws: { region: home.aws, zone: "us-east-1a", zoneId: "use1-az1", key: home.aws },
  gcp: { region: home.gcp, zone: "us-east4-a", zoneId: "us-east4-a", key: home.gcp },
  oci: { region: home.oci, zone: "Uocm:US-ASHBURN-AD-1", zoneId: "Uocm:US-ASHBURN-AD-1", key: "iad" },
};

export type Where = "abroad" | "us" | "home" | "unknown";

const catalog = loadCatalog();

/** The row of a type that the tables have. */
export function rowOf(type: string): TypeRow {
  const row = catalog.find(type);
  if (row === undefined) throw new Error(`no row for \`${type}\``);
  return row;
}

/** Whether a resource of the type can be put where one likes, by its own inputs or its provider's. */
export function isPlaceable(type: string): boolean {
  return rowOf(type).location.some(({ kind }) => kind === "provider" || kind === "property");
}

/**
 * What puts a resource of the type somewhere: the region of its provider, and the input that its type's place is read from
 * first, if there is one.
 */
export function placing(type: string, where: Where): { readonly region: Value; readonly values: Map<string, Data> } {
  const { cloud = "aws", location } = rowOf(type);
  // What no input leads to hardware or to a subnet is placed by the next term.
  const first = location.find(({ kind }) => kind !== "site" && kind !== "within");
  const path = first?.kind === "property" ? first.path : undefined;
  if (where === "unknown") {
    const unknown = new Unknown("not-yet-known");
    return { region: unknown, values: new Map(path === undefined ? [] : [[path, unknown]]) };
  }
  const spelling = spellingOf(cloud, where);
  return { region: spelling.region, values: new Map(path === undefined ? [] : [[path, spelledAt(path, spelling)]]) };
}

/** The place in the form that an input of this name takes. */
export function spelledAt(path: string, { region, zone, zoneId }: Spelling): string {
  const leaf = path.replaceAll("[]", "").split(".").at(-1) ?? "";
  if (/zoneIds?$/i.test(leaf) || path === "location.name") return zoneId;
  return /zone|availabilityDomain/i.test(leaf) ? zone : region;
}

export function spellingOf(cloud: Cloud, where: "abroad" | "us" | "home"): Spelling {
  return where === "home" ? homes[cloud] : spelled[where][cloud];
}

/** A resource of the estate; its provider works in the place. */
export function made(type: string, name: string, where: Where, inputs: Inputs): Resource {
  const { cloud = "aws" } = rowOf(type);
  const { region } = placing(type, where);
  const its = provider(cloud, cloud === "gcp" ? { project: "shop", region } : { region });
  return resource(type, name, inputs, { provider: its, references: referencesOf(inputs) });
}

/** A whole resource that is put somewhere and does nothing. */
export function standing(shapes: Shapes, type: string, name: string, where: Where): Resource {
  const still = { type, from: [], to: [], kind: "transfer", gate: [], certainty: "certain", because: "" } as const;
  return made(type, name, where, inputsOf(shapes, still, placing(type, where).values).inputs);
}

/** A resource's output as a program passes it on, alone or in a text: `s3://*\/in`. */
export function outputOf({ urn }: Resource, name: string, around = "*"): Unknown {
  const token = `stateside${createHash("sha256").update(`${urn} ${name}`).digest("hex").slice(0, 16)}`;
  const text = around.replace("*", token);
  return new Unknown("not-yet-known", { text, outputs: new Map([[token, { urn, name, placeholder: token }]]) });
}

/** Top-level input → URNs of the outputs in it. */
function referencesOf(inputs: Inputs): Map<string, readonly string[]> {
  return new Map(
    Object.entries(inputs)
      .map(([name, data]) => [name, [...new Set(urnsIn(data))]] as const)
      .filter(([, urns]) => urns.length > 0),
  );
}

function urnsIn(data: Data): string[] {
  if (data instanceof Unknown) return [...(data.text?.outputs.values() ?? [])].map(({ urn }) => urn);
  if (typeof data !== "object") return [];
  return Object.values(data).flatMap((one: Data) => urnsIn(one));
}
