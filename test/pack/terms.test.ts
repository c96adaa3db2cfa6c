import { PackTerms } from "../../policies/pack/terms";

const nowhere = { packFolder: "/nowhere", workingFolder: "/nowhere", environment: {} };

describe("what the pack judges by", () => {
  it("is the mandate that is found first, for good, and is announced once", () => {
    const said: string[] = [];
    const terms = new PackTerms(nowhere, (sentence) => said.push(sentence));
    const settled = terms.settle(undefined, { name: "ours" });
    expect(settled.mandate.name).toBe("ours");
    expect(terms.settle(undefined)).toBe(settled);
    expect(terms.settle(undefined, { name: "others" })).toBe(settled);
    expect(said).toEqual(["judged by mandate `ours` of the pack's configuration"]);
  });

  it("is the mandate of the project that a resource's URN names", () => {
    const said: string[] = [];
    const terms = new PackTerms(nowhere, (sentence) => said.push(sentence));
    terms.settle("urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders");
    expect(said).toEqual([
      "judged by the built-in mandate (the folder of project `shop` isn't known: run pulumi in it)",
    ]);
  });

  it("is nothing while the mandate is wrong, however often it is asked for", () => {
    const said: string[] = [];
    const terms = new PackTerms(nowhere, (sentence) => said.push(sentence));
    const wrong = { name: "ours", defaultClass: "us-usr" };
    expect(() => terms.settle(undefined, wrong)).toThrow("unknown class `us-usr`");
    expect(() => terms.settle(undefined, wrong)).toThrow("unknown class `us-usr`");
    expect(said).toEqual([]);
  });

  it("is today in UTC", () => {
    expect(new PackTerms(nowhere, () => undefined).settle(undefined).date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
