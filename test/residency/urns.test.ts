import { readUrn } from "../../policies/residency/urns";

describe("a URN", () => {
  it.each([
    [
      "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders",
      { stack: "dev", project: "shop", type: "aws:s3/bucket:Bucket", name: "orders" },
    ],
    ["urn:pulumi:dev::shop::a:b:C$a:b:D::x", { stack: "dev", project: "shop", type: "a:b:D", name: "x" }],
    [
      "urn:pulumi:dev::shop::a:b:C::one::two$three",
      { stack: "dev", project: "shop", type: "a:b:C", name: "one::two$three" },
    ],
    ["urn:pulumi:dev::shop::a:b:C::", { stack: "dev", project: "shop", type: "a:b:C", name: "" }],
  ])("%s says what its resource is", (urn, parts) => {
    expect(readUrn(urn)).toEqual(parts);
  });

  it.each([
    "",
    "orders",
    "urn:pulumi:dev",
    "urn:pulumi:dev::shop::type",
    "urn:other:dev::shop::a:b:C::x",
    "urn:pulumi:::shop::t::n::x",
  ])("is not `%s`", (text) => {
    expect(readUrn(text)).toBeUndefined();
  });
});
