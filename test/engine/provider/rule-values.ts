import ipaddr from "ipaddr.js";
import type { Existing } from "./clouds";
import type { Operand, Path, Sign, Step, Term } from "./rule-terms";
import { isRecord, unknown, type Inputs } from "./validation";

export type Other = Omit<Existing, "urn">;

/** `open`: what isn't known yet decides. */
type Answer = "yes" | "no" | "open";

/** The records that a path may start at, the innermost last; and what else is there. */
interface View {
  readonly scopes: readonly unknown[];
  readonly others: readonly Other[];
}

/** Whether all terms hold for certain. */
export function hold(terms: readonly Term[], resource: Inputs, region: string, others: readonly Other[]): boolean {
  return all(terms, { scopes: [reachable(resource, region)], others }) === "yes";
}

function all(terms: readonly Term[], view: View): Answer {
  const answers = terms.map((term) => answerTo(term, view));
  return answers.includes("no") ? "no" : answers.includes("open") ? "open" : "yes";
}

function answerTo({ isNegated, path, test }: Term, view: View): Answer {
  const values = valuesAt(path, view);
  const answer = test === undefined ? anyOf(values, () => true) : compared(values, test.sign, test.operand, view);
  if (!isNegated || answer === "open") return answer;
  return answer === "yes" ? "no" : "yes";
}

function anyOf(values: readonly unknown[], accepts: (value: unknown) => boolean): Answer {
  if (values.some((value) => value !== unknown && accepts(value))) return "yes";
  return values.includes(unknown) ? "open" : "no";
}

function compared(values: readonly unknown[], sign: Sign, operand: Operand, view: View): Answer {
  if (operand.kind === "pattern") {
    const { pattern } = operand;
    return anyOf(values, (value) => pattern.test(asText(value)) === (sign === "~"));
  }
  const others = operandValues(operand, view);
  const known = others.filter((one) => one !== unknown).map(asText);
  const isSome = (accepts: (value: string, other: string) => boolean) => {
    const answer = anyOf(values, (value) => known.some((other) => accepts(asText(value), other)));
    return answer === "no" && values.length > 0 && known.length < others.length ? "open" : answer;
  };
  const isNone = (accepts: (value: string, other: string) => boolean) => {
    if (others.length === 0 || values.length === 0) return "no";
    if (known.length < others.length) return "open";
    return anyOf(values, (value) => !known.some((other) => accepts(asText(value), other)));
  };
  switch (sign) {
    case "=":
      return isSome((value, other) => value === other);
    case "!=":
      return isNone((value, other) => value === other);
    case "<":
      return isSome((value, other) => Number(value) < Number(other));
    case ">":
      return isSome((value, other) => Number(value) > Number(other));
    case "within":
      return isSome(isWithin);
    case "!within":
      return isNone(isWithin);
    case "overlaps":
      return isSome((value, other) => isWithin(value, other) || isWithin(other, value));
    case "is":
      return isSome(isOfKind);
    case "!is":
      return isNone(isOfKind);
    case "~":
    case "!~":
      throw new Error(`\`${sign}\` takes a pattern`);
  }
}

function operandValues(operand: Exclude<Operand, { kind: "pattern" }>, view: View): readonly unknown[] {
  switch (operand.kind) {
    case "values":
      return operand.values;
    case "path":
      return valuesAt(operand.path, view);
    case "text":
      return operand.parts.reduce<readonly unknown[]>(
        (texts, part) => {
          const ends = typeof part === "string" ? [part] : valuesAt(part, view);
          return texts.flatMap((text) =>
            ends.map((end) => (text === unknown || end === unknown ? unknown : `${asText(text)}${asText(end)}`)),
          );
        },
        [""],
      );
  }
}

function valuesAt({ measure, outward, steps }: Path, view: View): unknown[] {
  const start = view.scopes.at(-1 - outward);
  if (start === undefined) throw new Error("constraints.tsv: a path starts outside of all braces");
  const found = steps.reduce<unknown[]>(
    (values, step) => values.flatMap((value) => next(value, step, start, view)),
    [start],
  );
  const there = found.filter(isThere);
  if (measure === "count") return [there.includes(unknown) ? unknown : there.length];
  return there.flatMap((value) => (value === unknown ? [unknown] : measured(value, measure)));
}

