import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import {
  DefaultSecurityList,
  Drg,
  NetworkSecurityGroup,
  NetworkSecurityGroupSecurityRule,
  SecurityList,
  Subnet,
  Vcn,
} from "@pulumi/oci/core";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid, oracleAddressBlock } from "../checks";
import { tags } from "../tags";
import { centerChecks } from "./center-blocks";
import { flowsThrough } from "./firewall-plan";
import { flowsWith } from "./flows";
import type { Flow, Group, JoinedCenter } from "./flows";
import { networkOf, planNetwork, subnetBlocks } from "./network-plan";
import type { NetworkName, NetworkPlan, SubnetName } from "./network-plan";
import { planGroupRules, planNeighborRules, subnetOf } from "./security-groups";
import type { GroupRule } from "./security-groups";

export interface EnclaveNetworkArgs extends Declaration {
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Private, from /16 to /24. All networks of the side are in it. */
  readonly addressBlock: string;
  /** The other side's: replicas are reached by address, so that no address may be on both sides. */
  readonly otherAddressBlock: string;
  /** Those that a private line joins to this side. @default - none, and no line may end here */
  readonly centers?: readonly JoinedCenter[];
}

/**
 * The networks of one side, with nothing that leads from one to another yet: until a route says otherwise, each subnet is
 * alone. Gateways and routes are `InspectedRoutes`', which needs the firewalls' addresses.
 */
export class EnclaveNetwork extends ComponentResource {
  readonly plan: NetworkPlan;
  readonly networkIds: Readonly<Record<NetworkName, Output<string>>>;
  readonly subnetIds: Readonly<Record<SubnetName, Output<string>>>;
  readonly groupIds: Readonly<Record<Group, Output<string>>>;
  readonly drgId: Output<string>;
  /** The router's table for what is attached to it by itself, as a private line is at first. */
  readonly unplannedTableId: Output<string>;

  constructor(name: string, args: EnclaveNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:EnclaveNetwork", name, declared(args), opts);

    this.plan = planNetwork(args.addressBlock, args.centers);
    const flows = flowsWith(this.plan.centers);
    const networks = {
      hub: this.declareNetwork(`${name}-hub`, "hub", this.plan.hub.cidr, args),
      application: this.declareNetwork(`${name}-application`, "application", this.plan.application.cidr, args),
      data: this.declareNetwork(`${name}-data`, "data", this.plan.data.cidr, args),
    };
    const passages = {
      firewall: this.openToFirewall(`${name}-firewall`, networks.hub, flowsThrough("firewall", flows), args),
      edge: this.openToFirewall(`${name}-edge`, networks.hub, flowsThrough("edge", flows), args),
    };
    const blocks = subnetBlocks(this.plan);
    const subnet = (subnetName: SubnetName, list?: SecurityList) =>
      this.declareSubnet(
        `${name}-${subnetName}`,
        subnetName,
        blocks[subnetName],
        networks[networkOf[subnetName]],
        list,
        args,
      );
    this.subnetIds = {
      firewall: subnet("firewall", passages.firewall),
      edge: subnet("edge", passages.edge),
      traffic: subnet("traffic"),
      application: subnet("application"),
      data: subnet("data"),
    };
    const group = (groupName: Group) =>
      this.declareGroup(`${name}-${groupName}`, networks[networkOf[subnetOf[groupName]]], args);
    this.groupIds = {
      traffic: group("traffic"),
      application: group("application"),
      database: group("database"),
      files: group("files"),
    };
    const rules = [...planGroupRules(flows, this.plan), ...planNeighborRules()];
    for (const rule of rules) this.declareRule(`${name}-${rule.name}`, rule);
    const drg = new Drg(
      name,
      { compartmentId: args.compartmentId, displayName: name, ...tags(args) },
      { parent: this },
    );

    this.networkIds = { hub: networks.hub.id, application: networks.application.id, data: networks.data.id };
    this.drgId = drg.id;
    this.unplannedTableId = drg.defaultDrgRouteTables.apply(([tables]) => {
      if (tables !== undefined) return tables.virtualCircuit;
      throw new ProgramError(`the router ${check.quote(name)} has no default route tables`);
    });
    this.registerOutputs({
      networkIds: this.networkIds,
      subnetIds: this.subnetIds,
      groupIds: this.groupIds,
      drgId: this.drgId,
      unplannedTableId: this.unplannedTableId,
    });
  }

