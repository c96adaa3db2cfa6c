import type { Input, InvokeOptions, Output } from "@pulumi/pulumi";
import { getAvailabilityDomainsOutput } from "@pulumi/oci/identity";
import { ProgramError } from "../../program-error";

/** The name of an availability domain in the region of a provider. */
export function availabilityDomain(number: number, tenancyId: Input<string>, opts: InvokeOptions): Output<string> {
  const { availabilityDomains } = getAvailabilityDomainsOutput({ compartmentId: tenancyId }, opts);
  return availabilityDomains.apply((domains) =>
    numbered(
      domains.map(({ name }) => name),
      number,
    ),
  );
}

/**
 * Each tenancy has names of its own, in an order of its own: the number is at a name's end, as in `Uocm:PHX-AD-1`.
 * https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm#AvailabilityDomains
 *
 * @throws ProgramError when none of the names has the number
 */
export function numbered(names: readonly string[], number: number): string {
  const found = names.find((name) => name.endsWith(`-AD-${number}`));
  if (found !== undefined) return found;
  throw new ProgramError(`no availability domain has the number \`${number}\`; the region has ${names.join(", ")}`);
}
