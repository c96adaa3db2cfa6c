import { secret } from "@pulumi/pulumi";
import type { Output, ProviderResource } from "@pulumi/pulumi";
import { BackupCourier } from "../../components/aws/backup-courier";
import type { BackupFirewall } from "../../components/aws/backup-firewall";
import type { BackupNetwork } from "../../components/aws/backup-network";
import { activationKey, virtualInterfaceId } from "../../components/aws/checks";
import { CourierNetwork } from "../../components/aws/courier-network";
import { InspectedLine } from "../../components/aws/inspected-line";
import { amazonAsn, PrivateLine as AwsLine } from "../../components/aws/private-line";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import { CourierAccess } from "../../components/oci/access/courier-access";
import {
  bandwidthShape,
  bgpAddress,
  bgpNumber,
  bgpSecret,
  partnerText,
} from "../../components/oci/network/line-checks";
import { PrivateLine as OracleLine } from "../../components/oci/network/private-line";
import type { LiveCenter } from "../../components/phases";
import { text } from "../config";
import { ashburn, oracle } from "../providers/oci";
import type { Outputs } from "../stack-outputs";

/** What the courier and its private line are told. */
export const courierSettings = {
  virtualInterfaceId: text(virtualInterfaceId),
  amazonAsn: text(amazonAsn).default("64512"),
  lineBandwidth: text(bandwidthShape),
  partnerName: text({ ...partnerText, example: "Megaport" }),
  partnerService: text({ ...partnerText, example: "Service" }),
  partnerServiceKey: text(partnerText).optional(),
  partnerAsn: text(bgpNumber),
  partnerAddress: text(bgpAddress),
  oracleAddress: text({ ...bgpAddress, example: "169.254.10.2/30" }),
  lineSessionKey: text(bgpSecret).optional(),
  agentActivationKey: text(activationKey).optional(),
};

interface Courier {
  readonly settings: {
    readonly accountId: string;
    readonly bucketName: string;
    readonly networkName: string;
    readonly logDays: number;
    readonly homeRegion: string;
    readonly virtualInterfaceId: string;
    readonly amazonAsn: string;
    readonly lineBandwidth: string;
    readonly partnerName: string;
    readonly partnerService: string;
    readonly partnerServiceKey?: string | undefined;
    readonly partnerAsn: string;
    readonly partnerAddress: string;
    readonly oracleAddress: string;
    readonly lineSessionKey?: string | undefined;
    readonly agentActivationKey?: string | undefined;
  };
  readonly declaration: Declaration;
  readonly center: LiveCenter & { readonly region: string };
  readonly landing: Outputs<"landing">;
  readonly primary: Outputs<"primary">;
  readonly network: BackupNetwork;
  readonly firewall: BackupFirewall;
  readonly host: Output<string>;
  readonly roleArn: string;
}

/** What brings copies: the line at both its ends, the way between line and courier, what it may read, and the courier. */
export function courier(given: Courier, opts: ComponentOptions): BackupCourier {
  const { settings, declaration, center, landing, primary, network, firewall, host } = given;
  const { accountId, bucketName } = settings;
  const { region } = center;
  const gatewayId = line(given, opts, oracle("ashburn", ashburn));
  const way = new InspectedLine(
    "backup",
    { ...declaration, region, network, endpointId: firewall.endpointId, gatewayId },
    opts,
  );
  const access = new CourierNetwork(
    "backup",
    {
      ...declaration,
      region,
      network,
      isActivating: settings.agentActivationKey === undefined,
    },
    opts,
  );
  const reads = new CourierAccess(
    `courier-${center.name}`,
    {
      ...declaration,
      center: center.name,
      tenancyId: landing("tenancyId"),
      domainName: landing("identityDomainName"),
      domainEndpoint: landing("identityDomainEndpoint"),
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      dataCompartmentId: landing("dataCompartmentId"),
      bucketName: primary("bucketName"),
      region: ashburn,
      homeRegion: settings.homeRegion,
      hubId: primary("hubId"),
      addressBlock: network.plan.courier,
    },
    { provider: oracle("home", settings.homeRegion) },
  );
  return new BackupCourier(
    "courier",
    {
      ...declaration,
      region,
      accountId,
      courierName: settings.networkName,
      network,
      access,
      source: {
        host,
        bucketName: primary("bucketName"),
        accessKey: reads.accessKey,
        secretKey: reads.secretKey,
      },
      bucketName,
      roleArn: given.roleArn,
      logDays: settings.logDays,
      ...(settings.agentActivationKey !== undefined && { activationKey: secret(settings.agentActivationKey) }),
    },
    // Whoever makes a location tries it.
    { ...opts, dependsOn: [way] },
  );
}

function line(
  { settings, declaration, center, landing, primary, network }: Courier,
  opts: ComponentOptions,
  there: ProviderResource,
): Output<string> {
  const { partnerServiceKey: serviceKey } = settings;
  const sessionKey = settings.lineSessionKey === undefined ? undefined : secret(settings.lineSessionKey);
  new OracleLine(
    `line-${center.name}`,
    {
      ...declaration,
      tenancyId: landing("tenancyId"),
      compartmentId: landing("networkCompartmentId"),
      region: ashburn,
      drgId: primary("drgId"),
      routeTableId: primary("centersTableId"),
      bandwidth: settings.lineBandwidth,
      peer: {
        kind: "partner",
        providerName: settings.partnerName,
        serviceName: settings.partnerService,
        ...(serviceKey !== undefined && { serviceKey }),
        asn: settings.partnerAsn,
        partnerAddress: settings.partnerAddress,
        oracleAddress: settings.oracleAddress,
        ...(sessionKey !== undefined && { sessionKey }),
      },
    },
    { provider: there },
  );
  const { gatewayId } = new AwsLine(
    "line",
    {
      ...declaration,
      region: center.region,
      vpcId: network.networkId,
      virtualInterfaceId: settings.virtualInterfaceId,
      asn: settings.amazonAsn,
      // Not less: a gateway tells of the whole network's block, or of nothing.
      allowedPrefixes: [network.plan.cidr],
    },
    opts,
  );
  return gatewayId;
}
