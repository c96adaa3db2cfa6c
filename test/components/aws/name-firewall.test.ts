import { NameFirewall } from "../../../components/aws/name-firewall";
import type { NameFirewallArgs } from "../../../components/aws/name-firewall";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, here, virginia } from "./backup-center";
import { shown } from "./shown";

function build(seen: Seen, change: Partial<NameFirewallArgs> = {}): NameFirewall {
  return new NameFirewall(
    "backup",
    {
      ...here,
      networkId: "vpc-backup",
      ruleGroupName: "us-backup",
      names: ["storage.example.com", "*.us-east-1.amazonaws.com"],
      ...change,
    },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("resolves the names that are listed, and no other", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:NameFirewall backup": {
      ...declaration,
    },
    "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup backup": {
      name: "us-backup",
      tags: tags,
    },
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList backup-known": {
      domains: ["storage.example.com", "*.us-east-1.amazonaws.com"],
      name: "us-backup-known",
      tags: tags,
    },
    "aws:route53/resolverFirewallRule:ResolverFirewallRule backup-known": {
      action: "ALLOW",
      firewallDomainListId: "backup-known-id",
      firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
      firewallRuleGroupId: "backup-id",
      name: "us-backup-known",
      priority: 1,
    },
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList backup-others": {
      domains: ["*"],
      name: "us-backup-others",
      tags: tags,
    },
    "aws:route53/resolverFirewallRule:ResolverFirewallRule backup-others": {
      action: "BLOCK",
      blockResponse: "NXDOMAIN",
      firewallDomainListId: "backup-others-id",
      firewallRuleGroupId: "backup-id",
      name: "us-backup-others",
      priority: 2,
    },
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation backup": {
      firewallRuleGroupId: "backup-id",
      mutationProtection: "DISABLED",
      name: "us-backup",
      priority: 101,
      tags: tags,
      vpcId: "vpc-backup",
    },
    "aws:route53/resolverFirewallConfig:ResolverFirewallConfig backup": {
      firewallFailOpen: "DISABLED",
      resourceId: "vpc-backup",
    },
  });
});

it.each<[Partial<NameFirewallArgs>, string]>([
  [
    { ruleGroupName: "us_backup" },
    "name firewall `backup`: `ruleGroupName` is `us_backup`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
