import { country } from "./countries";
import type { AuditStore, DataClass, Duty, Effect, Mandate } from "./mandate";
import { readCatalog } from "./mandate-catalog";
import { readCenters, readPrimary } from "./mandate-centers";
import { dutiesOfLaterRules, readDuties } from "./mandate-duties";
import { checkLaterKeys, laterKeys } from "./mandate-later";
import { loweringLabels, readDeclassifications } from "./mandate-lowering";
import { readScope } from "./mandate-scope";
import { readSites } from "./mandate-sites";
import { quote } from "./problems";
import { causes } from "./values";
import type { Cause } from "./values";
import {
  Fields,
  flag,
  glob,
  isList,
  kebabCase,
  mapOf,
  oneOf,
  positionOf,
  refuse,
  setOf,
  someOf,
  text,
} from "./yaml-reader";
import type { Reader, Spot } from "./yaml-reader";

export const effects = ["block", "warn"] as const;

export const defaultClassName = "us-user";

export const defaultClasses: ReadonlyMap<string, DataClass> = new Map<string, DataClass>([
  ["us-user", { name: "us-user", countries: ["US"] }],
  ["operational", { name: "operational", countries: "any", reason: "no user content" }],
]);

export const defaultEffects: Readonly<Record<Cause, Effect>> = {
  "not-yet-known": "warn",
  possible: "warn",
  unreadable: "block",
  unresolvable: "block",
  "not-stated": "block",
  "not-seen": "block",
  ignored: "block",
  encrypted: "block",
};

/** Keys of the mandate that decide something, in the order of the file. */
export const judgedKeys = [
  "name",
  "classes",
  "defaultClass",
  "loweringLabels",
  "declassify",
  "effects",
  "scope",
  "catalog",
  "sites",
  "territories",
  "primary",
  "centers",
  "approvers",
  "duties",
  "audit",
] as const;

/** The form of `mandate.yaml`. */
export function mandateForm(source: string): Reader<Mandate> {
  return (spot) => {
    const fields = Fields.open(spot, [...judgedKeys, ...laterKeys]);
    if (fields === undefined) return undefined;
    const name = fields.required("name", text);
    const declared = fields.optional("classes", mapOf(kebabCase, readClass));
    const classes = declared ?? defaultClasses;
    const names = [...classes.keys()];
    // What can't be read as classes was told; that a name isn't among them would only repeat it.
    const unread = declared === undefined && fields.has("classes");
    const className = unread || names.length === 0 ? text : oneOf("class", names);
    const defaultClass = fields.optional("defaultClass", className) ?? defaultClassName;
    if ((names.length === 0 || !fields.has("defaultClass")) && !classes.has(defaultClass)) {
      refuse(
        fields.spot("classes"),
        () => `missing class ${quote(defaultClass)}; add it, or name another \`defaultClass\``,
      );
    }
    const lowering = fields.optional("loweringLabels", oneOf("loweringLabels", loweringLabels)) ?? "allow";
    const declassify =
      fields.optional("declassify", readDeclassifications(className, unread ? new Map() : classes)) ?? [];
    const overrides = fields.optional("effects", readEffects);
    const primary = fields.optional("primary", readPrimary);
    const centers = fields.optional("centers", readCenters(primary)) ?? [];
    const scope = fields.optional("scope", readScope(className)) ?? [];
    const catalog = fields.optional("catalog", readCatalog) ?? [];
    const sites = fields.optional("sites", readSites) ?? [];
    const territories = fields.optional("territories", flag) ?? false;
    const approvers = fields.optional("approvers", setOf(text)) ?? [];
    const duties = fields.optional("duties", readDuties) ?? new Map<string, Duty>();
    const auditStores = fields.optional("audit", readAudit) ?? [];
    const notInEffect = [...checkLaterKeys(fields), ...dutiesOfLaterRules(duties)].toSorted();
    if (name === undefined) return undefined;
    return {
      name,
      source,
      classes,
      defaultClass,
      loweringLabels: lowering,
      declassify,
      effects: { ...defaultEffects, ...overrides },
      ...(primary !== undefined && { primary }),
      centers,
      scope,
      catalog,
      sites,
      territories,
      approvers,
      duties,
      auditStores,
      notInEffect,
    };
  };
}

/** A class keeps its name when its countries can't be read, so that what refers to it isn't refused too. */
function readClass(spot: Spot, name: string): DataClass {
  const fields = Fields.open(spot, ["countries", "reason"]);
  const countries = fields?.required("countries", readCountries) ?? [];
  const reason = fields?.optional("reason", text);
  if (fields !== undefined && countries === "any" && !fields.has("reason")) {
    refuse(fields.spot("countries"), () => "missing key `reason`; countries `any` need one");
  }
  return { name, countries, ...(reason !== undefined && { reason }) };
}

/** Stores of the audit trail: none may be every store. */
const readAudit: Reader<AuditStore[]> = (spot) => Fields.open(spot, ["stores"])?.optional("stores", auditStores);

const auditStores: Reader<AuditStore[]> = (spot) => {
  const stores: AuditStore[] = [];
  const position = (member: Spot) => {
    const at = auditStore(member);
    if (at !== undefined) stores.push({ at, position: positionOf(member) });
    return at;
  };
  return setOf(position)(spot) && stores;
};

const auditStore: Reader<string> = (spot) => {
  const at = glob(spot);
  if (at === undefined || !/^[*?:]*$/.test(at)) return at;
  refuse(spot, () => `${quote(at)} names every store; name those of the audit trail by their URNs`);
  return undefined;
};

const readCountries: Reader<DataClass["countries"]> = (spot) => {
  if (isList(spot)) return someOf(country)(spot);
  const word = text(spot);
  if (word === undefined || word === "any") return word;
  refuse(spot, () => `unknown countries ${quote(word)}; use a list of codes, such as \`[US]\`, or \`any\``);
  return undefined;
};

const readEffects: Reader<Partial<Record<Cause, Effect>>> = (spot) => {
  const fields = Fields.open(spot, causes);
  if (fields === undefined) return undefined;
  const found: Partial<Record<Cause, Effect>> = {};
  for (const cause of causes) {
    const effect = fields.optional(cause, oneOf("effect", effects));
    if (effect !== undefined) found[cause] = effect;
  }
  return found;
};
