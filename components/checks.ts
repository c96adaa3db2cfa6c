import type { Input } from "@pulumi/pulumi";
import ipaddr from "ipaddr.js";
import { lookUpPlace } from "../policies/residency/geography";
import type { Cloud } from "../policies/residency/geography";
import { ProgramError } from "./program-error";

/** What a service accepts for one input. */
export interface Check<T> {
  /** How a message goes on after `use`. */
  readonly allowed: string;
  /** A value that is accepted, for the command that a message proposes. */
  readonly example: string;
  readonly accepts: (value: T) => boolean;
}

/** A value that its check refuses. */
export interface Refusal {
  readonly value: string;
  readonly allowed: string;
}

/** Checks what is known while the component is built; the value of an output isn't, and passes. */
export function against<T extends string | number>(value: Input<T> | undefined, check: Check<T>): Refusal | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return check.accepts(value) ? undefined : { value: String(value), allowed: check.allowed };
}

/** Checks each member of a list that needs at least one; messages name a member by its place. */
export function againstEach(
  input: string,
  values: readonly string[],
  check: Check<string>,
): Record<string, Refusal | undefined> {
  if (values.length === 0) return { [input]: { value: "[]", allowed: `at least one: ${check.allowed}` } };
  return Object.fromEntries(values.map((value, place) => [`${input}[${place}]`, against(value, check)]));
}

/**
 * Stops the program when a component was given wrong inputs, before it declares anything.
 *
 * @throws ProgramError with a line for each wrong input
 */
export function refuseWrong(
  component: string,
  name: string,
  inputs: Readonly<Record<string, Refusal | undefined>>,
): void {
  const lines = Object.entries(inputs).flatMap(([input, refusal]) =>
    refusal === undefined
      ? []
      : [`${component} \`${name}\`: \`${input}\` is ${quote(refusal.value)}; use ${refusal.allowed}`],
  );
  if (lines.length > 0) throw new ProgramError(lines.join("\n"));
}

/** A value in a message: on one line, in backticks. */
export function quote(value: string): string {
  return `\`${JSON.stringify(value).slice(1, -1)}\``;
}

/** Text of a form. */
export function pattern(allowed: string, example: string, form: RegExp): Check<string> {
  return { allowed, example, accepts: (value) => form.test(value) };
}

export function days(from: number, to: number): Check<number> {
  return whole(from, to, "days");
}

/** @param unit - what is counted, in the plural */
export function whole(from: number, to: number, unit: string): Check<number> {
  return {
    allowed: `a whole number of ${unit} from ${from} to ${to}`,
    example: String(from),
    accepts: (value) => Number.isInteger(value) && value >= from && value <= to,
  };
}

/** A region that the table of places has, in any country. */
export function region(cloud: Cloud, example: string): Check<string> {
  return { allowed: `${names[cloud]} region`, example, accepts: (value) => countriesOf(cloud, value) !== undefined };
}

/** A region whose every data center is in the United States. */
export function usRegion(cloud: Cloud, example: string): Check<string> {
  return {
    allowed: `${names[cloud]} region in the United States, such as \`${example}\``,
    example,
    accepts: (value) => countriesOf(cloud, value)?.every((country) => country === "US") === true,
  };
}

const names: Readonly<Record<Cloud, string>> = { oci: "an Oracle Cloud", aws: "an AWS", gcp: "a Google Cloud" };

function countriesOf(cloud: Cloud, value: string): readonly string[] | undefined {
  const found = lookUpPlace(cloud, value);
  return found.kind === "place" && found.place.countries.length > 0 ? found.place.countries : undefined;
}

/**
 * What all three clouds accept as the value of a label. Google Cloud is the strictest.
 * https://cloud.google.com/storage/docs/tags-and-labels#bucket-labels
 */
export const labelText = pattern(
  "1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  "data-platform",
  /^[a-z][a-z0-9_-]{0,62}$/,
);

/**
 * An address that mail can be sent to: RFC 5321 allows 64 characters before the `@` and 254 in all, and a domain here has to
 * have a dot. https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
 */
export const emailAddress = pattern(
  "an e-mail address, `<name>@<domain>`",
  "security@example.com",
  /^(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
);

/**
 * A name that the DNS has an address for, in small letters, with at least two labels.
 * https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
export const hostName = pattern(
  "a host name in small letters, such as `www.example.com`",
  "www.example.com",
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
);

/** A center, as the mandate names it, short enough to end the names of what is declared for it. */
export const centerName = pattern(
  "1 to 11 small letters, digits and hyphens, a letter first and no hyphen last",
  "virginia",
  /^[a-z](?:[a-z0-9-]{0,9}[a-z0-9])?$/,
);

/** A stack as another refers to it. https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences */
export const stackName = pattern(
  "the full name of a stack, `<organization>/<project>/<stack>`",
  "organization/stateside/landing",
  /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
);

/**
 * A block of private IPv4 addresses, as the whole of it is written. https://datatracker.ietf.org/doc/html/rfc1918
 *
 * @param largest - the fewest bits of its prefix, at least 16: a larger block isn't all private
 * @param smallest - the most bits
 */
export function privateBlock(largest: number, smallest: number, example: string): Check<string> {
  return {
    allowed: `a block of private IPv4 addresses from /${largest} to /${smallest}, by its first address, such as \`${example}\``,
    example,
    accepts: (value) => {
      const block = blockOf(value);
      return block?.range === "private" && block.bits >= largest && block.bits <= smallest;
    },
  };
}

/** A block of IPv4 addresses by its first address: in which of the reserved ranges it is, and the bits of its prefix. */
function blockOf(value: string): { readonly range: string; readonly bits: number } | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(value)) return undefined;
  const [address, bits] = ipaddr.IPv4.parseCIDR(value);
  const first = ipaddr.IPv4.networkAddressFromCIDR(value);
  return value === `${first.toString()}/${bits}` ? { range: address.range(), bits } : undefined;
}

/** Ranges that no request from the internet comes from. */
const unroutable = ["private", "loopback", "linkLocal", "carrierGradeNat", "multicast", "broadcast", "unspecified"];

/**
 * A range of public IPv4 addresses, as the whole of it is written.
 *
 * @param largest - the fewest bits of its prefix
 */
export function publicRange(largest: number, example: string): Check<string> {
  return {
    allowed: `a range of public IPv4 addresses of /${largest} or smaller, by its first address, such as \`${example}\``,
    example,
    accepts: (value) => {
      const block = blockOf(value);
      return block !== undefined && !unroutable.includes(block.range) && block.bits >= largest;
    },
  };
}

/** A block that has no address of another one. */
export function apartFrom(other: string, block: Check<string>): Check<string> {
  return {
    ...block,
    allowed: `${block.allowed}, without an address of ${quote(other)}`,
    accepts: (value) => block.accepts(value) && !overlap(value, other),
  };
}

function overlap(one: string, other: string): boolean {
  if (!ipaddr.IPv4.isValidCIDR(one) || !ipaddr.IPv4.isValidCIDR(other)) return false;
  const [[first, bits], [second, otherBits]] = [ipaddr.IPv4.parseCIDR(one), ipaddr.IPv4.parseCIDR(other)];
  return first.match(second, Math.min(bits, otherBits));
}
