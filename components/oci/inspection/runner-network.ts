import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import {
  DefaultSecurityList,
  getServicesOutput,
  NetworkSecurityGroup,
  NetworkSecurityGroupSecurityRule,
  RouteTable,
  ServiceGateway,
  Subnet,
  Vcn,
} from "@pulumi/oci/core";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid } from "../checks";
import { tags } from "../tags";

export interface RunnerNetworkArgs extends Declaration {
  /** Holds the network: pipelines may use every subnet of the compartment that theirs is in. */
  readonly inspectionCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Private, from /24 to /28. Nothing else is joined to the network. */
  readonly addressBlock: string;
}

/** What a runner's network can be. */
export const runnerBlock = check.privateBlock(24, 28, "192.168.0.0/28");

/**
 * Where builds run: a network that leads to Oracle's own services in the region and nowhere else, neither to the internet
 * nor to the enclave's networks. Without one of its own, a build's runner is in a network of Oracle's, and reaches the
 * internet unseen. So what a build needs comes from mirrored sources, the registry, or Oracle's own repositories of packages.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/managed_buildstage.htm
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/servicegateway.htm
 */
export class RunnerNetwork extends ComponentResource {
  readonly subnetId: Output<string>;
  readonly groupId: Output<string>;

  constructor(name: string, args: RunnerNetworkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:RunnerNetwork", name, declared(args), opts);

    const part = { parent: this };
    const common = { compartmentId: args.inspectionCompartmentId, displayName: name, ...tags(args) };
    const network = new Vcn(
      name,
      { ...common, cidrBlocks: [args.addressBlock], isIpv6enabled: false, dnsLabel: "builds" },
      part,
    );
    // As Oracle makes it, it lets SSH in from everywhere and everything out.
    // https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/securitylists.htm#Default
    new DefaultSecurityList(
      name,
      {
        manageDefaultResourceId: network.defaultSecurityListId,
        displayName: `${name}-empty`,
        ingressSecurityRules: [],
        egressSecurityRules: [],
        ...tags(args),
      },
      part,
    );
    const services = this.findServices();
    const gateway = new ServiceGateway(
      name,
      { ...common, vcnId: network.id, services: [{ serviceId: services.id }] },
      part,
    );
    const routes = new RouteTable(
      name,
      {
        ...common,
        vcnId: network.id,
        routeRules: [
          {
            description: "Oracle's own services",
            destination: services.label,
            destinationType: "SERVICE_CIDR_BLOCK",
            networkEntityId: gateway.id,
          },
        ],
      },
      part,
    );
    const subnet = new Subnet(
      name,
      {
        ...common,
        vcnId: network.id,
        cidrBlock: args.addressBlock,
        dnsLabel: "runners",
        // The one flag stands for both: it makes the service set `prohibitPublicIpOnVnic` alike.
        prohibitInternetIngress: true,
        routeTableId: routes.id,
        securityListIds: [network.defaultSecurityListId],
      },
      part,
    );
    const group = new NetworkSecurityGroup(name, { ...common, vcnId: network.id }, part);
    new NetworkSecurityGroupSecurityRule(
      name,
      {
        networkSecurityGroupId: group.id,
        direction: "EGRESS",
        protocol: "6",
        stateless: false,
        description: "Oracle's own services, by HTTPS",
        destination: services.label,
        destinationType: "SERVICE_CIDR_BLOCK",
        tcpOptions: { destinationPortRange: { min: 443, max: 443 } },
      },
      part,
    );

    this.subnetId = subnet.id;
    this.groupId = group.id;
    this.registerOutputs({ subnetId: this.subnetId, groupId: this.groupId });
  }

  /** https://registry.terraform.io/providers/oracle/oci/latest/docs/data-sources/core_services */
  private findServices(): { readonly id: Output<string>; readonly label: Output<string> } {
    const { services } = getServicesOutput(
      { filters: [{ name: "name", values: ["All .* Services In Oracle Services Network"], regex: true }] },
      { parent: this },
    );
    const found = services.apply(([first]) => {
      if (first !== undefined) return first;
      throw new ProgramError("the region has no entry for all of Oracle's services");
    });
    return { id: found.id, label: found.cidrBlock };
  }
}

function refuseWrong(name: string, args: RunnerNetworkArgs): void {
  check.refuseWrong("runner network", name, {
    ...declarationChecks(args),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    addressBlock: check.against(args.addressBlock, runnerBlock),
  });
}
