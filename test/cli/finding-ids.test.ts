import { parseId, shortIds } from "../../cli/finding-ids";

const shortened = (...ids: string[]) => [...shortIds(ids.map((fingerprint) => ({ fingerprint }))).values()];

describe("a finding's id", () => {
  it("is shown by eight digits, or by as many as tell it apart", () => {
    expect(shortened("7f3a91c2b4d50e16", "0000000000000000")).toEqual(["00000000", "7f3a91c2"]);
    expect(shortened("7f3a91c2b4d50e16", "7f3a91c2b4000000", "7f3a91c200000000")).toEqual([
      "7f3a91c20",
      "7f3a91c2b40",
      "7f3a91c2b4d",
    ]);
    expect(shortened("7f3a91c2b4d50e16", "7f3a91c2b4d50e17")).toEqual(["7f3a91c2b4d50e16", "7f3a91c2b4d50e17"]);
  });

  it("is one for findings that share it", () => {
    expect(shortened("7f3a91c2b4d50e16", "7f3a91c2b4d50e16")).toEqual(["7f3a91c2"]);
    expect(shortened()).toEqual([]);
  });

  it.each([
    ["7f3a", "7f3a"],
    ["7F3A91C2B4D50E16", "7f3a91c2b4d50e16"],
    ["7f3", undefined],
    ["7f3a91c2b4d50e160", undefined],
    ["7f3a\n", undefined],
    ["xyzw", undefined],
    ["", undefined],
  ])("reads %j as %j", (text, id) => {
    expect(parseId(text)).toBe(id);
  });
});
