import type { WrittenName } from "../written-name";
import { written } from "./said";

/** Ranges that nobody reaches from the internet, as bits. */
const privateRanges: readonly string[] = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], // RFC 1918
  "100.64.0.0/10", // RFC 6598, carriers
  ...["127.0.0.0/8", "169.254.0.0/16"], // RFC 1122 and 3927, loopback and link-local
  ...["::1/128", "fc00::/7", "fe80::/10"], // RFC 4291 and 4193
].map((range) => bitsOf(range)?.bits ?? "unreadable");

/** An IP address or a CIDR range of either version, with or without a port, a zone and brackets. */
export function readAddress(text: string): WrittenName | undefined {
  if (text.length > 100) return undefined;
  const [, bracketed, plain = bracketed] = /^(?:\[([^[\]]*)\](?::\d{1,5})?|([^[\]]*))$/.exec(text) ?? [];
  const withoutPort = plain?.replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, "$1");
  if (withoutPort === undefined) return undefined;
  const found = bitsOf(withoutPort);
  if (found !== undefined) return written("address", { isPrivate: isPrivateRange(found) });
  // `010.0.0.1` and `300.0.0.1` are meant as addresses; which one is anybody's guess.
  return /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(withoutPort) ? written("address", { isPrivate: false }) : undefined;
}

interface Range {
  /** The bits that all its addresses begin with. */
  readonly bits: string;
  readonly version: 4 | 6;
}

/** A range is private if all of it is. */
function isPrivateRange({ bits, version }: Range): boolean {
  const mapped = bitsOf("::ffff:0:0/96")?.bits ?? "";
  if (version === 6 && bits.startsWith(mapped)) return isPrivateRange({ bits: bits.slice(mapped.length), version: 4 });
  return privateRanges.some((range, i) => i < 6 === (version === 4) && bits.startsWith(range));
}

function bitsOf(text: string): Range | undefined {
  const [, address = "", length] = /^([^/%]+)(?:%[\w.-]+)?(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = address.includes(":") ? 6 : 4;
  const bits = version === 6 ? bitsOf6(address) : bitsOf4(address);
  if (bits === undefined || (version === 4 && text.includes("%"))) return undefined;
  const prefix = length === undefined ? bits.length : Number(length);
  return prefix <= bits.length ? { bits: bits.slice(0, prefix), version } : undefined;
}

function bitsOf4(address: string): string | undefined {
  const octets = address.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)) {
    return undefined;
  }
  return octets.map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
}

function bitsOf6(address: string): string | undefined {
  const [, groups = "", last] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [undefined, address];
  const embedded = last === undefined ? "" : bitsOf4(last);
  if (embedded === undefined) return undefined;
  const size = last === undefined ? 128 : 96;
  const halves = (last === undefined || groups.endsWith("::") ? groups : groups.slice(0, -1)).split("::");
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (before === undefined || ![...before, ...(after ?? [])].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) {
    return undefined;
  }
  const [start, end] = [before, after ?? []].map((part) =>
    part.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join(""),
  );
  const missing = size - (start?.length ?? 0) - (end?.length ?? 0);
  if (after === undefined ? missing !== 0 : missing < 16) return undefined;
  return `${start ?? ""}${"0".repeat(missing)}${end ?? ""}${embedded}`;
}
