import { noBaseline, type Baseline } from "../residency/baseline";
import { loadCatalog, withOwnRows } from "../residency/catalog";
import type { Mandate } from "../residency/mandate";
import { loadMovements } from "../residency/movements";
import type { Waiver } from "../residency/waivers";
import type { Terms } from "./rule";

/**
 * What a judgement depends on beside the estate: the tables that ship, with the mandate's own types.
 * @param date the day that is judged, `YYYY-MM-DD`, UTC
 */
export function termsUnder(
  mandate: Mandate,
  date: string,
  waivers: readonly Waiver[],
  baseline: Baseline = noBaseline,
): Terms {
  return {
    ...{ mandate, date, waivers, baseline },
    catalog: withOwnRows(loadCatalog(), mandate.catalog),
    movements: loadMovements(),
  };
}
