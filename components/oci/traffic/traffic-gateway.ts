import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { PublicIp } from "@pulumi/oci/core";
import { LoadBalancer } from "@pulumi/oci/loadbalancer";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { logDays, ocid, ocidIn, oracleAuthorityName } from "../checks";
import { tags } from "../tags";
import { watch } from "../audit/watch";
import { PrivateAuthority } from "./private-authority";
import { refusedWishes, ServedApplication } from "./served-application";
import type { ServedApplicationWishes } from "./served-application";
import { refusedFilter, WebFirewall } from "./web-firewall";
import type { WebFirewallWishes } from "./web-firewall-plan";

export interface TrafficGatewayArgs extends Declaration, ServedApplicationWishes, WebFirewallWishes {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly networkCompartmentId: Input<string>;
  /** Holds the certificate authority. */
  readonly keysCompartmentId: Input<string>;
  /** The public subnet of the side's hub, and the group whose rules hold for the balancer. */
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  readonly logGroupId: Input<string>;
  /** How long logs keep their entries, in days: in steps of 30, from 30 to 180. */
  readonly logDays: number;
  /** Of the Certificates service in `region`, for all of `hostNames`: users' browsers know its issuer. */
  readonly certificateId: string;
  readonly authorityName: string;
  /** The key that the side's certificate authority signs with. */
  readonly authorityKeyId: Input<string>;
  /** Lets the certificate authority use its key. */
  readonly authorityAccess: Resource;
  /** Megabits per second that are always there, and that there can be: from 10 to 8,000. */
  readonly minimumMbps: number;
  readonly maximumMbps: number;
}

/**
 * Where US users come in on one side: a balancer that ends their TLS, a firewall that inspects their requests, and TLS
 * anew to the application's servers, whose certificates the enclave's own authority has issued.
 *
 * https://docs.oracle.com/en-us/iaas/Content/Balance/Tasks/managingloadbalancer_topic-Creating_Load_Balancers.htm
 */
export class TrafficGateway extends ComponentResource {
  /** The address that users' queries are answered with. It outlives the balancer. */
  readonly address: Output<string>;
  readonly balancerId: Output<string>;
  readonly authorityId: Output<string>;

  constructor(name: string, args: TrafficGatewayArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:TrafficGateway", name, declared(args), opts);

    const { networkCompartmentId: compartmentId, logGroupId } = args;
    const declaration = declared(args);
    const address = new PublicIp(
      name,
      { compartmentId, displayName: name, lifetime: "RESERVED", ...tags(args) },
      // The balancer assigns it.
      { parent: this, protect: true, ignoreChanges: ["privateIpId"] },
    );
    const balancer = new LoadBalancer(
      name,
      {
        compartmentId,
        displayName: name,
        shape: "flexible",
        shapeDetails: { minimumBandwidthInMbps: args.minimumMbps, maximumBandwidthInMbps: args.maximumMbps },
        subnetIds: [args.subnetId],
        networkSecurityGroupIds: [args.groupId],
        isPrivate: false,
        ipMode: "IPV4",
        reservedIps: [{ id: address.id }],
        isDeleteProtectionEnabled: true,
        ...tags(args),
      },
      { parent: this },
    );
    // It comes after the balancer, which takes minutes: until then, each region has noticed the policy.
    const authority = new PrivateAuthority(
      name,
      {
        ...declaration,
        authorityName: args.authorityName,
        region: args.region,
        keysCompartmentId: args.keysCompartmentId,
        keyId: args.authorityKeyId,
        after: [args.authorityAccess, balancer],
      },
      { parent: this, provider: opts.provider },
    );
    const { hostNames, admittedCountries, requestsPerMinute, entryPoints, healthPath } = args;
    const inspectedBy = new WebFirewall(
      name,
      {
        ...declaration,
        compartmentId,
        balancerId: balancer.id,
        logGroupId,
        logDays: args.logDays,
        hostNames,
        admittedCountries,
        requestsPerMinute,
      },
      { parent: this, provider: opts.provider },
    );
    new ServedApplication(
      name,
      {
        ...declaration,
        balancerId: balancer.id,
        applicationCidr: args.applicationCidr,
        entryPoints,
        healthPath,
        certificateId: args.certificateId,
        authorityId: authority.authorityId,
        inspectedBy,
      },
      { parent: this, provider: opts.provider },
    );
    for (const category of ["access", "error"] as const) {
      watch(
        `${name}-${category}`,
        {
          ...declaration,
          logGroupId,
          service: "loadbalancer",
          category,
          resourceId: balancer.id,
          days: args.logDays,
        },
        { parent: this, provider: opts.provider },
      );
    }

    this.address = address.ipAddress;
    this.balancerId = balancer.id;
    this.authorityId = authority.authorityId;
    this.registerOutputs({ address: this.address, balancerId: this.balancerId, authorityId: this.authorityId });
  }
}

/** https://docs.oracle.com/en-us/iaas/api/#/en/loadbalancer/20170115/datatypes/ShapeDetails */
export const bandwidth = (least: number) => check.whole(least, 8000, "megabits per second");

function refuseWrong(name: string, args: TrafficGatewayArgs): void {
  check.refuseWrong("traffic gateway", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    networkCompartmentId: check.against(args.networkCompartmentId, ocid("compartment")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    logGroupId: check.against(args.logGroupId, ocid("loggroup")),
    logDays: check.against(args.logDays, logDays),
    ...refusedWishes(args),
    ...refusedFilter(args),
    certificateId: check.against(args.certificateId, ocidIn("certificate", args.region)),
    authorityName: check.against(args.authorityName, oracleAuthorityName),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    authorityKeyId: check.against(args.authorityKeyId, ocid("key")),
    minimumMbps: check.against(args.minimumMbps, bandwidth(10)),
    maximumMbps: check.against(args.maximumMbps, bandwidth(args.minimumMbps)),
  });
}
