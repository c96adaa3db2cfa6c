import { BackupFirewall } from "../../components/aws/backup-firewall";
import { BackupNetwork } from "../../components/aws/backup-network";
import type { AccessLog } from "../../components/aws/access-log";
import { availabilityZoneOf, awsName, backupBlock, logRetention } from "../../components/aws/checks";
import { FlowRecords } from "../../components/aws/flow-records";
import { NameFirewall } from "../../components/aws/name-firewall";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import { s3Host } from "../../components/oci/data/s3-endpoint";
import type { LiveCenter } from "../../components/phases";
import { numberOf, text } from "../config";
import { ashburn } from "../providers/oci";
import type { Outputs } from "../stack-outputs";

/** What the center's network is told. */
export const networkSettings = {
  addressBlock: text(backupBlock),
  availabilityZone: text(availabilityZoneOf("us-east-1")).default("us-east-1a"),
  networkName: text(awsName).default("us-backup"),
  logDays: numberOf(logRetention).default(30),
};

interface Network {
  readonly settings: {
    readonly addressBlock: string;
    readonly availabilityZone: string;
    readonly networkName: string;
    readonly logDays: number;
    readonly accountId: string;
  };
  readonly declaration: Declaration;
  readonly center: LiveCenter & { readonly region: string };
  readonly primary: Outputs<"primary">;
  readonly log: AccessLog;
}

/** The center's network and its two firewalls, for packets and for names. It stays while the center drains. */
export function backupNetwork({ settings, declaration, center, primary, log }: Network, opts: ComponentOptions) {
  const { region } = center;
  const { networkName } = settings;
  const host = primary("namespace").apply((namespace) => s3Host(namespace, ashburn));
  const network = new BackupNetwork(
    "backup",
    {
      ...declaration,
      region,
      availabilityZone: settings.availabilityZone,
      addressBlock: settings.addressBlock,
    },
    opts,
  );
  new FlowRecords(
    "backup",
    {
      ...declaration,
      center,
      region,
      accountId: settings.accountId,
      networkId: network.networkId,
      recordsName: networkName,
      logDays: settings.logDays,
    },
    opts,
  );
  const firewall = new BackupFirewall(
    "backup",
    { ...declaration, center, region, firewallName: networkName, network, host, logBucketName: log.bucketName },
    opts,
  );
  new NameFirewall(
    "backup",
    {
      ...declaration,
      region,
      networkId: network.networkId,
      ruleGroupName: networkName,
      names: [host, `*.${region}.amazonaws.com`, `*.${region}.vpce.amazonaws.com`, "*.ec2.internal"],
    },
    opts,
  );
  return { network, firewall, host };
}
