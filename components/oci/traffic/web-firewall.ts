import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { AppFirewall, AppFirewallPolicy } from "@pulumi/oci/waf";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { logDays, ocid } from "../checks";
import { tags } from "../tags";
import { watch } from "../audit/watch";
import { planWebFirewall } from "./web-firewall-plan";
import type { WebFirewallWishes } from "./web-firewall-plan";

export interface WebFirewallArgs extends Declaration, WebFirewallWishes {
  readonly compartmentId: Input<string>;
  /** The balancer that it stands in: one in the provider's region, with no other firewall. */
  readonly balancerId: Input<string>;
  readonly logGroupId: Input<string>;
  readonly logDays: number;
}

/**
 * Inspects each request, once the balancer has decrypted it: refuses what isn't for the enclave's names or looks like an
 * attack, and slows down who asks too often. Logs what it did.
 */
export class WebFirewall extends ComponentResource {
  readonly firewallId: Output<string>;

  constructor(name: string, args: WebFirewallArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:WebFirewall", name, declared(args), opts);

    const { dataClass, owner, compartmentId, logGroupId, logDays: days } = args;
    const policy = new AppFirewallPolicy(
      name,
      { compartmentId, displayName: name, ...planWebFirewall(args), ...tags(args) },
      { parent: this },
    );
    const firewall = new AppFirewall(
      name,
      {
        compartmentId,
        displayName: name,
        backendType: "LOAD_BALANCER",
        loadBalancerId: args.balancerId,
        webAppFirewallPolicyId: policy.id,
        ...tags(args),
      },
      { parent: this },
    );
    watch(
      `${name}-inspection`,
      { dataClass, owner, logGroupId, service: "waf", category: "all", resourceId: firewall.id, days },
      { parent: this, provider: opts.provider },
    );

    this.firewallId = firewall.id;
    this.registerOutputs({ firewallId: this.firewallId });
  }
}

/** ISO 3166-1. https://docs.oracle.com/en-us/iaas/Content/WAF/Concepts/understanding_conditions.htm */
export const countryCode = check.pattern("the two-letter code of a country, such as `US`", "US", /^[A-Z]{2}$/);

/** From so few that a page with its pictures still loads, to what one large office may need. */
export const requestRate = check.whole(60, 100_000, "requests");

export function refusedFilter(wishes: WebFirewallWishes): Record<string, check.Refusal | undefined> {
  const { hostNames, admittedCountries, requestsPerMinute } = wishes;
  return {
    ...check.againstEach("hostNames", hostNames, check.hostName),
    ...(admittedCountries.length > 0 && check.againstEach("admittedCountries", admittedCountries, countryCode)),
    requestsPerMinute: check.against(requestsPerMinute, requestRate),
  };
}

function refuseWrong(name: string, args: WebFirewallArgs): void {
  check.refuseWrong("web firewall", name, {
    ...declarationChecks(args),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    logDays: check.against(args.logDays, logDays),
    ...refusedFilter(args),
  });
}
