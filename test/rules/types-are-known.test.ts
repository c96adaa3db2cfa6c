import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { typesAreKnown } from "../../policies/rules/types-are-known";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

function judged(subject: Resource, catalog = termsOf().catalog) {
  return [...(typesAreKnown.judgeEstate?.({ estate: estate(subject), ...termsOf(), catalog }) ?? [])];
}

describe("types-are-known", () => {
  it("refuses a type without a row, and names the nearest", () => {
    expect(judged(resource("aws:s3/buckett:Bucket", "b"), loadCatalog())).toEqual([
      {
        rule: "types-are-known",
        subject: "urn:pulumi:dev::shop::aws:s3/buckett:Bucket::b",
        verdict: "refused",
        evidence: {
          message:
            'bucket "b" has a type that nobody has judged: `aws:s3/buckett:Bucket`; the nearest known type is `aws:s3/bucket:Bucket`',
          places: [],
        },
      },
    ]);
  });

  it("refuses it before creation too", () => {
    const view = { resource: resource("aws:new/thing:Thing", "t"), ancestors: [], ...termsOf() };
    expect([...(typesAreKnown.judgeResource?.(view) ?? [])]).toMatchObject([{ verdict: "refused" }]);
    const known = { ...view, resource: resource("aws:s3/bucket:Bucket", "b") };
    expect([...(typesAreKnown.judgeResource?.(known) ?? [])]).toEqual([]);
  });

  it("suggests nothing for a type that is like no other", () => {
    expect(judged(resource("azure-native:storage:StorageAccount", "b"), loadCatalog())[0]?.evidence.message).toBe(
      'storage account "b" has a type that nobody has judged: `azure-native:storage:StorageAccount`',
    );
  });

  it("refuses a known type that a provider of another package creates", () => {
    const forged = resource("aws:s3/bucket:Bucket", "b", {}, { provider: provider("evil", { region: "us-east-1" }) });
    expect(judged(forged)).toMatchObject([
      {
        verdict: "refused",
        evidence: {
          message:
            'bucket "b" is created by a provider of package `evil`, which its type `aws:s3/bucket:Bucket` doesn\'t belong to',
          about: "package evil",
        },
      },
    ]);
  });

  it("is undecided about a component that a plugin builds", () => {
    expect(judged(resource("eks:index:Cluster", "c", {}, { kind: "remote" }))).toMatchObject([
      {
        verdict: "undecided",
        cause: "not-seen",
        evidence: { message: expect.stringContaining("is built by a plugin") as string },
      },
    ]);
  });

  it("allows a type with a row, with its role as evidence", () => {
    expect(judged(resource("aws:s3/bucket:Bucket", "b"))).toMatchObject([
      { verdict: "allowed", evidence: { message: "`aws:s3/bucket:Bucket` is judged as store" } },
    ]);
  });

  it.each(["provider", "stack", "component", "read"] as const)("says nothing of a %s", (kind) => {
    expect(judged(resource("my:own:Type", "x", {}, { kind }))).toEqual([]);
  });
});
