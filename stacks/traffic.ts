import { hostName, stackName, usRegion } from "../components/checks";
import { AuthorityAccess } from "../components/oci/traffic/authority-access";
import { logDays, ocidIn, oracleAuthorityName } from "../components/oci/checks";
import { entryPointText, parseEntryPoint } from "../components/oci/traffic/entry-points";
import { answerSeconds, dnssecStates, PublicName, usVantagePoint } from "../components/oci/traffic/public-name";
import { urlPath } from "../components/oci/traffic/served-application";
import { bandwidth, TrafficGateway } from "../components/oci/traffic/traffic-gateway";
import { countryCode, requestRate } from "../components/oci/traffic/web-firewall";
import { listOf, numberOf, oneOf, readSettings, text } from "./config";
import { outputsOf } from "./stack-outputs";
import { ashburn, oracle, phoenix } from "./providers/oci";

export const trafficSettings = {
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  domainName: text({ ...hostName, example: "example.com" }),
  hostNames: listOf(hostName, 1, 10),
  certificateId: text(ocidIn("certificate", ashburn)),
  standbyCertificateId: text(ocidIn("certificate", phoenix)),
  certificateIssuer: text({ ...hostName, example: "letsencrypt.org" }).optional(),
  applicationAddresses: listOf(entryPointText, 1, 512),
  standbyAddresses: listOf(entryPointText, 1, 512),
  healthPath: text(urlPath).default("/healthz"),
  minimumMbps: numberOf(bandwidth(10)).default(10),
  maximumMbps: numberOf(bandwidth(10)).default(100),
  requestsPerMinute: numberOf(requestRate).default(600),
  admittedCountries: listOf(countryCode, 1, 50).default([]),
  vantagePoints: listOf(usVantagePoint, 3, 9).default(["aws-pdx", "azr-iad1", "goo-cbf"]),
  answerSeconds: numberOf(answerSeconds).default(30),
  dnssecState: oneOf(dnssecStates).default("DISABLED"),
  authorityName: text(oracleAuthorityName).default("us-enclave"),
  logDays: numberOf(logDays).default(180),
  landingStack: text(stackName).optional(),
  primaryStack: text(stackName).optional(),
};

/** Where US users' requests come in: the enclave's names, its two gateways, and nothing else. */
export function traffic() {
  const settings = readSettings(trafficSettings);
  const { owner, dataClass, hostNames, healthPath, authorityName } = settings;
  const declaration = { owner, dataClass };
  const inAshburn = { provider: oracle("ashburn", ashburn) };
  const inPhoenix = { provider: oracle("phoenix", phoenix) };
  const landing = outputsOf("landing", settings.landingStack);
  const primary = outputsOf("primary", settings.primaryStack);
  const networkCompartmentId = landing("networkCompartmentId");
  const keysCompartmentId = landing("keysCompartmentId");

  const authorityAccess = new AuthorityAccess(
    "traffic",
    {
      ...declaration,
      tenancyId: landing("tenancyId"),
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      keysCompartmentId,
      keyId: primary("authorityKeyId"),
      standbyKeyId: primary("standbyAuthorityKeyId"),
    },
    { provider: oracle("home", settings.homeRegion) },
  );
  const { minimumMbps, maximumMbps, requestsPerMinute, admittedCountries } = settings;
  const both = {
    ...declaration,
    networkCompartmentId,
    keysCompartmentId,
    logDays: settings.logDays,
    hostNames,
    healthPath,
    authorityAccess,
    minimumMbps,
    maximumMbps,
    requestsPerMinute,
    admittedCountries,
  };
  const gateway = new TrafficGateway(
    "traffic",
    {
      ...both,
      region: ashburn,
      subnetId: primary("trafficSubnetId"),
      groupId: primary("trafficGroupId"),
      logGroupId: primary("logGroupId"),
      applicationCidr: primary("applicationCidr"),
      entryPoints: settings.applicationAddresses.map(parseEntryPoint),
      certificateId: settings.certificateId,
      authorityName: `${authorityName}-ashburn`,
      authorityKeyId: primary("authorityKeyId"),
    },
    inAshburn,
  );
  const standby = new TrafficGateway(
    "traffic-standby",
    {
      ...both,
      region: phoenix,
      subnetId: primary("standbyTrafficSubnetId"),
      groupId: primary("standbyTrafficGroupId"),
      logGroupId: primary("standbyLogGroupId"),
      applicationCidr: primary("standbyApplicationCidr"),
      entryPoints: settings.standbyAddresses.map(parseEntryPoint),
      certificateId: settings.standbyCertificateId,
      authorityName: `${authorityName}-phoenix`,
      authorityKeyId: primary("standbyAuthorityKeyId"),
    },
    inPhoenix,
  );
  const name = new PublicName(
    "traffic",
    {
      ...declaration,
      networkCompartmentId,
      domainName: settings.domainName,
      hostNames,
      address: gateway.address,
      standbyAddress: standby.address,
      healthPath,
      vantagePoints: settings.vantagePoints,
      answerSeconds: settings.answerSeconds,
      dnssecState: settings.dnssecState,
      ...(settings.certificateIssuer !== undefined && { certificateIssuer: settings.certificateIssuer }),
    },
    inAshburn,
  );

  return {
    address: gateway.address,
    standbyAddress: standby.address,
    zoneId: name.zoneId,
    nameServers: name.nameServers,
    authorityId: gateway.authorityId,
    standbyAuthorityId: standby.authorityId,
  };
}
