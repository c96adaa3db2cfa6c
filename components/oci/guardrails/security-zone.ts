import { all, ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { getSecurityPoliciesOutput, SecurityRecipe, SecurityZone as Zone } from "@pulumi/oci/cloudguard";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid, oracleCompartmentName } from "../checks";
import { tags } from "../tags";

export interface SecurityZoneArgs extends Declaration {
  readonly tenancyId: string;
  /** The name of the enclave's compartment. */
  readonly enclaveName: string;
  /** Holds the recipe: outside the zones, so that who may write in them can't loosen it. */
  readonly enclaveCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  readonly auditCompartmentId: Input<string>;
  /** Cloud Guard, switched on: without it there are neither zones nor the list of their policies. */
  readonly cloudGuard: Resource;
}

/**
 * What can't be done in a zone, as Oracle names it; the ids, which differ from realm to realm, are looked up. Left out is
 * what asks for a subnet in the same zone: the network is in none, as its hub is public.
 *
 * https://docs.oracle.com/en-us/iaas/Content/security-zone/using/security-zone-policies.htm
 */
export const zonePolicies = [
  "deny public_buckets",
  "deny db_instance_public_access",
  "deny buckets_without_vault_key",
  "deny block_volume_without_vault_key",
  "deny boot_volume_without_vault_key",
  "deny file_system_without_vault_key",
  "deny bucket_in_security_zone_move_to_compartment_not_in_security_zone",
  "deny block_volume_in_security_zone_move_to_compartment_not_in_security_zone",
  "deny boot_volume_in_security_zone_move_to_compartment_not_in_security_zone",
  "deny file_system_in_security_zone_move_to_compartment_not_in_security_zone",
  "deny db_instance_move_to_compartment_not_in_security_zone",
];

/**
 * Security zones over the compartments with data, keys and evidence: whoever acts, nothing there can become public, be
 * without a customer's key, or move out. Needs the reporting region of Cloud Guard.
 *
 * Cloud Guard makes a target of its own for each zone, with detectors but no responder; that of the enclave around them
 * stays. What it finds in a zone is told once the zone's target has a responder, too. No resource can give it one: it is
 * `oci cloud-guard target-responder-recipe create --target-id <target> --responder-recipe-id <recipe>`, once for each zone.
 * https://docs.oracle.com/en-us/iaas/security-zone/using/create-security-zone.htm
 * https://docs.oracle.com/en-us/iaas/cloud-guard/using/targets-modify.htm
 */
export class SecurityZone extends ComponentResource {
  /** The targets of the zones, between spaces: they need a responder. */
  readonly targetIds: Output<string>;

  constructor(name: string, args: SecurityZoneArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:SecurityZone", name, declared(args), opts);

    const after = [args.cloudGuard];
    const policies = getSecurityPoliciesOutput({ compartmentId: args.tenancyId }, { parent: this, dependsOn: after });
    const recipe = new SecurityRecipe(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        displayName: `${args.enclaveName}-recipe`,
        description: "Nothing public, nothing without a customer's key, nothing moved out",
        securityPolicies: policies.apply(({ securityPolicyCollections }) =>
          idsOf(
            zonePolicies,
            securityPolicyCollections.flatMap(({ items }) => items),
          ),
        ),
        ...tags(args),
      },
      { parent: this, dependsOn: after },
    );
    const zone = (part: string, compartmentId: Input<string>) =>
      new Zone(
        `${name}-${part}`,
        {
          compartmentId,
          displayName: `${args.enclaveName}-${part}`,
          description: `The ${part} compartment of ${args.enclaveName}`,
          securityZoneRecipeId: recipe.id,
          ...tags(args),
        },
        { parent: this },
      );
    const zones = [
      zone("data", args.dataCompartmentId),
      zone("keys", args.keysCompartmentId),
      zone("audit", args.auditCompartmentId),
    ];
    this.targetIds = all(zones.map(({ securityZoneTargetId }) => securityZoneTargetId)).apply((ids) => ids.join(" "));
    this.registerOutputs({ targetIds: this.targetIds });
  }
}

interface NamedPolicy {
  readonly id: string;
  readonly friendlyName: string;
}

/** @throws ProgramError with the policies that the tenancy's realm doesn't have */
export function idsOf(names: readonly string[], policies: readonly NamedPolicy[]): string[] {
  const ids = new Map(policies.map(({ friendlyName, id }) => [friendlyName, id]));
  const found = names.flatMap((name) => ids.get(name) ?? []);
  const missing = names.filter((name) => !ids.has(name)).map(check.quote);
  if (missing.length === 0) return found;
  throw new ProgramError(
    `Security Zones has no policy ${missing.join(", ")}; ` +
      "see `oci cloud-guard security-policy-collection list-security-policies`",
  );
}

function refuseWrong(name: string, args: SecurityZoneArgs): void {
  check.refuseWrong("security zone", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveName: check.against(args.enclaveName, oracleCompartmentName),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    auditCompartmentId: check.against(args.auditCompartmentId, ocid("compartment")),
  });
}
