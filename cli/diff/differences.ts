import type { Difference } from "./difference";

/** What two of the same name differ in, in the order of the aspects. */
export function differences<T, What extends string>(
  base: T,
  head: T,
  aspects: Readonly<Record<What, (item: T) => string | null>>,
): Difference<What>[] {
  const found: Difference<What>[] = [];
  // SAFETY: the keys of the record are its aspects.
  for (const what of Object.keys(aspects) as What[]) {
    const [before, after] = [aspects[what](base), aspects[what](head)];
    if (before !== after) found.push({ what, base: before, head: after });
  }
  return found;
}
