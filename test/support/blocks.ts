import fc from "fast-check";
import ipaddr from "ipaddr.js";
import type { JoinedCenter } from "../../components/oci/network/flows";

/** Blocks of private addresses from /16 to /24, each by its first address. https://datatracker.ietf.org/doc/html/rfc1918 */
export const privateBlocks = fc
  .record({
    start: fc.oneof(
      fc.record({ first: fc.constant(10), second: fc.nat(255) }),
      fc.record({ first: fc.constant(172), second: fc.integer({ min: 16, max: 31 }) }),
      fc.record({ first: fc.constant(192), second: fc.constant(168) }),
    ),
    third: fc.nat(255),
    bits: fc.integer({ min: 16, max: 24 }),
  })
  .map(({ start, third, bits }) => {
    const block = `${start.first}.${start.second}.${third}.0/${bits}`;
    return `${ipaddr.IPv4.networkAddressFromCIDR(block).toString()}/${bits}`;
  });

/** A side's block, with up to four centers that have no address of it or of each other. */
export const joinedSides = privateBlocks.chain((block) => {
  const center = fc.record({ third: fc.nat(255), bits: fc.integer({ min: 24, max: 28 }) });
  const receiving = fc.uniqueArray(center, { selector: ({ third }) => third, maxLength: 3 });
  return fc
    .record({ block: fc.constant(block), receiving, hasLegacy: fc.boolean() })
    .map(({ receiving: some, ...one }) => {
      const elsewhere = block.startsWith("192.") ? "10.99" : "192.168";
      const centers: JoinedCenter[] = [
        ...some.map(({ third, bits }, place) => ({
          name: `backup-${place}`,
          role: "receives" as const,
          block: `${elsewhere}.${third}.0/${bits}`,
        })),
        ...(one.hasLegacy ? [{ name: "legacy", role: "gives" as const, block: "199.36.153.4/30" }] : []),
      ];
      return { block, centers };
    });
});
