import { ComponentResource } from "@pulumi/pulumi";
import { Policy, PolicyAttachment } from "@pulumi/aws/organizations";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { awsAccountId, organizationTarget } from "./checks";
import { longestControlPolicy, regionDocument } from "./region-document";

export interface RegionGuardrailArgs extends Declaration {
  /** The account of the component's provider, which the organization is managed from. */
  readonly managementAccountId: string;
  /** The account, organizational unit or root whose accounts are bound. */
  readonly targetId: string;
  /** The regions of the mandate's centers; none: nothing is allowed in any. */
  readonly regions: readonly string[];
}

/**
 * A service control policy that keeps accounts inside the mandate's regions. It binds everybody in them, the root user too,
 * but never the management account. Control policies have to be enabled in the organization: `aws organizations
 * enable-policy-type --root-id <root> --policy-type SERVICE_CONTROL_POLICY`.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class RegionGuardrail extends ComponentResource {
  constructor(name: string, args: RegionGuardrailArgs, opts: ComponentOptions) {
    const content = regionDocument(args.regions);
    refuseWrong(name, args, content);
    super("stateside:aws:RegionGuardrail", name, declared(args), opts);

    const policy = new Policy(
      name,
      {
        name: `stateside-${name}`,
        description: "Nothing outside the regions of the mandate's centers",
        type: "SERVICE_CONTROL_POLICY",
        content,
        tags: labels(args),
      },
      { parent: this },
    );
    new PolicyAttachment(name, { policyId: policy.id, targetId: args.targetId }, { parent: this });
    this.registerOutputs();
  }
}

function refuseWrong(name: string, args: RegionGuardrailArgs, content: string): void {
  check.refuseWrong("region guardrail", name, {
    ...declarationChecks(args),
    managementAccountId: check.against(args.managementAccountId, awsAccountId),
    targetId: check.against(args.targetId, boundBy(args.managementAccountId)),
    ...(args.regions.length > 0 && check.againstEach("regions", args.regions, check.region("aws", "us-east-1"))),
    ...(content.length > longestControlPolicy && {
      regions: {
        value: `${args.regions.length} regions`,
        allowed: `fewer, as the policy has at most ${longestControlPolicy} characters`,
      },
    }),
  });
}

function boundBy(managementAccountId: string): check.Check<string> {
  return {
    ...organizationTarget,
    allowed: `${organizationTarget.allowed}, other than the management account, which no policy binds`,
    accepts: (value) => value !== managementAccountId && organizationTarget.accepts(value),
  };
}
