import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { getCnvDnsResolverAssociationOutput } from "@pulumi/oci/core";
import { getResolverOutput, Rrset, Zone } from "@pulumi/oci/dns";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { googleApiAddresses } from "../../gcp/google-apis";
import { ocid } from "../checks";
import { tags } from "../tags";

export interface GoogleNamesArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly networkCompartmentId: Input<string>;
  /** The network whose machines get the answer. */
  readonly applicationNetworkId: Input<string>;
}

/** The one API of Google's that anything in the enclave asks. */
const host = "storage.googleapis.com";
const scope = "PRIVATE";

/**
 * In the application's network, Cloud Storage has the addresses that the private line leads to. Elsewhere, and for every
 * other name of Google's, nothing changes: those have public addresses, to which there is no way.
 *
 * The zone is in the view that the network's resolver has from the start, beside the zones of its subnets.
 * https://docs.oracle.com/iaas/Content/DNS/Concepts/views.htm
 * https://cloud.google.com/vpc/docs/configure-private-google-access-hybrid
 */
export class GoogleNames extends ComponentResource {
  /** Known when the name is there: whoever asks for it comes after. */
  readonly zoneId: Output<string>;

  constructor(name: string, args: GoogleNamesArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:GoogleNames", name, declared(args), opts);

    const { applicationNetworkId: vcnId, networkCompartmentId: compartmentId } = args;
    const { dnsResolverId } = getCnvDnsResolverAssociationOutput({ vcnId }, { parent: this });
    const { defaultViewId: viewId } = getResolverOutput({ resolverId: dnsResolverId, scope }, { parent: this });
    const zone = new Zone(
      name,
      { compartmentId, name: host, zoneType: "PRIMARY", scope, viewId, ...tags(args) },
      { parent: this },
    );
    const records = new Rrset(
      name,
      {
        zoneNameOrId: zone.id,
        domain: host,
        rtype: "A",
        viewId,
        items: googleApiAddresses.map((rdata) => ({ domain: host, rtype: "A", rdata, ttl: 300 })),
      },
      { parent: this },
    );

    this.zoneId = records.id.apply(() => zone.id);
    this.registerOutputs({ zoneId: this.zoneId });
  }
}

function refuseWrong(name: string, args: GoogleNamesArgs): void {
  check.refuseWrong("google names", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    networkCompartmentId: check.against(args.networkCompartmentId, ocid("compartment")),
    applicationNetworkId: check.against(args.applicationNetworkId, ocid("vcn")),
  });
}
