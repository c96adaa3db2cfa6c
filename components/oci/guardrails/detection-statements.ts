/**
 * What Cloud Guard may read, and the little that it may do: find the security groups of what it reports, and keep the event
 * rules that it made itself. It watches a tenancy as a whole, and is allowed to by the tenancy.
 *
 * https://github.com/oracle/terraform-provider-oci/blob/master/examples/cloudguard/cloudguard_onboard_console_usecase_example/main.tf
 * https://docs.oracle.com/en-us/iaas/cloud-guard/using/prerequisites.htm
 */
export function detectionStatements(): string[] {
  return [
    ...watched.map((family) => `Allow service cloudguard to read ${family} in tenancy`),
    "Allow service cloudguard to use network-security-groups in tenancy",
    "Allow service cloudguard to manage cloudevents-rules in tenancy where target.rule.type = 'managed'",
  ];
}

const watched = [
  "audit-events",
  "authentication-policies",
  "autonomous-database-family",
  "compartments",
  "compute-management-family",
  "database-family",
  "dynamic-groups",
  "groups",
  "instance-family",
  "keys",
  "load-balancers",
  "object-family",
  "policies",
  "tenancies",
  "users",
  "vaults",
  "virtual-network-family",
  "volume-family",
];
