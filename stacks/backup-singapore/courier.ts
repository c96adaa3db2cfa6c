import type { Declaration } from "../../components/declaration";
import { BackupCourier } from "../../components/gcp/backup-courier";
import type { BackupBucket } from "../../components/gcp/backup-bucket";
import { BackupNetwork } from "../../components/gcp/backup-network";
import { courierName, googleImage, googleZone, machineBlock, oracleServiceRange } from "../../components/gcp/checks";
import { CourierMachines } from "../../components/gcp/courier-machines";
import { PrivateLine as GoogleEnd, pairedRegion } from "../../components/gcp/private-line";
import { CourierAccess } from "../../components/oci/access/courier-access";
import { s3Host } from "../../components/oci/data/s3-endpoint";
import { googleShape } from "../../components/oci/network/line-checks";
import { PrivateLine as OracleEnd } from "../../components/oci/network/private-line";
import { listOf, text, wholeFrom } from "../config";
import type { LiveCenter } from "../../components/phases";
import type { google } from "../providers/gcp";
import { ashburn } from "../providers/oci";
import type { oracle } from "../providers/oci";
import type { Outputs } from "../stack-outputs";

export const courierSettings = {
  courierName: text(courierName).default("courier"),
  courierBlock: text(machineBlock),
  courierZones: listOf(googleZone, 1, 3),
  agentImage: text(googleImage),
  copyHours: wholeFrom(1, 24, "hours").default(4),
  lineRegion: text(pairedRegion).default("us-east4"),
  lineBandwidth: text(googleShape).default("1 Gbps"),
  storageRanges: listOf(oracleServiceRange, 1, 20),
};

interface Given {
  readonly settings: {
    readonly projectId: string;
    readonly homeRegion: string;
    readonly courierName: string;
    readonly courierBlock: string;
    readonly courierZones: readonly string[];
    readonly agentImage: string;
    readonly copyHours: number;
    readonly keyDestructionDays: number;
    readonly lineRegion: string;
    readonly lineBandwidth: string;
    readonly storageRanges: readonly string[];
  };
  readonly declaration: Declaration;
  readonly center: LiveCenter & { readonly region: string };
  readonly backup: BackupBucket;
  readonly landing: Outputs<"landing">;
  readonly primary: Outputs<"primary">;
  readonly google: ReturnType<typeof google>;
  /** The tenancy's home region, where policies are written. */
  readonly home: ReturnType<typeof oracle>;
  readonly ashburn: ReturnType<typeof oracle>;
}

/**
 * Everything that copies come by, and nothing that holds them: none of it is there unless the center receives. Machines
 * beside the backup reach the enclave through Google's own network and a private line from where it meets Oracle's.
 */
export function courier(given: Given): CourierAccess {
  const { settings, declaration, center, backup, primary, google: provider } = given;
  const { projectId, courierBlock, storageRanges } = settings;
  const { region } = center;
  const network = new BackupNetwork(
    "courier",
    { ...declaration, projectId, region, addressBlock: courierBlock, lineRanges: storageRanges },
    { provider },
  );
  const line = join(given, network);
  const access = admit(given);

  const brings = new BackupCourier(
    "courier",
    {
      ...declaration,
      projectId,
      courierName: settings.courierName,
      arrivalsBucketName: backup.arrivalsBucketName,
      bucketName: backup.bucketName,
      source: {
        host: primary("namespace").apply((namespace) => s3Host(namespace, ashburn)),
        bucketName: primary("bucketName"),
        region: ashburn,
      },
      copyHours: settings.copyHours,
    },
    { provider },
  );
  new CourierMachines(
    "courier",
    {
      ...declaration,
      projectId,
      region,
      zones: settings.courierZones,
      subnetId: network.subnetId,
      account: brings.account,
      pool: brings.pool,
      secretName: settings.courierName,
      accessKey: access.accessKey,
      secretKey: access.secretKey,
      agentImage: settings.agentImage,
      keyDestructionDays: settings.keyDestructionDays,
    },
    { provider, dependsOn: [network, line, brings] },
  );
  return access;
}

/** Both ends of the private line: Google's has the key that Oracle's asks for. */
function join(
  { settings, declaration, landing, primary, google: provider, ashburn: there }: Given,
  network: BackupNetwork,
) {
  const { pairingKey } = new GoogleEnd(
    "line",
    {
      ...declaration,
      projectId: settings.projectId,
      networkId: network.networkId,
      region: settings.lineRegion,
      advertisedRanges: [settings.courierBlock],
    },
    { provider },
  );
  return new OracleEnd(
    "line",
    {
      ...declaration,
      tenancyId: landing("tenancyId"),
      compartmentId: landing("networkCompartmentId"),
      region: ashburn,
      drgId: primary("drgId"),
      routeTableId: primary("centersTableId"),
      bandwidth: settings.lineBandwidth,
      peer: { kind: "google", pairingKey },
    },
    { provider: there },
  );
}

/** The courier's one right in the enclave. */
function admit({ settings, declaration, center, landing, primary, home }: Given): CourierAccess {
  return new CourierAccess(
    "courier",
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
      addressBlock: settings.courierBlock,
    },
    { provider: home },
  );
}
