import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { getServicesOutput, InternetGateway, RouteTable, RouteTableAttachment, ServiceGateway } from "@pulumi/oci/core";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid } from "../checks";
import { tags } from "../tags";
import type { EnclaveNetwork } from "./enclave-network";
import { networkOf } from "./network-plan";
import type { NetworkName, SubnetName } from "./network-plan";
import { planRoutes } from "./route-plan";
import type { Route, RoutePlan, RouteTarget } from "./route-plan";
import { declareRouter } from "./transit-router";

export interface InspectedRoutesArgs extends Declaration {
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly network: EnclaveNetwork;
  /** The OCID of the private IP address of the firewall before the other networks and Oracle's services. */
  readonly firewallAddressId: Input<string>;
  /** The same of the firewall before the internet. */
  readonly edgeAddressId: Input<string>;
  /** Whether private lines to centers may end at this side, be there any yet or not. */
  readonly takesLines: boolean;
}

/** The services that a gateway leads to: all of the region's, as one entry with one label. */
interface Services {
  readonly id: Output<string>;
  readonly label: Output<string>;
}

type Targets = Partial<Readonly<Record<RouteTarget, Input<string>>>>;

/**
 * The gateways of one side and every route, so that nothing goes anywhere but through a firewall. A gateway comes to be
 * with the table that leads what it lets in to a firewall, and is attached to the hub alone: at no time is there one
 * without. What routes name outlives them, as a target in use can't be deleted.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingroutetables.htm
 */
export class InspectedRoutes extends ComponentResource {
  readonly internetGatewayId: Output<string>;
  readonly serviceGatewayId: Output<string>;
  /** What the service gateway's services are called in a rule. */
  readonly servicesLabel: Output<string>;
  /** The router's table for what comes over private lines: everything to the hub's firewall. None where no line may end. */
  readonly centersTableId: Output<string> | undefined;

  constructor(name: string, args: InspectedRoutesArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:InspectedRoutes", name, declared(args), opts);

    const plan = planRoutes(args.network.plan);
    const services = this.findServices();
    const firewalls: Targets = { firewall: args.firewallAddressId, edge: args.edgeAddressId };
    const table = (tableName: keyof RoutePlan["tables"], network: NetworkName, targets: Targets, after?: Resource) =>
      this.declareTable(`${name}-${tableName}`, plan.tables[tableName], network, targets, services, args, after);

    const common = { compartmentId: args.compartmentId, vcnId: args.network.networkIds.hub, ...tags(args) };
    const internet = new InternetGateway(
      `${name}-internet`,
      {
        ...common,
        displayName: `${name}-internet`,
        enabled: true,
        routeTableId: table("from-internet", "hub", firewalls).id,
      },
      { parent: this },
    );
    const service = new ServiceGateway(
      `${name}-services`,
      {
        ...common,
        displayName: `${name}-services`,
        services: [{ serviceId: services.id }],
        routeTableId: table("from-services", "hub", firewalls).id,
      },
      { parent: this },
    );
    const entrance = table("from-transit", "hub", firewalls);
    const { dataClass, owner, network: own, takesLines } = args;
    const router = declareRouter(name, { dataClass, owner, network: own, entrance, takesLines }, plan, this);

    const targets: Targets = {
      ...firewalls,
      "internet-gateway": internet.id,
      "service-gateway": service.id,
      transit: args.network.drgId,
    };
    for (const subnet of [
      "traffic",
      "edge",
      "firewall",
      "application",
      "data",
    ] as const satisfies readonly SubnetName[]) {
      const network = networkOf[subnet];
      this.attachTable(
        `${name}-${subnet}`,
        table(subnet, network, targets, router.attachments[network]),
        args.network.subnetIds[subnet],
      );
    }

    this.internetGatewayId = internet.id;
    this.serviceGatewayId = service.id;
    this.servicesLabel = services.label;
    this.centersTableId = router.centersTableId;
    this.registerOutputs({
      internetGatewayId: this.internetGatewayId,
      serviceGatewayId: this.serviceGatewayId,
      servicesLabel: this.servicesLabel,
      centersTableId: this.centersTableId,
    });
  }

  /**
   * Asked for, as a label isn't its region's name: `all-iad-services-in-oracle-services-network`.
   * https://registry.terraform.io/providers/oracle/oci/latest/docs/data-sources/core_services
   */
  private findServices(): Services {
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

  /** @param after - the network's attachment to the router, which a route to the router needs */
  private declareTable(
    name: string,
    routes: readonly Route[],
    network: NetworkName,
    targets: Targets,
    services: Services,
    args: InspectedRoutesArgs,
    after: Resource | undefined,
  ): RouteTable {
    return new RouteTable(
      name,
      {
        compartmentId: args.compartmentId,
        vcnId: args.network.networkIds[network],
        displayName: name,
        routeRules: routes.map(({ destination, target, why }) => ({
          networkEntityId: entityOf(targets, target),
          description: why,
          ...(destination.kind === "block"
            ? { destination: destination.block, destinationType: "CIDR_BLOCK" }
            : { destination: services.label, destinationType: "SERVICE_CIDR_BLOCK" }),
        })),
        ...tags(args),
      },
      { parent: this, ...(after !== undefined && { dependsOn: [after] }) },
    );
  }

  /**
   * Taking an attachment away gives the subnet its network's default table, whichever it has by then: so an old one goes
   * before a new one comes. The default table is empty, and meanwhile nothing passes.
   * https://github.com/oracle/terraform-provider-oci/blob/master/internal/service/core/core_route_table_attachment_resource.go
   */
  private attachTable(name: string, table: RouteTable, subnetId: Output<string>): void {
    new RouteTableAttachment(name, { subnetId, routeTableId: table.id }, { parent: this, deleteBeforeReplace: true });
  }
}

function entityOf(targets: Targets, target: RouteTarget): Input<string> {
  const entity = targets[target];
  if (entity === undefined) throw new ProgramError(`no route of this table may lead to ${check.quote(target)}`);
  return entity;
}

function refuseWrong(name: string, args: InspectedRoutesArgs): void {
  check.refuseWrong("inspected routes", name, {
    ...declarationChecks(args),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    firewallAddressId: check.against(args.firewallAddressId, ocid("privateip")),
    edgeAddressId: check.against(args.edgeAddressId, ocid("privateip")),
  });
}
