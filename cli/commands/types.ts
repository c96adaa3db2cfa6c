import { dependencies } from "../../package.json";
import { type Catalog, loadCatalog, type LocationTerm, type TypeRow } from "../../policies/residency/catalog";
import type { ContainerRow } from "../../policies/residency/containers";
import { type GateTerm, loadMovements, type MovementRow, type Movements } from "../../policies/residency/movements";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { escapeText } from "../../policies/residency/terminal-safe";
import { print, type Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/**
 * Prints what the catalog knows of types.
 * @throws UsageError for a type that it doesn't know, WriteError
 */
export async function types({ words: names }: Given<"types">, io: Io): Promise<Ending> {
  const catalog = loadCatalog();
  const movements = loadMovements();
  const rows = names.map((name) => ({ name, row: catalog.find(name) }));
  const unknown = rows.filter(({ row }) => row === undefined).map(({ name }) => unknownType(name, catalog.near(name)));
  if (unknown.length > 0) throw new UsageError(unknown, "stateside types --help");
  const texts = rows.flatMap(({ row }) => (row ? [typeText(row, catalog, movements)] : []));
  await print(io.stdout, `${texts.join("\n\n")}\n`);
  return "clean";
}

function unknownType(name: string, near: readonly string[]): string {
  const advice =
    near.length > 0
      ? `did you mean ${near.map((type) => `\`${type}\``).join(" or ")}?`
      : "a type is written package:module:Name, such as aws:s3/bucket:Bucket; one that nobody has judged is refused by types-are-known";
  return `unknown type \`${escapeText(name)}\`; ${advice}`;
}

function typeText(row: TypeRow, catalog: Catalog, movements: Movements): string {
  const facts: (readonly [string, string])[] = [
    ["role", row.holds === undefined ? row.role : `${row.role}, holds ${row.holds}`],
    ["place", row.location.map((term) => placeText(term, row)).join("; else ")],
    ...catalog.containersOf(row.type).map((container) => ["part of", containerText(container)] as const),
    ["label", row.label === undefined ? "none of its own" : labelText(row.label)],
    ["because", row.because],
    ["source", sourceText(row)],
  ];
  return [
    row.type,
    ...facts.map(([name, text]) => `  ${name.padEnd(9)}${text}`),
    ...movementTexts(row, movements),
  ].join("\n");
}

function placeText(term: LocationTerm, { cloud }: TypeRow): string {
  switch (term.kind) {
    case "site":
      return term.path === undefined
        ? "where its owner put the hardware, which a mandate's `sites` say"
        : `where the hardware stands that \`${term.path}\` names, if it is there: a mandate's \`sites\` say so`;
    case "provider":
      return cloud === "aws" ? "its `region`, else its provider's region" : "its provider's region";
    case "property":
      return `what \`${term.path}\` names`;
    case "via":
      return `where the resource is that \`${term.path}\` refers to`;
    case "within":
      return `the Local Zone or hardware of the subnet that \`${term.path}\` refers to, if it is a resource in such`;
    case "fixed":
      return `always ${term.place}`;
    case "global":
      return "global: not tied to a region";
    case "nowhere":
      return "nowhere: exists in Pulumi only";
  }
}

/** What declares the class of a type's data where it has no label of its own. */
function containerText({ input, because }: ContainerRow): string {
  return input === undefined ? `nothing: ${because}` : `what \`${input}\` refers to: ${because}`;
}

function labelText(label: string): string {
  return label === "freeformTags"
    ? "`data-class` in `freeformTags` or `definedTags`"
    : `\`data-class\` in \`${label}\``;
}

/** The page of the documentation that was judged, and the version of the SDK. */
function sourceText({ type, cloud }: TypeRow): string {
  if (cloud === undefined) return "the documentation of its package";
  const [, module = ""] = type.split(":");
  const page = module.replace(/^index\//, "").toLowerCase();
  const address = `https://www.pulumi.com/registry/packages/${cloud}/api-docs/${page}/`;
  return `@pulumi/${cloud} ${dependencies[`@pulumi/${cloud}`]}, ${address}`;
}

function movementTexts({ type, role }: TypeRow, movements: Movements): string[] {
  const rows = movements.of(type);
  const why = movements.whyNone(type);
  if (rows.length > 0) return ["  moves data", ...rows.flatMap(movementText)];
  if (why !== undefined) return [`  ${"moves".padEnd(9)}nothing: ${why}`];
  return role === "store" || role === "transfer" ? [`  ${"moves".padEnd(9)}nothing by its own inputs`] : [];
}

function movementText({ from, to, kind, names, gate, certainty, because }: MovementRow): string[] {
  const source = from.length === 0 ? "itself" : from.map((paths) => paths.map(quoted).join(" and ")).join(" or ");
  const destination = to.length === 0 ? "itself" : `${to.map(quoted).join(" and ")} (${names ?? ""})`;
  return [
    `    ${kind}, ${certainty}`,
    `      from   ${source}`,
    `      to     ${destination}`,
    ...(gate.length === 0 ? [] : [`      if     ${gate.map(gateText).join(" and ")}`]),
    `      why    ${because}`,
  ];
}

function gateText({ path, test, values }: GateTerm): string {
  switch (test) {
    case "set":
      return `\`${path}\` is set`;
    case "unset":
      return `\`${path}\` isn't set`;
    case "is":
      return `\`${path}\` is ${values.join(" or ")}`;
    case "is-not":
      return `\`${path}\` isn't ${values.join(" or ")}`;
  }
}

function quoted(path: string): string {
  return `\`${path}\``;
}
