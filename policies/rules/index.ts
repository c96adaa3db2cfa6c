import { placesAreKnown } from "./places-are-known";
import type { Rule } from "./rule";
import { typesAreKnown } from "./types-are-known";
import { usDataStaysInUs } from "./us-data-stays-in-us";

/** Every rule, in the order of reports. */
export const rules: readonly Rule[] = [usDataStaysInUs, placesAreKnown, typesAreKnown];
