import { ComponentResource } from "@pulumi/pulumi";
import type { Input } from "@pulumi/pulumi";
import {
  ResolverFirewallConfig,
  ResolverFirewallDomainList,
  ResolverFirewallRule,
  ResolverFirewallRuleGroup,
  ResolverFirewallRuleGroupAssociation,
} from "@pulumi/aws/route53";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { awsName } from "./checks";

export interface NameFirewallArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly networkId: Input<string>;
  readonly ruleGroupName: string;
  /** The names that may be asked for; `*.` before one stands for all below it. */
  readonly names: readonly Input<string>[];
}

/**
 * Which names are resolved in a backup center's network: a few, and no other. A network without internet still resolves
 * every name in the world, and what is asked for can carry data out. Were the service not to answer, no name is resolved.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
 */
export class NameFirewall extends ComponentResource {
  constructor(name: string, args: NameFirewallArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:NameFirewall", name, declared(args), opts);
    const list = (of: string, domains: readonly Input<string>[]): ResolverFirewallDomainList =>
      new ResolverFirewallDomainList(
        `${name}-${of}`,
        { name: `${args.ruleGroupName}-${of}`, domains: [...domains], tags: labels(args) },
        { parent: this },
      );
    const group = new ResolverFirewallRuleGroup(
      name,
      { name: args.ruleGroupName, tags: labels(args) },
      { parent: this },
    );
    new ResolverFirewallRule(
      `${name}-known`,
      {
        name: `${args.ruleGroupName}-known`,
        firewallRuleGroupId: group.id,
        firewallDomainListId: list("known", args.names).id,
        // A name that is let through may stand for another: what that resolves to isn't asked for by anybody here.
        firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
        action: "ALLOW",
        priority: 1,
      },
      { parent: this },
    );
    new ResolverFirewallRule(
      `${name}-others`,
      {
        name: `${args.ruleGroupName}-others`,
        firewallRuleGroupId: group.id,
        firewallDomainListId: list("others", ["*"]).id,
        action: "BLOCK",
        blockResponse: "NXDOMAIN",
        priority: 2,
      },
      { parent: this },
    );
    new ResolverFirewallRuleGroupAssociation(
      name,
      {
        name: args.ruleGroupName,
        firewallRuleGroupId: group.id,
        vpcId: args.networkId,
        priority: 101,
        mutationProtection: "DISABLED",
        tags: labels(args),
      },
      { parent: this },
    );
    new ResolverFirewallConfig(name, { resourceId: args.networkId, firewallFailOpen: "DISABLED" }, { parent: this });
    this.registerOutputs({});
  }
}

function refuseWrong(name: string, args: NameFirewallArgs): void {
  check.refuseWrong("name firewall", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    ruleGroupName: check.against(args.ruleGroupName, awsName),
  });
}
