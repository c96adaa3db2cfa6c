import { all, ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Rrset, SteeringPolicy, SteeringPolicyAttachment, Zone } from "@pulumi/oci/dns";
import { HttpMonitor } from "@pulumi/oci/healthchecks";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { planAnswers, planSteering } from "./steering-plan";
import { urlPath } from "./served-application";
import { userPort } from "./traffic-tls";

/** `ENABLED` signs the zone's answers; it counts once the registrar has the zone's DS record. */
export const dnssecStates = ["DISABLED", "ENABLED"] as const;

export interface PublicNameArgs extends Declaration {
  readonly networkCompartmentId: Input<string>;
  /** The zone: a domain that the registrar delegates to the zone's name servers. */
  readonly domainName: string;
  /** The names that users come by: the domain itself, or names in it. */
  readonly hostNames: readonly string[];
  /** The addresses of the two gateways, home and standby: no other is ever answered with. */
  readonly address: Input<string>;
  readonly standbyAddress: Input<string>;
  /** What a healthy side answers with 200. */
  readonly healthPath: string;
  /** From where the sides are asked whether they are healthy: by name, in the United States. */
  readonly vantagePoints: readonly string[];
  /** How many seconds resolvers may keep an answer: as long as that, a failure goes on for some users. */
  readonly answerSeconds: number;
  readonly dnssecState: (typeof dnssecStates)[number];
  /** The domain of the one authority that may issue certificates for these names. @default - any may */
  readonly certificateIssuer?: string;
}

/** The names that US users come by, which are answered with the enclave alone: home, or its standby while home is down. */
export class PublicName extends ComponentResource {
  readonly zoneId: Output<string>;
  /** What the registrar has to delegate the domain to, between spaces. */
  readonly nameServers: Output<string>;

  constructor(name: string, args: PublicNameArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PublicName", name, declared(args), opts);

    const { networkCompartmentId: compartmentId, domainName, hostNames } = args;
    const zone = new Zone(
      name,
      {
        compartmentId,
        name: domainName,
        zoneType: "PRIMARY",
        scope: "GLOBAL",
        dnssecState: args.dnssecState,
        ...tags(args),
      },
      // Another zone of the same name would have other name servers, which the registrar doesn't know.
      { parent: this, protect: true },
    );
    const policy = this.declareSteering(name, args);
    for (const domain of hostNames) {
      new SteeringPolicyAttachment(
        `${name}-${domain}`,
        { zoneId: zone.id, steeringPolicyId: policy.id, domainName: domain, displayName: domain },
        // A name takes one attachment, and a policy with other answers is another: for moments, the name has no address.
        // https://docs.oracle.com/en-us/iaas/api/#/en/dns/20180115/SteeringPolicyAttachment/
        { parent: this, deleteBeforeReplace: true },
      );
    }
    if (args.certificateIssuer !== undefined) {
      // https://www.rfc-editor.org/rfc/rfc8659
      const item = { domain: domainName, rtype: "CAA", rdata: `0 issue "${args.certificateIssuer}"`, ttl: 3600 };
      new Rrset(
        `${name}-issuer`,
        { zoneNameOrId: zone.id, domain: domainName, rtype: "CAA", items: [item] },
        { parent: this },
      );
    }

    this.zoneId = zone.id;
    this.nameServers = zone.nameservers.apply((servers) => servers.map(({ hostname }) => hostname).join(" "));
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }

  private declareSteering(name: string, args: PublicNameArgs): SteeringPolicy {
    const compartmentId = args.networkCompartmentId;
    const [host] = args.hostNames;
    const monitor = new HttpMonitor(
      name,
      {
        compartmentId,
        displayName: name,
        targets: [args.address, args.standbyAddress],
        protocol: "HTTPS",
        port: userPort,
        method: "GET",
        path: args.healthPath,
        // Of an address, a monitor doesn't know which certificate to ask for; without this it takes the address for down.
        // https://docs.oracle.com/en-us/iaas/Content/HealthChecks/Tasks/create-http-monitor.htm
        ...(host !== undefined && { headers: { Host: host } }),
        intervalInSeconds: 30,
        timeoutInSeconds: 10,
        vantagePointNames: [...args.vantagePoints],
        isEnabled: true,
        ...tags(args),
      },
      { parent: this },
    );
    return new SteeringPolicy(
      name,
      {
        compartmentId,
        displayName: name,
        template: "FAILOVER",
        ttl: args.answerSeconds,
        healthCheckMonitorId: monitor.id,
        answers: all([args.address, args.standbyAddress]).apply(planAnswers),
        rules: planSteering(),
        ...tags(args),
      },
      { parent: this },
    );
  }
}

/**
 * Those of Oracle's sample that are in the United States; the service has others from time to time, and without any named
 * it takes some abroad.
 * https://docs.oracle.com/en-us/iaas/Content/HealthChecks/Tasks/list-vantage-point.htm
 */
const vantagePointsInUs = [
  "aws-iad",
  "aws-cmh",
  "aws-pdx",
  "aws-sfo",
  "azr-iad1",
  "azr-ord",
  "azr-sat",
  "goo-chs",
  "goo-cbf",
];

export const usVantagePoint: check.Check<string> = {
  allowed: `a vantage point in the United States: ${vantagePointsInUs.map(check.quote).join(", ")}`,
  example: "aws-pdx,azr-iad1,goo-cbf",
  accepts: (value) => vantagePointsInUs.includes(value),
};

/** https://docs.oracle.com/en-us/iaas/api/#/en/dns/latest/datatypes/CreateSteeringPolicyDetails */
export const answerSeconds = check.whole(30, 3600, "seconds");

function refuseWrong(name: string, args: PublicNameArgs): void {
  check.refuseWrong("public name", name, {
    ...declarationChecks(args),
    networkCompartmentId: check.against(args.networkCompartmentId, ocid("compartment")),
    domainName: check.against(args.domainName, check.hostName),
    ...check.againstEach("hostNames", args.hostNames, nameIn(args.domainName)),
    healthPath: check.against(args.healthPath, urlPath),
    ...check.againstEach("vantagePoints", args.vantagePoints, usVantagePoint),
    answerSeconds: check.against(args.answerSeconds, answerSeconds),
    certificateIssuer: check.against(args.certificateIssuer, check.hostName),
  });
}

function nameIn(domain: string): check.Check<string> {
  return {
    allowed: `${check.quote(domain)} or a name in it`,
    example: domain,
    accepts: (value) => check.hostName.accepts(value) && (value === domain || value.endsWith(`.${domain}`)),
  };
}
