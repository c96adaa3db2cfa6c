import { approvalKeys, readApproval } from "./approval-form";
import { clouds, lookUpPlace, nearestPlaces } from "./geography";
import type { Cloud, Lookup } from "./geography";
import type { Center, Exception, Phase, Primary } from "./mandate";
import { inWords, quote } from "./problems";
import { date, Fields, kebabCase, mapOf, oneOf, positionOf, refuse, someOf, text } from "./yaml-reader";
import type { Reader, Spot } from "./yaml-reader";

export const phases = ["dual-run", "backup-only", "draining", "deleted"] as const;

export const kinds = ["backup", "legacy"] as const;

export const cloud: Reader<Cloud> = (spot) => oneOf("cloud", clouds())(spot);

export const readPrimary: Reader<Primary> = (spot) => {
  const fields = Fields.open(spot, ["stack", "cloud", "regions", "since"]);
  if (fields === undefined) return undefined;
  const stack = fields.required("stack", text);
  const where = fields.required("cloud", cloud);
  const regions = fields.required("regions", regionsOf(where));
  const since = fields.optional("since", date);
  if (stack === undefined || where === undefined || regions === undefined) return undefined;
  return { stack, cloud: where, regions, ...(since !== undefined && { since }) };
};

/** Centers, none of which is the primary's stack or overlaps another. */
export function readCenters(primary: Primary | undefined): Reader<Center[]> {
  return (spot) => {
    const taken: Taken = new Map();
    const centers = mapOf(kebabCase, (each, name) => readCenter(each, name, primary, taken))(spot);
    return centers === undefined ? undefined : [...centers.values()];
  };
}

/** `<stack> <cloud> <region>` → the center that is there. */
type Taken = Map<string, string>;

const centerKeys = ["kind", "stack", "cloud", "regions", "phase", "phaseSince", "until", "exception"] as const;
type CenterFields = Fields<(typeof centerKeys)[number]>;

function readCenter(spot: Spot, name: string, primary: Primary | undefined, taken: Taken): Center | undefined {
  const fields = Fields.open(spot, centerKeys);
  if (fields === undefined) return undefined;
  const kind = fields.required("kind", oneOf("kind", kinds));
  const stack = fields.required("stack", text);
  const where = fields.required("cloud", cloud);
  const regions = fields.required("regions", regionsOf(where));
  const phase = fields.required("phase", oneOf("phase", phases));
  const phaseSince = fields.optional("phaseSince", date);
  const until = fields.optional("until", date);
  const exception = fields.optional("exception", readException);
  checkEnd(fields, phase, phaseSince, until);
  if (stack !== undefined && stack === primary?.stack) {
    refuse(fields.spot("stack"), () => `stack ${quote(stack)} is the primary's; use another stack for a center`);
  }
  if (kind === undefined || stack === undefined || where === undefined) return undefined;
  if (regions === undefined || phase === undefined) return undefined;
  checkOverlap(fields, { name, stack, cloud: where, regions }, taken);
  return {
    name,
    kind,
    stack,
    cloud: where,
    regions,
    phase,
    ...(phaseSince !== undefined && { phaseSince }),
    ...(until !== undefined && { until }),
    ...(exception !== undefined && { exception }),
    position: positionOf(spot),
  };
}

/** A deleted center may have ended before its phase began: what is held is deleted from the day after the end. */
function checkEnd(fields: CenterFields, phase?: Phase, phaseSince?: string, until?: string): void {
  if ((phase === "draining" || phase === "deleted") && !fields.has("until")) {
    refuse(fields.spot("phase"), () => `missing key \`until\`; phase ${quote(phase)} needs the last day of data there`);
  }
  if (phase === "deleted" || phaseSince === undefined || until === undefined || until >= phaseSince) return;
  refuse(
    fields.spot("until"),
    () => `until ${quote(until)} is before phaseSince ${quote(phaseSince)}; use a later day`,
  );
}

function checkOverlap(
  fields: CenterFields,
  center: Pick<Center, "name" | "stack" | "cloud" | "regions">,
  taken: Taken,
): void {
  const keyed = center.regions.map((region) => ({ region, key: `${center.stack} ${center.cloud} ${region}` }));
  const shared = keyed.find(({ key }) => taken.has(key));
  for (const { key } of keyed) if (!taken.has(key)) taken.set(key, center.name);
  if (shared === undefined) return;
  const other = taken.get(shared.key) ?? "";
  refuse(
    fields.spot("stack"),
    () =>
      `stack ${quote(center.stack)} in ${quote(shared.region)} is center ${quote(other)} already; ` +
      "use another stack or other regions",
  );
}

const readException: Reader<Exception> = (spot) => {
  const fields = Fields.open(spot, approvalKeys);
  const approval = fields && readApproval(fields);
  return approval && { ...approval, position: positionOf(spot) };
};

/** The cloud's regions, by the ids that places have; any text where the cloud itself can't be read, which was told. */
function regionsOf(where: Cloud | undefined): Reader<string[]> {
  if (where === undefined) return someOf(text);
  return (spot) => {
    const names = someOf((member) => readRegion(member, where))(spot);
    return names && [...new Set(names.flatMap((name) => regionsIn(where, name)))];
  };
}

/** A region or multi-region. A zone only if it stands for itself: its region would be more than it says. */
function readRegion(spot: Spot, where: Cloud): string | undefined {
  const name = text(spot);
  if (name === undefined) return undefined;
  const found = lookUpPlace(where, name);
  if (found.kind === "place" && (found.place.kind !== "zone" || found.place.regions.includes(found.place.id))) {
    return found.place.id;
  }
  refuse(spot, () => `unknown ${where} region ${quote(name)}; ${adviceFor(where, name, found)}`);
  return undefined;
}

function regionsIn(where: Cloud, name: string): readonly string[] {
  const found = lookUpPlace(where, name);
  return found.kind === "place" ? found.place.regions : [];
}

function adviceFor(where: Cloud, name: string, found: Lookup): string {
  if (found.kind === "global") return "what is global is in no region";
  if (found.kind === "place") return `it is a zone, so use ${inWords(found.place.regions.map(quote))}`;
  const near = nearestPlaces(where, name);
  if (near.length > 0) return `use ${inWords(near.map(quote))}`;
  const other = clouds().find((each) => lookUpPlace(each, name).kind === "place");
  return other === undefined ? found.reason : `it is a region of \`${other}\``;
}
