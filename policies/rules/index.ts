import { backupsDrainOnTime } from "./backups-drain-on-time";
import { backupsOnlyReceive } from "./backups-only-receive";
import { backupsStayInDeclaredCenters } from "./backups-stay-in-declared-centers";
import { dataIsClassed } from "./data-is-classed";
import { deletionIsIrretrievable } from "./deletion-is-irretrievable";
import { deploymentsAreVisible } from "./deployments-are-visible";
import { placesAreKnown } from "./places-are-known";
import { primaryIsOracle } from "./primary-is-oracle";
import type { Rule } from "./rule";
import { stateStaysInUs } from "./state-stays-in-us";
import { typesAreKnown } from "./types-are-known";
import { usDataFlowsStayInUs } from "./us-data-flows-stay-in-us";
import { usDataStaysInUs } from "./us-data-stays-in-us";
import { usDataHasASecondUsRegion } from "./us-data-has-a-second-us-region";
import { waiversAreValid } from "./waivers-are-valid";

/** Every rule, in the order of reports. */
export const rules: readonly Rule[] = [
  usDataStaysInUs,
  usDataFlowsStayInUs,
  dataIsClassed,
  placesAreKnown,
  typesAreKnown,
  deploymentsAreVisible,
  stateStaysInUs,
  primaryIsOracle,
  backupsStayInDeclaredCenters,
  backupsOnlyReceive,
  backupsDrainOnTime,
  deletionIsIrretrievable,
  usDataHasASecondUsRegion,
  waiversAreValid,
];

/** The rules of the pack: an engine shows it resources, and doesn't tell it where the state is. */
export const packRules: readonly Rule[] = rules.filter((rule) => rule !== stateStaysInUs);
