import { readAddress } from "../../../policies/residency/names/addresses";

const kindOf = (text: string) => {
  const found = readAddress(text);
  if (found === undefined) return "no address";
  return found.isPrivate === true ? "private" : found.isPrivate === false ? "public" : "unsaid";
};

describe("an address is private", () => {
  it.each([
    ...["10.0.0.0", "10.255.255.255", "10.12.123.1:65535", "192.168.100.200:1", "172.31.255.255/32"],
    ...["[::1]", "[::1]:65535", "fc00::", "fdff:ffff::1", "febf::1", "fe80::1%eth-0.1", "::ffff:192.168.100.255"],
    ...["0:0:0:0:0:0:0:1", "FD00::ABCD", "fd00:1:2:3:4:5:6::", "fd00::/128", "::ffff:10.0.0.0/104", "[10.0.0.1]:80"],
  ])("%s", (text) => {
    expect(kindOf(text)).toBe("private");
  });
});

describe("an address is public", () => {
  it.each([
    ...[
      "9.255.255.255",
      "11.0.0.0",
      "172.15.0.1",
      "172.32.0.0",
      "192.167.1.1",
      "100.63.0.1",
      "100.128.0.1",
      "128.0.0.1",
    ],
    ...["10.0.0.0/7", "169.253.0.1", "169.255.0.1", "203.0.113.255:443", "255.255.255.255", "0.0.0.0"],
    ...[
      "::",
      "::2",
      "fe00::1",
      "fec0::1",
      "2001:db8::/32",
      "::ffff:11.0.0.1",
      "::ffff:0:0/95",
      "::10.0.0.1",
      "1::ffff:10.0.0.1",
    ],
    ...["7f00::1", "c0a8:101::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8"],
  ])("%s", (text) => {
    expect(kindOf(text)).toBe("public");
  });

  it.each(["010.0.0.1", "10.0.0.256", "300.1.2.3", "10.0.0.1/33", "10.0.0.1000", "10.00.0.1/8", "192.168.1.1/240"])(
    "where nobody can tell which is meant: %s",
    (text) => {
      expect(kindOf(text)).toBe("public");
    },
  );
});

describe("no address is", () => {
  it.each([
    ...["", "10", "10.0.0", "10.0.0.0.0", "x10.0.0.1", "10.0.0.1x", "10.0.0.1:", "10.0.0.1:123456", "a 10.0.0.1"],
    ...["10.0.0.1%eth0", "10.0.0.1:80:80", "[::1", "::1]", "x[::1]", "[::1]x", "[::1]:x", "[::1]:123456", "[[::1]]"],
    ...[":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "g::1", "x1::", "::1x"],
    ...["::10.0.0.256", "::10.0.0.1.2", "::10.0.0", "1:2:3:4:5:6:7:10.0.0.1", "fd00::/129", "fd00::/x", "fd00::/1/2"],
    ...["1.2.3.4::", "::1.2.3.4:5", "fe80::1%", "fe80::1% "],
  ])("`%s`", (text) => {
    expect(kindOf(text)).toBe("no address");
  });

  it("a text of more than 100 characters", () => {
    const zone = (length: number) => `fe80::1%${"z".repeat(length - 8)}`;
    expect(kindOf(zone(100))).toBe("private");
    expect(kindOf(zone(101))).toBe("no address");
  });
});
