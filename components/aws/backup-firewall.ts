import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Firewall, FirewallPolicy, LoggingConfiguration, RuleGroup } from "@pulumi/aws/networkfirewall";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { stanceOf } from "../phases";
import type { LiveCenter } from "../phases";
import { ProgramError } from "../program-error";
import { planFirewall } from "./backup-firewall-plan";
import type { FirewallPlan } from "./backup-firewall-plan";
import type { JoinedNetwork } from "./backup-network";
import { awsName } from "./checks";

export interface BackupFirewallArgs extends Declaration {
  /** The center whose phase decides whether the firewall can be deleted. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Unique in the account and region; it can't be changed. */
  readonly firewallName: string;
  readonly network: JoinedNetwork;
  /** The only host that the courier may speak with over the line. */
  readonly host: Input<string>;
  /** The evidence bucket. */
  readonly logBucketName: Input<string>;
}

/**
 * The firewall between the private line and the courier: everything is dropped but TLS to one host that the courier begins.
 * Alerts and flows are kept as evidence.
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-evaluation-order.html
 */
export class BackupFirewall extends ComponentResource {
  /** Where routes lead. */
  readonly endpointId: Output<string>;

  constructor(name: string, args: BackupFirewallArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:BackupFirewall", name, declared(args), opts);
    const plan = output(args.host).apply((host) => planFirewall(args.network.plan.courier, host));
    const isKept = stanceOf(args.center).kind === "receives";

    const firewall = new Firewall(
      name,
      {
        name: args.firewallName,
        vpcId: args.network.networkId,
        subnetMappings: [{ subnetId: args.network.subnetIds.firewall, ipAddressType: "IPV4" }],
        firewallPolicyArn: this.declarePolicy(name, args, plan).arn,
        deleteProtection: isKept,
        firewallPolicyChangeProtection: isKept,
        subnetChangeProtection: isKept,
        tags: labels(args),
      },
      { parent: this, protect: isKept },
    );
    const logTo = (logType: string) => ({
      logType,
      logDestinationType: "S3",
      logDestination: { bucketName: args.logBucketName },
    });
    new LoggingConfiguration(
      name,
      {
        firewallArn: firewall.arn,
        loggingConfiguration: { logDestinationConfigs: [logTo("ALERT"), logTo("FLOW")] },
      },
      { parent: this },
    );

    this.endpointId = firewall.firewallStatuses.apply(([status]) => {
      const [endpointId] =
        status?.syncStates.flatMap(({ attachments }) => attachments.map((each) => each.endpointId)) ?? [];
      if (endpointId !== undefined) return endpointId;
      throw new ProgramError(`backup firewall \`${name}\` has no endpoint yet; run \`pulumi up\` again`);
    });
    this.registerOutputs({ endpointId: this.endpointId });
  }

  /** Groups are of a fixed capacity, and can't grow: rules are few, and there is room for more. */
  private declarePolicy(name: string, args: BackupFirewallArgs, plan: Output<FirewallPlan>): FirewallPolicy {
    const inspected = new RuleGroup(
      `${name}-inspected`,
      {
        name: `${args.firewallName}-inspected`,
        type: "STATELESS",
        capacity: 20,
        ruleGroup: { rulesSource: { statelessRulesAndCustomActions: { statelessRules: plan.apply(statelessRules) } } },
        tags: labels(args),
      },
      { parent: this },
    );
    const passed = new RuleGroup(
      `${name}-passed`,
      {
        name: `${args.firewallName}-passed`,
        type: "STATEFUL",
        capacity: 50,
        ruleGroup: {
          rulesSource: { rulesString: plan.rules },
          statefulRuleOptions: { ruleOrder: "STRICT_ORDER" },
        },
        tags: labels(args),
      },
      { parent: this },
    );
    return new FirewallPolicy(
      name,
      {
        name: args.firewallName,
        firewallPolicy: {
          statelessDefaultActions: ["aws:drop"],
          statelessFragmentDefaultActions: ["aws:drop"],
          statelessRuleGroupReferences: [{ priority: 1, resourceArn: inspected.arn }],
          statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
          statefulDefaultActions: ["aws:drop_established", "aws:alert_established"],
          statefulRuleGroupReferences: [{ priority: 1, resourceArn: passed.arn }],
        },
        tags: labels(args),
      },
      { parent: this },
    );
  }
}

function statelessRules({ inspected }: FirewallPlan) {
  const port = (number: number) => [{ fromPort: number, toPort: number }];
  return inspected.map(({ protocol, source, destination, sourcePort, destinationPort }, index) => ({
    priority: index + 1,
    ruleDefinition: {
      actions: ["aws:forward_to_sfe"],
      matchAttributes: {
        protocols: [protocol],
        sources: [{ addressDefinition: source }],
        destinations: [{ addressDefinition: destination }],
        ...(sourcePort !== undefined && { sourcePorts: port(sourcePort) }),
        ...(destinationPort !== undefined && { destinationPorts: port(destinationPort) }),
      },
    },
  }));
}

function refuseWrong(name: string, args: BackupFirewallArgs): void {
  check.refuseWrong("backup firewall", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    firewallName: check.against(args.firewallName, awsName),
    host: check.against(args.host, check.hostName),
  });
}
