import ipaddr from "ipaddr.js";
import { quote, whole } from "../../checks";
import type { Check } from "../../checks";
import { ProgramError } from "../../program-error";

/** Where one server of the application takes requests. */
export interface EntryPoint {
  /** In the application subnet of its side. */
  readonly address: string;
  /** How many requests it gets for each one that another with weight 1 gets. */
  readonly weight: number;
}

/** https://docs.oracle.com/en-us/iaas/Content/Balance/Reference/lbpolicies.htm */
const weights = whole(1, 100, "requests");

/** An entry point as the configuration has it: `10.20.64.10`, or `10.20.64.10=3` with a weight. */
export const entryPointText: Check<string> = {
  allowed: "a private IPv4 address, with a weight from 1 to 100 if need be, such as `10.20.64.10=3`",
  example: "10.20.64.10",
  accepts: (value) => {
    const { address, weight } = parseEntryPoint(value);
    return isPrivate(address) && weights.accepts(weight);
  },
};

/** Without a weight it has 1; a weight that isn't written in digits is none. */
export function parseEntryPoint(text: string): EntryPoint {
  const [address = "", weight, ...more] = text.split("=");
  if (weight === undefined) return { address, weight: 1 };
  return { address, weight: /^\d+$/.test(weight) && more.length === 0 ? Number(weight) : Number.NaN };
}

export function entryPointName({ address, weight }: EntryPoint): string {
  return `${address}=${weight}`;
}

/**
 * Gives the address of an entry point back, if a server can have it. Oracle keeps a subnet's first two addresses and its last.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm#three
 *
 * @param subnet - the application subnet of its side
 * @throws ProgramError when it is elsewhere: the balancer would send US users' requests out of the enclave
 */
export function withinSubnet(address: string, subnet: string): string {
  const server = ipaddr.IPv4.parse(address);
  const kept = [
    ipaddr.IPv4.networkAddressFromCIDR(subnet).toString(),
    following(ipaddr.IPv4.networkAddressFromCIDR(subnet)),
    ipaddr.IPv4.broadcastAddressFromCIDR(subnet).toString(),
  ];
  if (server.match(ipaddr.IPv4.parseCIDR(subnet)) && !kept.includes(server.toString())) return address;
  throw new ProgramError(
    `entry point ${quote(address)} is no address of a server in the application subnet; ` +
      `use one in ${quote(subnet)} other than ${kept.map(quote).join(", ")}, which Oracle keeps`,
  );
}

function isPrivate(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) && ipaddr.IPv4.parse(address).range() === "private";
}

/** The one after the first address of a block, whose last bit is 0. */
function following(first: ipaddr.IPv4): string {
  const [a = 0, b = 0, c = 0, d = 0] = first.octets;
  return [a, b, c, d + 1].join(".");
}
