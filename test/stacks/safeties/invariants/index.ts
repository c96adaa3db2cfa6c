import type { Invariant } from "../invariant";
import * as filters from "./filters";
import * as landing from "./landing";
import * as logs from "./logs";
import * as networks from "./networks";
import * as routes from "./routes";
import * as signOn from "./sign-on";
import * as statements from "./statements";
import * as stores from "./stores";
import * as traffic from "./traffic";

/** Every invariant of the enclave, in the order of its page. */
export const invariants: readonly Invariant[] = [
  routes.flowsArriveThroughOneFirewall,
  routes.noWayIsUninspected,
  filters.firewallsPassFlowsAlone,
  filters.groupsPassFlowsAlone,
  filters.interfacesAreInGroups,
  networks.defaultListsAreEmpty,
  networks.firewallsSeeAllPackets,
  networks.gatewaysAreInHubs,
  networks.innerSubnetsArePrivate,
  networks.namesResolveWithin,
  logs.subnetsAreLogged,
  logs.whatPassesIsLogged,
  logs.logsBecomeEvidence,
  logs.evidenceIsLocked,
  stores.storesHaveOwnKeys,
  stores.keysAreInHardware,
  stores.compartmentsPartDuties,
  stores.bucketsArePrivate,
  stores.dataIsInBothRegions,
  stores.deletionCanBeUndone,
  stores.whatIsReplacedEnds,
  stores.storesAskWhoComes,
  statements.statementsNameTheKnown,
  statements.peopleComeFromOffices,
  statements.requestsStayInUs,
  statements.verbsAreNarrowed,
  statements.contentIsForGatekeepers,
  statements.servicesUseTheirOwn,
  statements.servicesMayDoTheirPart,
  statements.officesAreClosed,
  landing.quotasAreComplete,
  landing.zonesCoverWhatIsKept,
  landing.problemsAreTold,
  landing.auditEventsAreKept,
  landing.labelsAreRequired,
  landing.everythingIsLabeled,
  landing.otherCloudsAreClosedAbroad,
  signOn.signOnTakesTwoFactors,
  signOn.passwordsAreStrong,
  signOn.identitiesStayInUs,
  traffic.usersComeByTls,
  traffic.applicationIsKnownByCertificate,
  traffic.requestsAreInspected,
  traffic.namesAnswerWithTheEnclave,
  traffic.healthIsAskedFromUs,
  traffic.balancersAreKept,
];
