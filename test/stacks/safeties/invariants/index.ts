import type { Invariant } from "../invariant";
import * as awsDocuments from "./aws-documents";
import * as awsNetwork from "./aws-network";
import * as awsStores from "./aws-stores";
import * as clusters from "./clusters";
import * as filters from "./filters";
import * as googleNetwork from "./google-network";
import * as googleStores from "./google-stores";
import * as inspection from "./inspection";
import * as landing from "./landing";
import * as logs from "./logs";
import * as machines from "./machines";
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
  routes.linesLeadToTheFirewall,
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
  inspection.buildsReachOracleAlone,
  inspection.imagesAreInspected,
  machines.pipelinesAlonePushAndSign,
  clusters.clustersRunSignedImages,
  clusters.clustersAreClosed,
  clusters.releasesAreApproved,
  machines.couriersReadOneBucket,
  machines.pullersOnlyBringHome,
  awsNetwork.virginiaHasNoInternet,
  awsNetwork.virginiaLineIsInspected,
  awsNetwork.virginiaFirewallDenies,
  awsNetwork.virginiaNamesAreFiltered,
  awsStores.awsBucketsArePrivate,
  awsStores.backupsCanBeRestored,
  awsStores.couriersBringFromPrimary,
  awsStores.accessIsEvidence,
  awsDocuments.backupsRefuseTheRest,
  awsDocuments.awsServicesActForTheAccount,
  awsDocuments.awsServicesMayDoTheirPart,
  googleNetwork.googleNetworksHaveNoInternet,
  googleNetwork.googleFirewallDenies,
  googleNetwork.googleNamesStayPrivate,
  googleStores.googleBucketsArePrivate,
  googleStores.googleCopiesCanBeRestored,
  googleStores.googleGrantsAreListed,
  googleStores.googleAuditIsComplete,
  googleStores.googleTransfersStayPlanned,
];
