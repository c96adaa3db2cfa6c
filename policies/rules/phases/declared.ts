import type { Mandate } from "../../residency/mandate";

type Declared = Pick<Mandate, "primary" | "centers">;

/** Why a rule about the primary can't be judged; undefined where there is one. */
export function lacksPrimary(mandate: Declared): string | undefined {
  return lacksBoth(mandate) ?? (mandate.primary === undefined ? "the mandate has no `primary`" : undefined);
}

/** Why a rule about centers can't be judged; undefined where there are some. */
export function lacksCenters(mandate: Declared): string | undefined {
  return lacksBoth(mandate) ?? (mandate.centers.length === 0 ? "the mandate has no `centers`" : undefined);
}

/** One reason for all rules about them, so that it is told once. */
export function lacksBoth({ primary, centers }: Declared): string | undefined {
  return primary === undefined && centers.length === 0 ? "the mandate has neither `primary` nor `centers`" : undefined;
}
