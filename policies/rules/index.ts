import { dataIsClassed } from "./data-is-classed";
import { deploymentsAreVisible } from "./deployments-are-visible";
import { placesAreKnown } from "./places-are-known";
import type { Rule } from "./rule";
import { stateStaysInUs } from "./state-stays-in-us";
import { typesAreKnown } from "./types-are-known";
import { usDataFlowsStayInUs } from "./us-data-flows-stay-in-us";
import { usDataStaysInUs } from "./us-data-stays-in-us";

/** Every rule, in the order of reports. */
export const rules: readonly Rule[] = [
  usDataStaysInUs,
  usDataFlowsStayInUs,
  dataIsClassed,
  placesAreKnown,
  typesAreKnown,
  deploymentsAreVisible,
  stateStaysInUs,
];

/** The rules of the pack: an engine shows it resources, and doesn't tell it where the state is. */
export const packRules: readonly Rule[] = rules.filter((rule) => rule !== stateStaysInUs);
