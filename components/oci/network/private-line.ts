import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DrgAttachmentManagement, getFastConnectProviderServicesOutput, VirtualCircuit } from "@pulumi/oci/core";
import type { VirtualCircuitArgs } from "@pulumi/oci/core";
import * as check from "../../checks";
import type { Refusal } from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { untilSettled } from "../../until-settled";
import { ocid } from "../checks";
import { tags } from "../tags";
import { bandwidthShape, bgpAddress, bgpNumber, bgpSecret, googleShape, partnerText, sameLink } from "./line-checks";

export interface PrivateLineArgs extends Declaration {
  /** The tenancy, in which Oracle lists the partners that it offers. */
  readonly tenancyId: Input<string>;
  /** Where the circuit is: that of the router. */
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly drgId: Input<string>;
  /** The router's table for what comes from centers: it leads everything to the hub. */
  readonly routeTableId: Input<string>;
  /** As the partner offers it, such as `1 Gbps`. */
  readonly bandwidth: string;
  readonly peer: GoogleLine | PartnerLine;
}

/** To Google Cloud, without a partner between: Oracle and Google agree on addresses and session by themselves. */
export interface GoogleLine {
  readonly kind: "google";
  /** That of the attachment at Google's end. */
  readonly pairingKey: Input<string>;
}

/** To a partner's router, which has a line to the center. */
export interface PartnerLine {
  readonly kind: "partner";
  /** Both as Oracle's console lists the partner, `<provider>: <service>`, such as `Megaport` and `Service`. */
  readonly providerName: string;
  readonly serviceName: string;
  /** @default - the partner asks for the circuit's OCID instead, and makes the line by that */
  readonly serviceKey?: string;
  /** The BGP number of the partner's router. */
  readonly asn: string;
  /** The router's address on the line, with its prefix of /30 or /31. */
  readonly partnerAddress: string;
  /** Oracle's. */
  readonly oracleAddress: string;
  /** What both ends sign their session with. @default - nothing */
  readonly sessionKey?: Input<string>;
}

/** As Oracle's console lists it, and as Google's documentation says. */
const googleService = { providerName: "Google Cloud", serviceName: "OCI Interconnect" };

/**
 * What the provider says while a new circuit's attachment isn't there yet: it looks for it once, and then changes one without
 * an id. https://github.com/oracle/terraform-provider-oci/blob/master/internal/service/core/core_drg_attachment_management_resource.go
 */
const notAttachedYet = ["cannot be empty for field DrgAttachmentId"];

/**
 * The Oracle end of a private line to a center: a circuit at the router of the primary's networks, with a route table that
 * leads whatever comes over the line to the hub's firewall. The service attaches a circuit to the router by itself, on the
 * router's default table for circuits, which `InspectedRoutes` has emptied: until it is on the right table, it leads nowhere.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingDRGs.htm
 *
 * To Google Cloud, neither addresses nor number are given: Google's edge and Oracle's have their own.
 * https://docs.cloud.google.com/network-connectivity/docs/interconnect/how-to/partner-cci-for-oci/requesting-oci-connections
 * A partner's router has a session with Oracle's edge, of which addresses and number are the customer's to say.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/fastconnectprovider.htm
 */
export class PrivateLine extends ComponentResource {
  readonly circuitId: Output<string>;

  constructor(name: string, args: PrivateLineArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrivateLine", name, declared(args), opts);

    const circuit = new VirtualCircuit(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        // A public one would tell of Oracle's public addresses, and packets to those would pass by every firewall.
        type: "PRIVATE",
        gatewayId: args.drgId,
        bandwidthShapeName: args.bandwidth,
        // What Google's end takes; jumbo frames would have to fit the whole way.
        ipMtu: "MTU_1500",
        providerServiceId: this.findService(args),
        ...sessionOf(args.peer),
        ...tags(args),
      },
      { parent: this },
    );
    new DrgAttachmentManagement(
      name,
      {
        attachmentType: "VIRTUAL_CIRCUIT",
        compartmentId: args.compartmentId,
        drgId: args.drgId,
        networkId: circuit.id,
        displayName: name,
        drgRouteTableId: args.routeTableId,
        ...tags(args),
      },
      { parent: this, ...untilSettled(`${name}-circuit-attached`, notAttachedYet) },
    );

    this.circuitId = circuit.id;
    this.registerOutputs({ circuitId: this.circuitId });
  }

  /** Asked for, as its OCID is another in each region. */
  private findService({ tenancyId, peer }: PrivateLineArgs): Output<string> {
    const { providerName, serviceName } = peer.kind === "google" ? googleService : peer;
    const { fastConnectProviderServices } = getFastConnectProviderServicesOutput(
      {
        compartmentId: tenancyId,
        filters: [
          { name: "provider_name", values: [providerName] },
          { name: "provider_service_name", values: [serviceName] },
        ],
      },
      { parent: this },
    );
    return fastConnectProviderServices.apply(([found]) => {
      if (found !== undefined) return found.id;
      throw new ProgramError(`the region has no FastConnect partner ${check.quote(`${providerName}: ${serviceName}`)}`);
    });
  }
}

function sessionOf(
  peer: PrivateLineArgs["peer"],
): Pick<VirtualCircuitArgs, "providerServiceKeyName" | "customerAsn" | "crossConnectMappings"> {
  if (peer.kind === "google") return { providerServiceKeyName: peer.pairingKey };
  return {
    ...(peer.serviceKey !== undefined && { providerServiceKeyName: peer.serviceKey }),
    customerAsn: peer.asn,
    crossConnectMappings: [
      {
        customerBgpPeeringIp: peer.partnerAddress,
        oracleBgpPeeringIp: peer.oracleAddress,
        ...(peer.sessionKey !== undefined && { bgpMd5authKey: peer.sessionKey }),
      },
    ],
  };
}

function refuseWrong(name: string, args: PrivateLineArgs): void {
  check.refuseWrong("private line", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    drgId: check.against(args.drgId, ocid("drg")),
    routeTableId: check.against(args.routeTableId, ocid("drgroutetable")),
    bandwidth: check.against(args.bandwidth, args.peer.kind === "google" ? googleShape : bandwidthShape),
    ...peerChecks(args.peer),
  });
}

function peerChecks(peer: PrivateLineArgs["peer"]): Record<string, Refusal | undefined> {
  if (peer.kind === "google") return {};
  return {
    providerName: check.against(peer.providerName, partnerText),
    serviceName: check.against(peer.serviceName, partnerText),
    serviceKey: check.against(peer.serviceKey, partnerText),
    asn: check.against(peer.asn, bgpNumber),
    partnerAddress: check.against(peer.partnerAddress, bgpAddress),
    oracleAddress: check.against(peer.oracleAddress, sameLink(peer.partnerAddress)),
    sessionKey: check.against(peer.sessionKey, bgpSecret),
  };
}
