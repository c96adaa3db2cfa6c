import fc from "fast-check";
import type { PrincipalName, Principals } from "../../../policies/residency/access/aws-policy";
import { outsideOf } from "../../../policies/residency/access/principals";

const own = { accounts: new Set(["111122223333"]) };
const nobody = { anyone: false, outsiders: [], services: [], unresolved: [] };
const named = (by: PrincipalName["by"], name: string): Principals => ({ kind: "named", names: [{ by, name }] });

describe("the principals of a statement", () => {
  it.each<[string, Principals]>([
    ["an account", named("AWS", "111122223333")],
    ["an account's root", named("AWS", "arn:aws:iam::111122223333:root")],
    ["a role", named("AWS", "arn:aws-us-gov:iam::111122223333:role/app/web")],
    ["any role", named("AWS", "arn:aws:iam::111122223333:role/*")],
    ["a session", named("AWS", "arn:aws:sts::111122223333:assumed-role/app/session")],
    ["whoever the policy is attached to", { kind: "absent" }],
    ["everyone but everyone", { kind: "all-but", names: [{ by: "AWS", name: "*" }] }],
  ])("are the estate's own: %s", (_, principals) => {
    expect(outsideOf(principals, own)).toEqual(nobody);
  });

  it.each<[string, Principals]>([
    ["`*`", { kind: "everyone" }],
    ["`*` of AWS", named("AWS", "*")],
    ["a pattern for accounts", named("AWS", "arn:aws:iam::*:role/app")],
    ["all but one", { kind: "all-but", names: [{ by: "AWS", name: "111122223333" }] }],
  ])("are anyone: %s", (_, principals) => {
    expect(outsideOf(principals, own)).toEqual({ ...nobody, anyone: true });
  });

  it.each([
    ["another account", "AWS", "444455556666", "account"],
    ["another account's role", "AWS", "arn:aws:iam::444455556666:role/app", "account"],
    ["a deleted user's id", "AWS", "AIDACKCEVSQ6C2EXAMPLE", "other"],
    ["an origin access identity", "AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", "other"],
    ["an own account with more behind it", "AWS", "1111222233334", "other"],
    ["no name", "AWS", "", "other"],
    ["an identity provider", "Federated", "accounts.google.com", "federated"],
    [
      "a provider registered in an own account",
      "Federated",
      "arn:aws:iam::111122223333:saml-provider/okta",
      "federated",
    ],
    ["a canonical user", "CanonicalUser", "79a59df900b949e5", "canonicalUser"],
    ["a service that isn't AWS's", "Service", "example.com", "other"],
    ["any service", "Service", "*", "other"],
  ] as const)("are outside: %s", (_, by, name, kind) => {
    expect(outsideOf(named(by, name), own)).toEqual({ ...nobody, outsiders: [{ kind, name }] });
  });

  it.each(["s3.amazonaws.com", "logs.eu-west-1.amazonaws.com", "ec2.amazonaws.com.cn"])(
    "are the cloud's own: %s",
    (name) => {
      expect(outsideOf(named("Service", name), own)).toEqual({ ...nobody, services: [name] });
    },
  );

  it.each(["AWS", "Federated", "CanonicalUser", "Service"] as const)("with an output are left to resolve: %s", (by) => {
    const name = "arn:aws:iam::444455556666:stateside0123456789abcdef";
    expect(outsideOf(named(by, name), own)).toEqual({ ...nobody, unresolved: [name] });
  });

  it("that aren't known are told, beside those that are", () => {
    expect(outsideOf({ kind: "unknown", cause: "encrypted" }, own)).toEqual({ ...nobody, cause: "encrypted" });
    const some: Principals = { kind: "named", names: [{ by: "AWS", name: "444455556666" }], cause: "encrypted" };
    expect(outsideOf(some, own)).toMatchObject({ outsiders: [{ kind: "account" }], cause: "encrypted" });
  });

  it("are read without throwing, and each named one is in one place", () => {
    const by = fc.constantFrom("AWS", "Service", "Federated", "CanonicalUser");
    const name = fc.oneof(
      fc.string(),
      fc.string().map((text) => `arn:aws:iam::${text}`),
    );
    fc.assert(
      fc.property(fc.record({ by, name }), (principal) => {
        const found = outsideOf({ kind: "named", names: [principal] }, own);
        const places =
          found.outsiders.length + found.services.length + found.unresolved.length + (found.anyone ? 1 : 0);
        const isOwn = principal.by === "AWS" && principal.name.includes("111122223333");
        expect(isOwn || places === 1).toBe(true);
      }),
      { seed: 20261122 },
    );
  });
});
