import { holdings, loadCatalog, parseLocation, roles, type LocationTerm, handlesContent } from "./catalog";
import { lookUpPlace, nearestPlaces, type Cloud } from "./geography";
import type { CatalogEntry } from "./mandate";
import { cloud } from "./mandate-centers";
import { inWords, quote } from "./problems";
import { cloudOf } from "./type-token";
import { Fields, listOf, oneOf, positionOf, refuse, text, type Reader, type Spot } from "./yaml-reader";

/** Rows for types that the catalog lacks, one for each: what it covers is judged already, and isn't anybody's to change. */
export const readCatalog: Reader<CatalogEntry[]> = (spot) => {
  const lines = new Map<string, number>();
  return listOf((each) => {
    const entry = readRow(each);
    if (entry === undefined) return undefined;
    const { type } = entry.row;
    const before = lines.get(type);
    if (before !== undefined) refuse(each, () => `type ${quote(type)} has a row on line ${before} already; keep one`);
    else lines.set(type, entry.position.line);
    return entry;
  })(spot);
};

const keys = ["type", "role", "location", "cloud", "holds", "label", "because"] as const;

function readRow(spot: Spot): CatalogEntry | undefined {
  const fields = Fields.open(spot, keys);
  if (fields === undefined) return undefined;
  const type = fields.required("type", ownType);
  const role = fields.required("role", oneOf("role", roles));
  const its = fields.optional("cloud", cloud);
  const location = fields.required("location", locationOf(its));
  const holds = fields.optional("holds", oneOf("holds", holdings));
  const label = fields.optional("label", text);
  const because = fields.required("because", text);
  if (role === "store" && !fields.has("holds")) {
    refuse(
      fields.spot("role"),
      () => `missing key \`holds\`; a store says what it holds: ${inWords(holdings.map(quote))}`,
    );
  }
  if (role !== undefined && role !== "store" && holds !== undefined) {
    refuse(fields.spot("holds"), () => `only a store holds something, and this is a ${role}; take \`holds\` out`);
  }
  if (role === "transfer" && location?.some(({ kind }) => kind === "global") === true) {
    const message =
      "a global transfer is judged by its movements, which a row of the mandate can't tell; state its place";
    refuse(fields.spot("location"), () => message);
  }
  if (handlesContent(role) && location?.some(({ kind }) => kind === "nowhere") === true) {
    refuse(
      fields.spot("location"),
      () => `what is nowhere exists only in Pulumi, and this is a ${role}; state its place`,
    );
  }
  if (type === undefined || role === undefined || location === undefined || because === undefined) return undefined;
  const row = {
    ...{ type, role, location, because },
    ...(its !== undefined && { cloud: its }),
    ...(holds !== undefined && { holds }),
    ...(label !== undefined && { label }),
  };
  return { row, position: positionOf(spot) };
}

const ownType: Reader<string> = (spot) => {
  const type = text(spot);
  if (type === undefined) return undefined;
  if (!/^[a-z][a-z0-9-]*:[\w/.-]*:[\w.-]+$/i.test(type)) {
    refuse(spot, () => `unfit type ${quote(type)}; use a resource type, such as \`snowflake:index/database:Database\``);
    return undefined;
  }
  const of = cloudOf(type);
  if (of !== undefined || loadCatalog().find(type) !== undefined) {
    const what = of === undefined ? `type ${quote(type)}` : `package ${quote(of)}`;
    refuse(spot, () => `${what} is in the catalog already; rows are for packages that it doesn't cover`);
    return undefined;
  }
  return type;
};

/** A chain of location terms; those that name places need a cloud, whose regions they name. */
function locationOf(its: Cloud | undefined): Reader<LocationTerm[]> {
  return (spot) => {
    const chain = text(spot);
    if (chain === undefined) return undefined;
    let terms: LocationTerm[];
    try {
      terms = parseLocation(chain);
    } catch {
      const allowed =
        "`property:<path>`, `via:<path>`, `fixed:<region>`, `provider`, `global` or `nowhere`, joined by `|`";
      refuse(spot, () => `unknown location ${quote(chain)}; use ${allowed}`);
      return undefined;
    }
    for (const term of terms) refuseTerm(spot, term, its);
    return terms;
  };
}

function refuseTerm(spot: Spot, term: LocationTerm, its: Cloud | undefined): void {
  if (term.kind === "global" || term.kind === "nowhere") return;
  if (its === undefined) {
    refuse(spot, () => `location \`${term.kind}\` needs the key \`cloud\`: the cloud whose regions it names`);
    return;
  }
  if (term.kind !== "fixed" || lookUpPlace(its, term.place).kind !== "unlisted") return;
  const near = nearestPlaces(its, term.place).map(quote);
  refuse(
    spot,
    () =>
      `unknown ${its} region ${quote(term.place)}; ${near.length > 0 ? `use ${inWords(near)}` : `use a region of ${its}`}`,
  );
}
