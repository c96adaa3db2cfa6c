import { ComponentResource } from "@pulumi/pulumi";
import { Quota } from "@pulumi/oci/limits";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid, oracleCompartmentName } from "../checks";
import { tags } from "../tags";
import { planQuotas } from "./quota-statements";

/** Where the quotas hold. */
export const quotaReaches = ["enclave", "tenancy"] as const;

export interface RegionGuardrailArgs extends Declaration {
  /** Holds the quotas, so that nobody can lift them from inside the enclave. */
  readonly tenancyId: string;
  /** The name of the enclave's compartment, right under the tenancy. */
  readonly enclaveName: string;
  /** @default - the enclave's compartments alone */
  readonly reach?: (typeof quotaReaches)[number];
  /** The regions that stay open, each in the United States. */
  readonly regions: readonly string[];
}

/**
 * Quotas that leave nothing to create outside the enclave's regions. They bind everybody, whatever an access policy allows,
 * but not what is there already, and take up to 10 minutes. Needs the home region, and the enclave's compartments first.
 * https://docs.oracle.com/en-us/iaas/Content/Quotas/Tasks/create-quota.htm
 */
export class RegionGuardrail extends ComponentResource {
  constructor(name: string, args: RegionGuardrailArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:RegionGuardrail", name, declared(args), opts);

    const compartment = args.reach === "tenancy" ? undefined : args.enclaveName;
    for (const { kind, statements } of planQuotas(compartment, args.regions)) {
      new Quota(
        `${name}-${kind}`,
        {
          compartmentId: args.tenancyId,
          // Unique in the tenancy; that it may have periods, as a compartment's may, no document says.
          name: `${args.enclaveName.replaceAll(".", "-")}-regions-${kind}`,
          description: `Nothing of the ${kind} families outside the regions of ${args.enclaveName}`,
          statements: [...statements],
          ...tags(args),
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

function refuseWrong(name: string, args: RegionGuardrailArgs): void {
  const region = check.usRegion("oci", "us-ashburn-1");
  check.refuseWrong("region guardrail", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveName: check.against(args.enclaveName, oracleCompartmentName),
    ...check.againstEach("regions", args.regions, region),
  });
}