  /**
   * Its default security list is emptied: as Oracle makes it, it lets SSH in from everywhere and everything out.
   * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/securitylists.htm#Default
   */
  private declareNetwork(name: string, dnsLabel: NetworkName, block: string, args: EnclaveNetworkArgs): Vcn {
    const network = new Vcn(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        cidrBlocks: [block],
        // A second way, which no route and no rule here knows of.
        isIpv6enabled: false,
        dnsLabel,
        ...tags(args),
      },
      { parent: this },
    );
    new DefaultSecurityList(
      name,
      {
        manageDefaultResourceId: network.defaultSecurityListId,
        displayName: `${name}-empty`,
        ingressSecurityRules: [],
        egressSecurityRules: [],
        ...tags(args),
      },
      { parent: this },
    );
    return network;
  }

  /**
   * Security rules are applied before the firewall sees a packet, which is between others and neither from nor for the
   * firewall: so its subnet lets all of the flows' protocols pass, and what passes is the firewall's to judge. Stateless, as
   * the firewall keeps the state. https://docs.oracle.com/en-us/iaas/Content/network-firewall/create-network-firewall.htm
   *
   * Without a state, what says that a packet is too big for the way ahead (ICMP, type 3, code 4) has to be let through,
   * too, or connections hang. https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/securityrules.htm
   */
  private openToFirewall(name: string, hub: Vcn, passing: readonly Flow[], args: EnclaveNetworkArgs): SecurityList {
    const protocols = [...new Set(passing.map(({ protocol }) => (protocol === "tcp" ? "6" : "17")))];
    const passages = [
      ...protocols.map((protocol) => ({ protocol, stateless: true })),
      { protocol: "1", icmpOptions: { type: 3, code: 4 }, stateless: true },
    ];
    return new SecurityList(
      name,
      {
        compartmentId: args.compartmentId,
        vcnId: hub.id,
        displayName: name,
        ingressSecurityRules: passages.map((passage) => ({
          ...passage,
          source: "0.0.0.0/0",
          sourceType: "CIDR_BLOCK",
          description: "for the firewall to judge",
        })),
        egressSecurityRules: passages.map((passage) => ({
          ...passage,
          destination: "0.0.0.0/0",
          destinationType: "CIDR_BLOCK",
          description: "what the firewall has let pass",
        })),
        ...tags(args),
      },
      { parent: this },
    );
  }

  /**
   * The traffic subnet is public, as the balancer has a public address, and so is that of the firewall before it, through
   * which packets of that address reach the internet gateway. Without an availability domain, a subnet spans its region.
   * https://github.com/oci-landing-zones/oci-landing-zone-operating-entities/tree/master/addons/oci-hub-models/hub_a
   */
  private declareSubnet(
    name: string,
    dnsLabel: SubnetName,
    block: string,
    network: Vcn,
    list: SecurityList | undefined,
    args: EnclaveNetworkArgs,
  ): Output<string> {
    const isPublic = dnsLabel === "traffic" || dnsLabel === "edge";
    const { id } = new Subnet(
      name,
      {
        compartmentId: args.compartmentId,
        vcnId: network.id,
        displayName: name,
        cidrBlock: block,
        dnsLabel,
        // The one flag stands for both: it makes the service set `prohibitPublicIpOnVnic` alike.
        prohibitInternetIngress: !isPublic,
        // Routes come by attachment, from `InspectedRoutes`. Until then: the network's default table, which is empty.
        securityListIds: [list === undefined ? network.defaultSecurityListId : list.id],
        ...tags(args),
      },
      { parent: this },
    );
    return id;
  }

  private declareGroup(name: string, network: Vcn, args: EnclaveNetworkArgs): Output<string> {
    const { id } = new NetworkSecurityGroup(
      name,
      { compartmentId: args.compartmentId, vcnId: network.id, displayName: name, ...tags(args) },
      { parent: this },
    );
    return id;
  }

  private declareRule(name: string, { group, direction, protocol, peer, ports: [min, max], why }: GroupRule): void {
    const far = peer.kind === "group" ? this.groupIds[peer.group] : peer.block;
    const farType = peer.kind === "group" ? "NETWORK_SECURITY_GROUP" : "CIDR_BLOCK";
    const options = { destinationPortRange: { min, max } };
    new NetworkSecurityGroupSecurityRule(
      name,
      {
        networkSecurityGroupId: this.groupIds[group],
        direction,
        protocol,
        stateless: false,
        description: why,
        ...(direction === "EGRESS"
          ? { destination: far, destinationType: farType }
          : { source: far, sourceType: farType }),
        ...(protocol === "6" ? { tcpOptions: options } : { udpOptions: options }),
      },
      { parent: this },
    );
  }
}

function refuseWrong(name: string, args: EnclaveNetworkArgs): void {
  check.refuseWrong("enclave network", name, {
    ...declarationChecks(args),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    addressBlock: check.against(args.addressBlock, check.apartFrom(args.otherAddressBlock, oracleAddressBlock)),
    otherAddressBlock: check.against(args.otherAddressBlock, oracleAddressBlock),
    ...centerChecks(args),
  });
}
