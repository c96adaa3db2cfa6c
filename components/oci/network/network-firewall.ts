import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { getPrivateIpsOutput } from "@pulumi/oci/core";
import {
  NetworkFirewall as Firewall,
  NetworkFirewallPolicy,
  NetworkFirewallPolicyAddressList,
  NetworkFirewallPolicySecurityRule,
  NetworkFirewallPolicyService,
  NetworkFirewallPolicyServiceList,
} from "@pulumi/oci/networkfirewall";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid } from "../checks";
import { tags } from "../tags";
import { flowsThrough, planFirewall, policyNameOf } from "./firewall-plan";
import type { FirewallPlace, FirewallPlan, FirewallRule } from "./firewall-plan";
import { flowsWith } from "./flows";
import type { NetworkPlan } from "./network-plan";

export interface NetworkFirewallArgs extends Declaration {
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Which of the side's two firewalls: its address in the plan and its flows follow. */
  readonly place: FirewallPlace;
  /** The firewall's own subnet, with nothing else in it: a firewall sees nothing of traffic within its subnet. */
  readonly subnetId: Input<string>;
  readonly plan: NetworkPlan;
}

/**
 * A network firewall that routes lead through, with a policy that lets the flows that lead there pass and drops the rest.
 *
 * A policy that a firewall has can't be edited: the service answers 409. So the policy's name, and that of everything in
 * it, ends with a hash of its labels and one of all its rules. A change of any makes a new policy with all that belongs to
 * it, then moves the firewall over in place, and only then deletes the old one; until then, the firewall keeps the old.
 * While it moves, it resets TCP connections: Oracle advises a maintenance window.
 * https://github.com/oci-landing-zones/terraform-oci-modules-networking/issues/17
 * https://docs.oracle.com/en-us/iaas/Content/network-firewall/policies.htm
 *
 * Nothing is decrypted: what passes is TLS to the balancer, to the application and to Oracle's services, whose private keys
 * the firewall would need. Intrusion prevention sees the handshakes, and NFS in full; the web application firewall sees
 * requests, behind the balancer's TLS.
 */
export class NetworkFirewall extends ComponentResource {
  readonly firewallId: Output<string>;
  /** The OCID of the firewall's private IP address, which routes lead to. */
  readonly addressId: Output<string>;
  readonly policyName: Output<string>;

  constructor(name: string, args: NetworkFirewallArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    const plan = planFirewall(flowsThrough(args.place, flowsWith(args.plan.centers)), args.plan);
    const { firewallAddress, edgeAddress } = args.plan.hub;
    const address = args.place === "edge" ? edgeAddress : firewallAddress;
    super("stateside:oci:NetworkFirewall", name, declared(args), opts);

    const { policy, rules } = this.declarePolicy(policyNameOf(name, args, plan), args, plan);
    const firewall = new Firewall(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        subnetId: args.subnetId,
        // No availability domain: in a regional subnet, the firewall spans them all.
        ipv4address: address,
        networkFirewallPolicyId: policy.id,
        ...tags(args),
      },
      { parent: this, dependsOn: rules },
    );

    this.firewallId = firewall.id;
    this.addressId = this.findAddress(firewall, address);
    this.policyName = policy.displayName;
    this.registerOutputs({
      firewallId: this.firewallId,
      addressId: this.addressId,
      policyName: this.policyName,
    });
  }

  private declarePolicy(name: string, args: NetworkFirewallArgs, plan: FirewallPlan) {
    const policy = new NetworkFirewallPolicy(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        description: "Lets the declared flows pass and drops the rest",
        ...tags(args),
      },
      { parent: this },
    );
    const within = { networkFirewallPolicyId: policy.id };
    const addressLists = plan.addressLists.map(
      (list) =>
        new NetworkFirewallPolicyAddressList(
          `${name}-${list.name}`,
          { ...within, name: list.name, type: "IP", addresses: [...list.addresses] },
          { parent: this },
        ),
    );
    const serviceLists = plan.services.map((service) => {
      const { name: serviceName } = new NetworkFirewallPolicyService(
        `${name}-${service.name}`,
        {
          ...within,
          name: service.name,
          type: service.type,
          portRanges: service.ports.map(([minimumPort, maximumPort]) => ({ minimumPort, maximumPort })),
        },
        { parent: this },
      );
      return new NetworkFirewallPolicyServiceList(
        `${name}-${service.listName}`,
        { ...within, name: service.listName, services: [serviceName] },
        { parent: this },
      );
    });
    return { policy, rules: this.declareRules(name, within, plan.rules, [...addressLists, ...serviceLists]) };
  }

  /**
   * One after the other, each placed behind the one before: what a rule names has to be there already. The service goes on
   * to tell of each rule which ones are beside it, and the provider's documentation has that ignored.
   * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/network_firewall_network_firewall_policy_security_rule
   */
  private declareRules(
    policyName: string,
    within: { readonly networkFirewallPolicyId: Input<string> },
    rules: readonly FirewallRule[],
    named: readonly Resource[],
  ): Resource[] {
    const there: NetworkFirewallPolicySecurityRule[] = [];
    for (const rule of rules) {
      const before = there.at(-1);
      there.push(
        new NetworkFirewallPolicySecurityRule(
          `${policyName}-${rule.name}`,
          {
            ...within,
            name: rule.name,
            description: rule.why,
            condition: {
              ...(rule.from !== undefined && { sourceAddresses: [rule.from] }),
              ...(rule.to !== undefined && { destinationAddresses: [rule.to] }),
              ...(rule.service !== undefined && { services: [rule.service] }),
            },
            action: rule.action,
            ...(rule.inspection !== undefined && { inspection: rule.inspection }),
            ...(before !== undefined && { positions: [{ afterRule: before.name }] }),
          },
          { parent: this, dependsOn: [...named], ignoreChanges: ["positions"] },
        ),
      );
    }
    return there;
  }

  /** The service makes the address with the firewall: in a preview before that, it isn't known. */
  private findAddress(firewall: Firewall, address: string): Output<string> {
    const { privateIps } = getPrivateIpsOutput(
      { subnetId: firewall.subnetId, ipAddress: address },
      { parent: this, dependsOn: [firewall] },
    );
    return privateIps.apply(([found]) => {
      if (found !== undefined) return found.id;
      throw new ProgramError(`the firewall's private IP address ${check.quote(address)} isn't in its subnet`);
    });
  }
}

function refuseWrong(name: string, args: NetworkFirewallArgs): void {
  check.refuseWrong("network firewall", name, {
    ...declarationChecks(args),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
  });
}
