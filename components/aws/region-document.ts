/** The longest service control policy, in characters: white space counts. */
export const longestControlPolicy = 5120;

/**
 * What works outside the regions too, as it has one endpoint for the whole world, is needed to run an account at all, and
 * keeps no users' data. AWS's own example exempts more, and with it keys and delivery abroad.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export const worldwideActions: readonly string[] = [
  "account:Get*",
  "account:List*",
  "aws-portal:*",
  "billing:*",
  "budgets:*",
  "ce:*",
  "consolidatedbilling:*",
  "cur:*",
  "ec2:DescribeRegions",
  "freetier:*",
  "health:*",
  "iam:*",
  "invoicing:*",
  "organizations:*",
  "payments:*",
  "pricing:*",
  "s3:GetAccountPublic*",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublic*",
  "shield:*",
  "sts:*",
  "support:*",
  "tax:*",
  "trustedadvisor:*",
];

/**
 * A service control policy that denies everything outside some regions, and the ways around that: services that serve from
 * abroad whatever region they are told in, switching further regions on, and leaving the organization, which would take the
 * policy off.
 *
 * @param regions - names such as `us-east-1`; none: nothing is allowed in any region
 */
export function regionDocument(regions: readonly string[]): string {
  const allowed = [...new Set(regions)].sort();
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OtherRegions",
        Effect: "Deny",
        NotAction: worldwideActions,
        Resource: "*",
        ...(allowed.length > 0 && { Condition: { StringNotEquals: { "aws:RequestedRegion": allowed } } }),
      },
      { Sid: "DeliveryFromAbroad", Effect: "Deny", Action: ["cloudfront:*", "globalaccelerator:*"], Resource: "*" },
      {
        Sid: "WaysOut",
        Effect: "Deny",
        Action: ["account:EnableRegion", "organizations:LeaveOrganization"],
        Resource: "*",
      },
    ],
  });
}
