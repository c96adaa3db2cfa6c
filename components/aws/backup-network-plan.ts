import ipaddr from "ipaddr.js";

/** The blocks of a backup center's network on AWS. */
export interface BackupNetworkPlan {
  readonly cidr: string;
  /** The firewall alone: what comes over the line passes it on its way to any other subnet. */
  readonly firewall: string;
  /** The courier's machine: the only one that the other end of the line knows of. */
  readonly courier: string;
  /** The ways to AWS's own services. */
  readonly endpoints: string;
}

/**
 * Divides the center's block: a quarter for each subnet, the last one kept for later.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 *
 * @param block - from /16 to /26
 */
export function planBackupNetwork(block: string): BackupNetworkPlan {
  const [address, bits] = ipaddr.IPv4.parseCIDR(block);
  const first = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  const quarter = (index: number): string => {
    const start = first + index * 2 ** (30 - bits);
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return `${new ipaddr.IPv4(bytes).toString()}/${bits + 2}`;
  };
  return { cidr: block, courier: quarter(0), firewall: quarter(1), endpoints: quarter(2) };
}
