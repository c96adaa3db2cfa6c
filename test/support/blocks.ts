import fc from "fast-check";
import ipaddr from "ipaddr.js";

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
