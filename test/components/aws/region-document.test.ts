import fc from "fast-check";
import { longestControlPolicy, regionDocument, worldwideActions } from "../../../components/aws/region-document";
import { placesOf } from "../../../policies/residency/geography";

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringNotEquals: { readonly "aws:RequestedRegion": readonly string[] } };
}

// SAFETY: the document is what is tested; were it of another form, what follows would fail.
const statements = (regions: readonly string[]) =>
  (JSON.parse(regionDocument(regions)) as { readonly Statement: readonly Statement[] }).Statement;

/** As IAM reads a pattern of actions. */
const covers = (pattern: string, action: string) =>
  pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern;

/** Whether an account under the document may do something, were everything else to allow it. */
function passes(regions: readonly string[], action: string, region: string): boolean {
  return !statements(regions).some(({ Action, NotAction, Condition }) => {
    const about = Action?.some((each) => covers(each, action)) ?? !NotAction?.some((each) => covers(each, action));
    const there = Condition?.StringNotEquals["aws:RequestedRegion"].includes(region) !== true;
    return about && there;
  });
}

const all = placesOf("aws")
  .filter(({ kind }) => kind === "region")
  .map(({ id }) => id);
const centers = fc.subarray(all, { minLength: 1, maxLength: 4 });
const service = fc.stringMatching(/^[a-z][a-z0-9-]{1,14}:[A-Z][A-Za-z]{2,20}$/);
const usual = fc.constantFrom(
  "s3:PutObject",
  "s3:CreateBucket",
  "ec2:RunInstances",
  "kms:CreateKey",
  "rds:CreateDBInstance",
);

it("lets nothing pass outside the centers' regions but what is exempt", () => {
  fc.assert(
    fc.property(centers, fc.constantFrom(...all), fc.oneof(service, usual), (regions, region, action) => {
      fc.pre(!regions.includes(region) && !worldwideActions.some((each) => covers(each, action)));
      expect(passes(regions, action, region)).toBe(false);
    }),
  );
});

it("allows exactly the centers' regions", () => {
  fc.assert(
    fc.property(centers, usual, (regions, action) => {
      expect(all.filter((region) => passes(regions, action, region))).toEqual(regions);
    }),
  );
});

it("allows no region where the mandate has no center, and what runs an account everywhere", () => {
  expect(all.filter((region) => passes([], "s3:PutObject", region))).toEqual([]);
  expect(all.filter((region) => !passes([], "iam:GetRole", region))).toEqual([]);
});

it.each([
  "cloudfront:CreateDistribution",
  "globalaccelerator:CreateAccelerator",
  "account:EnableRegion",
  "organizations:LeaveOrganization",
])("denies %s wherever it is asked for", (action) => {
  expect(all.filter((region) => passes(["us-east-1", "us-west-2"], action, region))).toEqual([]);
});

it("exempts no service that keeps or serves content", () => {
  const content = ["s3:PutObject", "kms:CreateKey", "ec2:RunInstances", "dynamodb:PutItem", "lambda:CreateFunction"];
  const exempt = content.filter((action) => worldwideActions.some((each) => covers(each, action)));
  expect([...exempt, ...worldwideActions.filter((each) => each === "*" || each.startsWith("*"))]).toEqual([]);
});

it("denies only, and is as short as a control policy has to be with every region in it", () => {
  expect(new Set(statements(all).map(({ Effect }) => Effect))).toEqual(new Set(["Deny"]));
  expect(regionDocument(all).length).toBeLessThanOrEqual(longestControlPolicy);
  expect(regionDocument(["us-west-2", "us-east-1", "us-west-2"])).toBe(regionDocument(["us-east-1", "us-west-2"]));
});
