import ipaddr from "ipaddr.js";
import { pattern, quote } from "../../checks";
import type { Check } from "../../checks";

/** https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/datatypes/CreateVirtualCircuitDetails */
export const bandwidthShape = pattern(
  "a bandwidth as the partner offers it, `<number> Mbps` or `<number> Gbps`",
  "1 Gbps",
  /^[1-9]\d{0,3} [MG]bps$/,
);

/** https://docs.cloud.google.com/network-connectivity/docs/interconnect/concepts/partner-cci-for-oci-overview */
const googleShapes = ["1 Gbps", "2 Gbps", "5 Gbps", "10 Gbps", "20 Gbps", "50 Gbps"];

export const googleShape: Check<string> = {
  allowed: `one of ${googleShapes.map(quote).join(", ")}`,
  example: "1 Gbps",
  accepts: (value) => googleShapes.includes(value),
};

/** What a partner, its service or its key is called. */
export const partnerText = pattern("1 to 255 printable characters", "Megaport", /^(?! )[\x20-\x7e]{1,255}(?<! )$/);

/**
 * Of two or four bytes, in digits. Oracle's own number is 31898.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/fastconnect.htm
 */
export const bgpNumber: Check<string> = {
  allowed: "the BGP number of the partner's router, from 1 to 4294967294, other than Oracle's `31898`",
  example: "64513",
  accepts: (value) => /^[1-9]\d{0,9}$/.test(value) && Number(value) <= 4_294_967_294 && value !== "31898",
};

/**
 * An end of a line that has two. Of a /30, the first and the last address are none that an end can have.
 * https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/datatypes/CrossConnectMapping
 */
export const bgpAddress: Check<string> = {
  allowed: "an IPv4 address with a prefix of /30 or /31, such as `169.254.10.1/30`",
  example: "169.254.10.1/30",
  accepts: (value) => endsOf(value)?.includes(addressOf(value)) === true,
};

/** The other end of the same line. */
export function sameLink(other: string): Check<string> {
  return {
    allowed: `the address of the other end of ${quote(other)}`,
    example: "169.254.10.2/30",
    accepts: (value) => {
      const ends = endsOf(other);
      if (ends === undefined || bitsOf(value) !== bitsOf(other)) return false;
      return addressOf(value) !== addressOf(other) && ends.includes(addressOf(value));
    },
  };
}

/** Letters and digits, as every router takes them. */
export const bgpSecret = pattern("1 to 80 letters and digits", "<secret>", /^[A-Za-z0-9]{1,80}$/);

/** The addresses that the two ends of a line can have. */
function endsOf(link: string): readonly string[] | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(link)) return undefined;
  const bits = bitsOf(link);
  if (bits !== 30 && bits !== 31) return undefined;
  const first = ipaddr.IPv4.networkAddressFromCIDR(link).octets;
  const after = (distance: number) =>
    new ipaddr.IPv4(first.map((octet, place) => (place === 3 ? octet + distance : octet))).toString();
  return bits === 30 ? [after(1), after(2)] : [after(0), after(1)];
}

function bitsOf(link: string): number | undefined {
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(link) ? ipaddr.IPv4.parseCIDR(link)[1] : undefined;
}

function addressOf(link: string): string {
  return link.split("/")[0] ?? "";
}
