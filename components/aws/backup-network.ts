import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { DefaultRouteTable, DefaultSecurityGroup, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { planBackupNetwork } from "./backup-network-plan";
import type { BackupNetworkPlan } from "./backup-network-plan";
import { availabilityZoneOf, backupBlock } from "./checks";

export interface BackupNetworkArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** One is enough: were it lost, the courier would bring later what it couldn't meanwhile. */
  readonly availabilityZone: string;
  /** From /22 to /26. It can't be changed. */
  readonly addressBlock: string;
}

export type BackupSubnet = "firewall" | "courier" | "endpoints";

/** What others need of the network. */
export type JoinedNetwork = Pick<BackupNetwork, "plan" | "networkId" | "subnetIds" | "subnetArns">;

/**
 * A backup center's network: without any way to or from the internet, and with nothing in it that a subnet could get by
 * default, as the network's own route table is empty and its own security group lets nothing through.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export class BackupNetwork extends ComponentResource {
  readonly plan: BackupNetworkPlan;
  readonly networkId: Output<string>;
  readonly subnetIds: Readonly<Record<BackupSubnet, Output<string>>>;
  readonly subnetArns: Readonly<Record<BackupSubnet, Output<string>>>;

  constructor(name: string, args: BackupNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:BackupNetwork", name, declared(args), opts);
    const plan = planBackupNetwork(args.addressBlock);
    const named = (of: string) => ({ ...labels(args), Name: of });

    const network = new Vpc(
      name,
      { cidrBlock: plan.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: named(name) },
      { parent: this },
    );
    new DefaultSecurityGroup(
      name,
      { vpcId: network.id, ingress: [], egress: [], tags: named(`${name}-unused`) },
      { parent: this },
    );
    new DefaultRouteTable(
      name,
      { defaultRouteTableId: network.defaultRouteTableId, routes: [], tags: named(`${name}-unused`) },
      { parent: this },
    );
    const subnet = (of: BackupSubnet): Subnet =>
      new Subnet(
        `${name}-${of}`,
        {
          vpcId: network.id,
          cidrBlock: plan[of],
          availabilityZone: args.availabilityZone,
          mapPublicIpOnLaunch: false,
          tags: named(`${name}-${of}`),
        },
        { parent: this },
      );
    const subnets = { firewall: subnet("firewall"), courier: subnet("courier"), endpoints: subnet("endpoints") };

    this.plan = plan;
    this.networkId = network.id;
    this.subnetIds = {
      firewall: subnets.firewall.id,
      courier: subnets.courier.id,
      endpoints: subnets.endpoints.id,
    };
    this.subnetArns = {
      firewall: subnets.firewall.arn,
      courier: subnets.courier.arn,
      endpoints: subnets.endpoints.arn,
    };
    this.registerOutputs({ networkId: this.networkId });
  }
}

function refuseWrong(name: string, args: BackupNetworkArgs): void {
  check.refuseWrong("backup network", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    availabilityZone: check.against(args.availabilityZone, availabilityZoneOf(args.region)),
    addressBlock: check.against(args.addressBlock, backupBlock),
  });
}
