import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Gateway, GatewayAssociation, HostedPrivateVirtualInterfaceAccepter } from "@pulumi/aws/directconnect";
import { VpnGateway } from "@pulumi/aws/ec2";
import * as check from "../checks";
import type { Check } from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { virtualInterfaceId } from "./checks";

export interface PrivateLineArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly vpcId: Input<string>;
  /** The interface that the partner has made for this account. It waits to be accepted for seven days. */
  readonly virtualInterfaceId: string;
  /** AWS's number on the line, which the partner asks for. */
  readonly asn: string;
  /**
   * All that the other end learns of: it sends nothing to any other address here. They have to hold the VPC's whole block, as
   * a gateway tells of that or of nothing.
   * https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html
   */
  readonly allowedPrefixes: readonly string[];
}

/**
 * The AWS end of a private line to Oracle Cloud: a partner's virtual interface, through a Direct Connect gateway that tells
 * the other end of the allowed prefixes alone, to a gateway of the VPC. What the other end tells of isn't let into any route
 * table here: the VPC's routes name this gateway for the addresses that they mean.
 *
 * Nothing here takes the interface away again: deleting the accepter leaves it, and with it its Direct Connect gateway can't be
 * deleted. It goes by hand, or with the partner's order, before the line does.
 * https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DeleteDirectConnectGateway.html
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways-intro.html
 */
export class PrivateLine extends ComponentResource {
  /** The virtual private gateway, as a target of the VPC's routes. */
  readonly gatewayId: Output<string>;

  constructor(name: string, args: PrivateLineArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:PrivateLine", name, declared(args), opts);

    const gateway = new VpnGateway(
      name,
      { vpcId: args.vpcId, amazonSideAsn: args.asn, tags: { ...labels(args), Name: name } },
      { parent: this },
    );
    const meeting = new Gateway(name, { name, amazonSideAsn: args.asn, tags: labels(args) }, { parent: this });
    const joined = new GatewayAssociation(
      name,
      { dxGatewayId: meeting.id, associatedGatewayId: gateway.id, allowedPrefixes: [...args.allowedPrefixes] },
      { parent: this },
    );
    // Last, so that nothing is told to the other end before the prefixes are set.
    new HostedPrivateVirtualInterfaceAccepter(
      name,
      { virtualInterfaceId: args.virtualInterfaceId, dxGatewayId: meeting.id, tags: labels(args) },
      { parent: this, dependsOn: [joined] },
    );

    this.gatewayId = gateway.id;
    this.registerOutputs({ gatewayId: this.gatewayId });
  }
}

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_CreateDirectConnectGateway.html */
export const amazonAsn: Check<string> = {
  allowed: "a private number of a BGP system, from 64512 to 65534 or from 4200000000 to 4294967294",
  example: "64512",
  accepts: (value) => {
    const asn = /^\d{5,10}$/.test(value) ? Number(value) : Number.NaN;
    return (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
  },
};

function refuseWrong(name: string, args: PrivateLineArgs): void {
  check.refuseWrong("private line", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    virtualInterfaceId: check.against(args.virtualInterfaceId, virtualInterfaceId),
    asn: check.against(args.asn, amazonAsn),
    ...check.againstEach("allowedPrefixes", args.allowedPrefixes, check.privateBlock(16, 28, "10.30.0.0/24")),
  });
}
