import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Route, RouteTable, RouteTableAssociation } from "@pulumi/aws/ec2";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { JoinedNetwork } from "./backup-network";

export interface InspectedLineArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly network: JoinedNetwork;
  /** The firewall's endpoint. */
  readonly endpointId: Input<string>;
  /** The virtual private gateway at which the line ends. */
  readonly gatewayId: Input<string>;
}

const everything = "0.0.0.0/0";

/**
 * The ways between the private line and the courier, both through the firewall: what the courier sends goes to the firewall
 * and from there to the line, and what comes over the line goes to the firewall before the courier. There is no internet
 * gateway for a default route to lead to, and the line takes nothing that its other end hasn't asked for. To the subnet of the
 * endpoints, too, nothing gets but through the firewall, which lets nothing through to there.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export class InspectedLine extends ComponentResource {
  constructor(name: string, args: InspectedLineArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:InspectedLine", name, declared(args), opts);
    const { plan, networkId, subnetIds } = args.network;

    const table = (of: string, joined: { subnetId: Output<string> } | { gatewayId: Input<string> }): RouteTable => {
      const made = new RouteTable(
        `${name}-${of}`,
        { vpcId: networkId, tags: { ...labels(args), Name: `${name}-${of}` } },
        { parent: this },
      );
      new RouteTableAssociation(`${name}-${of}`, { routeTableId: made.id, ...joined }, { parent: this });
      return made;
    };
    const courier = table("courier", { subnetId: subnetIds.courier });
    const firewall = table("firewall", { subnetId: subnetIds.firewall });
    const line = table("line", { gatewayId: args.gatewayId });
    // Nothing but the network itself.
    table("endpoints", { subnetId: subnetIds.endpoints });

    new Route(
      `${name}-courier`,
      { routeTableId: courier.id, destinationCidrBlock: everything, vpcEndpointId: args.endpointId },
      { parent: this },
    );
    new Route(
      `${name}-firewall`,
      { routeTableId: firewall.id, destinationCidrBlock: everything, gatewayId: args.gatewayId },
      { parent: this },
    );
    // As narrow as a subnet, so that it is more specific than the network's own route.
    for (const subnet of ["courier", "endpoints"] as const) {
      new Route(
        `${name}-line-${subnet}`,
        { routeTableId: line.id, destinationCidrBlock: plan[subnet], vpcEndpointId: args.endpointId },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}

function refuseWrong(name: string, args: InspectedLineArgs): void {
  check.refuseWrong("inspected line", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
  });
}