function next(value: unknown, step: Step, start: unknown, view: View): unknown[] {
  if (step.kind === "all") return ofKind(step.type, view.others).map(asRecord);
  if (value === unknown) return [unknown];
  switch (step.kind) {
    case "property":
      return isRecord(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case "members":
      return Array.isArray(value) ? (value as unknown[]) : [];
    case "entries":
      return isRecord(value) ? Object.entries(value).map(([key, held]) => ({ key, value: held })) : [];
    case "parsed":
      return parsed(value);
    case "where": {
      const answer = all(step.terms, { ...view, scopes: [...view.scopes, value] });
      return answer === "yes" ? [value] : answer === "open" ? [unknown] : [];
    }
    case "called":
      return called(value, step.type, step.place, { ...view, scopes: [start] });
  }
}

function called(name: unknown, type: string, place: Path | undefined, view: View): unknown[] {
  const places = place === undefined ? undefined : valuesAt(place, view);
  if (places?.includes(unknown) === true) return [unknown];
  return ofKind(type, view.others)
    .filter((one) => (places === undefined || places.includes(one.region)) && namesOf(one).includes(name))
    .map(asRecord);
}

/** Of a kind such as `Bucket` or `Core/Instance`. */
function ofKind(kind: string, others: readonly Other[]): Other[] {
  return others.filter(({ type }) => {
    const [, module = "", name = ""] = type.split(":");
    return kind === (kind.includes("/") ? `${module.split("/")[0] ?? ""}/${name}` : name);
  });
}

/** What another resource may call it by. What belongs to a bucket is called as the bucket is, whatever its own name. */
function namesOf({ id, properties }: Other): unknown[] {
  const { arn, name, bucket } = properties;
  return [id, arn, bucket ?? name].filter(isThere);
}

function asRecord({ id, region, properties }: Other): Inputs {
  return { id, ...reachable(properties, region) };
}

function reachable(properties: Inputs, region: string): Inputs {
  const { location } = properties;
  return {
    ...properties,
    $region: region,
    ...(location !== undefined && { $location: typeof location === "string" ? location.toLowerCase() : location }),
  };
}

function parsed(value: unknown): unknown[] {
  try {
    return typeof value === "string" ? [JSON.parse(value) as unknown] : [];
  } catch {
    return [];
  }
}

function measured(value: unknown, measure: Exclude<Path["measure"], "count">): unknown[] {
  switch (measure) {
    case "value":
      return [value];
    case "length":
      return typeof value === "string" || Array.isArray(value) ? [value.length] : [];
    case "prefix":
      return ipaddr.isValidCIDR(asText(value)) ? [ipaddr.parseCIDR(asText(value))[1]] : [];
  }
}

/** Whether an address or a block lies in a block. */
function isWithin(inner: string, outer: string): boolean {
  const block = blockOf(inner);
  const around = blockOf(outer);
  if (block === undefined || around === undefined || block[0].kind() !== around[0].kind()) return false;
  return block[1] >= around[1] && block[0].match(around);
}

function blockOf(text: string): ReturnType<typeof ipaddr.parseCIDR> | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function isOfKind(text: string, kind: string): boolean {
  switch (kind) {
    case "cidr":
      return isCanonical(text);
    case "address":
      return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
    case "json":
      return parsed(text).length > 0;
    default:
      throw new Error(`constraints.tsv: unknown kind \`${kind}\`; use cidr, address or json`);
  }
}

/** A block that is written by its first address. */
function isCanonical(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, length] = ipaddr.parseCIDR(text);
  const { IPv4, IPv6 } = ipaddr;
  const first = (address.kind() === "ipv4" ? IPv4 : IPv6).networkAddressFromCIDR(text);
  return text === `${first.toString()}/${length}`;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
