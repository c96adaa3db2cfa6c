import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {
  entryPointName,
  entryPointText,
  parseEntryPoint,
  withinSubnet,
} from "../../../../components/oci/traffic/entry-points";

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet).map(([b, c, d]) => `10.${b}.${c}.${d}`);
const subnet = fc
  .tuple(address, fc.integer({ min: 20, max: 28 }))
  .map(([first, bits]) => `${ipaddr.IPv4.networkAddressFromCIDR(`${first}/${bits}`).toString()}/${bits}`);

function numberOf(text: string): number {
  return ipaddr.IPv4.parse(text).octets.reduce((sum, part) => sum * 256 + part, 0);
}

it("reads back each entry point as it is written", () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 1, max: 100 }), (host, weight) => {
      const point = { address: host, weight };
      expect(parseEntryPoint(entryPointName(point))).toEqual(point);
      expect(entryPointText.accepts(entryPointName(point))).toBe(true);
      expect(parseEntryPoint(host)).toEqual({ address: host, weight: 1 });
    }),
  );
});

it.each([
  "10.20.4.10=0",
  "10.20.4.10=101",
  "10.20.4.10=",
  "10.20.4.10=1e1",
  "10.20.4.10=3=3",
  "8.8.8.8",
  "10.20.4",
  "",
])("takes `%s` for no entry point", (text) => {
  expect(entryPointText.accepts(text)).toBe(false);
});

it("lets pass exactly the addresses of the subnet that servers can have", () => {
  fc.assert(
    fc.property(subnet, address, fc.integer({ min: -2, max: 260 }), (block, anywhere, offset) => {
      const [first = "", bits = ""] = block.split("/");
      const start = numberOf(first);
      const end = start + 2 ** (32 - Number(bits)) - 1;
      const near = Math.max(0, start + offset);
      const text = [24, 16, 8, 0].map((shift) => (near >>> shift) & 255).join(".");
      for (const host of [anywhere, text, first]) {
        const isServers = numberOf(host) > start + 1 && numberOf(host) < end;
        if (isServers) expect(withinSubnet(host, block)).toBe(host);
        else expect(() => withinSubnet(host, block)).toThrow("is no address of a server in the application subnet");
      }
    }),
  );
});

it("says which addresses a server can have", () => {
  expect(() => withinSubnet("10.21.4.10", "10.20.4.0/24")).toThrow(
    new Error(
      "entry point `10.21.4.10` is no address of a server in the application subnet; " +
        "use one in `10.20.4.0/24` other than `10.20.4.0`, `10.20.4.1`, `10.20.4.255`, which Oracle keeps",
    ),
  );
});
