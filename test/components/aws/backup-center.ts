import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { planBackupNetwork } from "../../../components/aws/backup-network-plan";
import type { JoinedNetwork } from "../../../components/aws/backup-network";

/** What components of the backup center are declared with. */
export const declaration = { dataClass: "us-user", owner: "data-platform" };
export const here = { ...declaration, region: "us-east-1" };
export const accountId = "111122223333";

export const receiving = { name: "virginia", phase: "backup-only" } as const;
export const draining = {
  name: "virginia",
  phase: "draining",
  phaseSince: "2022-08-01",
  until: "2022-09-30",
} as const;

export const virginia = () => new Provider("virginia", { region: "us-east-1" });

/** The center's network, as it is for what joins it. */
export function network(): JoinedNetwork {
  const all = (of: string) => ({
    firewall: output(`${of}-firewall`),
    courier: output(`${of}-courier`),
    endpoints: output(`${of}-endpoints`),
  });
  return {
    plan: planBackupNetwork("10.30.0.0/24"),
    networkId: output("vpc-backup"),
    subnetIds: all("subnet"),
    subnetArns: all("arn:aws:ec2:us-east-1:111122223333:subnet/subnet"),
  };
}
