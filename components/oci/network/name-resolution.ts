import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { getCnvDnsResolverAssociationOutput } from "@pulumi/oci/core";
import { getResolverOutput, Resolver } from "@pulumi/oci/dns";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";

export interface NameResolutionArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly applicationNetworkId: Input<string>;
  readonly dataNetworkId: Input<string>;
}

const scope = "PRIVATE";

/**
 * Lets the application find the database and the files by name: their names are in the data network's private view, which
 * no other network sees by itself. The other way round nothing is resolved, and no query leaves the region.
 *
 * A network's resolver is made with the network; this takes it over, and deleting it takes the view away again, without
 * which the network couldn't be deleted.
 * https://docs.oracle.com/en/solutions/oci-best-practices-networking/private-dns-oci-and-premises-or-third-party-cloud.html
 */
export class NameResolution extends ComponentResource {
  readonly resolverId: Output<string>;

  constructor(name: string, args: NameResolutionArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:NameResolution", name, declared(args), opts);

    const { defaultViewId } = getResolverOutput(
      { resolverId: this.resolverOf(args.dataNetworkId), scope },
      { parent: this },
    );
    const { id } = new Resolver(
      name,
      {
        resolverId: this.resolverOf(args.applicationNetworkId),
        scope,
        attachedViews: [{ viewId: defaultViewId }],
        ...tags(args),
      },
      { parent: this },
    );

    this.resolverId = id;
    this.registerOutputs({ resolverId: this.resolverId });
  }

  /** Waits until the network has one. */
  private resolverOf(vcnId: Input<string>): Output<string> {
    return getCnvDnsResolverAssociationOutput({ vcnId }, { parent: this }).dnsResolverId;
  }
}

function refuseWrong(name: string, args: NameResolutionArgs): void {
  check.refuseWrong("name resolution", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    applicationNetworkId: check.against(args.applicationNetworkId, ocid("vcn")),
    dataNetworkId: check.against(args.dataNetworkId, ocid("vcn")),
  });
}
