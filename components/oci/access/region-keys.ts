import { placeRows } from "../../../policies/residency/geography";
import { quote } from "../../checks";
import { ProgramError } from "../../program-error";

/**
 * The three-letter key of a region, which `request.region` in a condition takes; quotas take the region's name instead.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm
 *
 * @throws ProgramError when the table of places has no key for it
 */
export function regionKey(region: string): string {
  const key = placeRows().find(({ cloud, id }) => cloud === "oci" && id === region)?.key;
  if (key === undefined) throw new ProgramError(`${quote(region)} has no key; use a region of Oracle Cloud`);
  return key.toUpperCase();
}
