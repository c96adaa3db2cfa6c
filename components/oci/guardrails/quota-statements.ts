import { quotaFamilies } from "./quota-families";
import type { QuotaKind } from "./quota-families";

/** The statements of one quota. */
export interface QuotaPlan {
  readonly kind: QuotaKind;
  readonly statements: readonly string[];
}

/**
 * Forbids every family outside some regions: a quota for each kind, so that a family that a tenancy doesn't know stops only
 * its kind. The regions that stay open are the ones named, as a list of those to close would leave each region open that
 * Oracle adds later. Oracle writes such statements with `!=` itself, and several conditions with `all`.
 *
 * https://docs.oracle.com/en-us/iaas/Content/Quotas/Concepts/quota_policy_syntax.htm
 * https://github.com/oci-landing-zones/oci-landing-zone-operating-entities/blob/master/addons/oci-sovereign-controls/implementation.md
 * https://docs.oracle.com/en-us/iaas/tools/oci-ansible-collection/latest/collections/oracle/oci/oci_limits_quota_module.html
 *
 * @param compartment - the name of a compartment right under the tenancy; `undefined`: the whole tenancy
 * @param regions - names such as `us-ashburn-1`; at least one
 */
export function planQuotas(compartment: string | undefined, regions: readonly string[]): QuotaPlan[] {
  const reach = compartment === undefined ? "tenancy" : `compartment ${compartment}`;
  const kinds = [...new Set(quotaFamilies.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    statements: quotaFamilies
      .filter((family) => family.kind === kind)
      .map(({ name }) => `zero ${name} quotas in ${reach} where ${outside(regions)}`),
  }));
}

function outside(regions: readonly string[]): string {
  const each = [...new Set(regions)].map((region) => `request.region != '${region}'`);
  return each.length === 1 ? each.join() : `all {${each.join(", ")}}`;
}
