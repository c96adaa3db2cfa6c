/**
 * What services answer until they have noticed a policy that was written a moment ago: most don't say whether something
 * isn't allowed or isn't there.
 * https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm
 * https://github.com/oracle/oci-go-sdk/blob/master/common/eventual_consistency.go
 */
export const notAuthorized = ["NotAuthorizedOrNotFound"];
