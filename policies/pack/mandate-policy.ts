import type { PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

const configSchema: PolicyConfigSchema = {
  properties: {
    mandate: {
      type: ["object", "string"],
      description:
        "the mandate itself, or the path of its file, from the folder of Pulumi.yaml; " +
        "without it, STATESIDE_MANDATE or mandate.yaml beside Pulumi.yaml counts",
    },
  },
};

/**
 * The pack's first policy, whose configuration is for the whole pack: CrossGuard has none but that of single policies. The
 * SDK runs policies in their order, so that it settles the mandate before any other asks. It reports nothing: what is
 * wrong with a mandate makes the operation fail, at any level but `disabled`, which takes its configuration away, too.
 *
 * @param settle - is given a resource's URN and the configured mandate, undefined where there is none; throws when it isn't valid
 */
export function mandatePolicy(
  settle: (urn: string | undefined, configured: unknown) => void,
): ResourceValidationPolicy & StackValidationPolicy {
  const title = "The mandate that the pack judges by is valid";
  return {
    name: "mandate-is-valid",
    displayName: title,
    description: title,
    severity: "critical",
    remediationSteps: "mend the mandate as the errors say",
    enforcementLevel: "mandatory",
    configSchema,
    validateResource: (args) => {
      settle(args.urn, args.getConfig<Configuration>().mandate);
    },
    validateStack: (args) => {
      settle(args.resources[0]?.urn, args.getConfig<Configuration>().mandate);
    },
  };
}

interface Configuration {
  readonly mandate?: unknown;
}
