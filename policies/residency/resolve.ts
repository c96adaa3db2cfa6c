import type { Estate, Resource } from "./estate";
import { tableInput } from "./property-path";
import { cloudOf, serviceOf } from "./type-token";
import { ResourceReference, type Cause, type Reading, type SymbolicText } from "./values";
import { readName, type WrittenName } from "./written-name";

/** How resources are found. */
export type Lookup = Pick<Estate, "find" | "named">;

/** What an input that names something turns out to say, in the order of docs/following-the-data.md. */
export type Target =
  | { readonly kind: "resource"; readonly resource: Resource }
  /** It was computed from these and may be any of them, or something else. */
  | {
      readonly kind: "computed";
      readonly candidates: readonly Resource[];
      readonly cause: Cause;
      /** What the text around the outputs says, where it is known. */
      readonly written?: WrittenName;
    }
  /** A text that says something by itself: more than the name of a resource, where that is known. */
  | {
      readonly kind: "written";
      readonly text: string;
      readonly written: WrittenName;
      readonly secret: boolean;
      /** What goes by the name that stands in the text, in the place that the text says. */
      readonly resource?: Resource;
    }
  /** Known, and no text at all. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly cause: Cause };

/**
 * What a reading of a resource's input refers to. *Depends on* is not *is*: an unknown value is a resource only when it is
 * known to be one of that resource's outputs.
 * @param path the input as the tables write it
 */
export function resolve(resource: Resource, reading: Reading, path: string, lookup: Lookup): readonly Target[] {
  if (reading.kind === "known") {
    const { value, secret } = reading;
    if (value instanceof ResourceReference) {
      const found = lookup.find(value.urn);
      return [found === undefined ? { kind: "unknown", cause: "not-seen" } : { kind: "resource", resource: found }];
    }
    return typeof value === "string" ? resolveText(value, resource, path, lookup, secret) : [{ kind: "none" }];
  }
  if (reading.text !== undefined) return resolveSymbolic(reading.text, resource, path, lookup, reading.secret === true);
  const { cause } = reading;
  // What isn't seen came from elsewhere: what stands beside it in the same input isn't to blame, unless it is meant.
  const sources = sourcesOf(resource, path, lookup);
  const candidates = cause === "not-seen" ? sources.filter((source) => isMeant(source, path)) : sources;
  return [candidates.length === 0 ? { kind: "unknown", cause } : { kind: "computed", candidates, cause }];
}

/** The resources that an input was computed from. */
export function sourcesOf(resource: Resource, path: string, { find }: Pick<Lookup, "find">): readonly Resource[] {
  if (resource.references.size === 0) return [];
  const urns = resource.references.get(tableInput(path)) ?? [];
  return urns
    .flatMap((urn) => (urn === resource.urn ? [] : (find(urn) ?? [])))
    .filter(({ type }) => type !== stackReference);
}

/** What it hands on belongs to another stack, which isn't seen. */
const stackReference = "pulumi:pulumi:StackReference";

function resolveSymbolic(
  { text, outputs }: SymbolicText,
  resource: Resource,
  path: string,
  lookup: Lookup,
  secret: boolean,
): readonly Target[] {
  const standsFor = (name: string): Resource | undefined => {
    for (const [token, { urn, placeholder }] of outputs) {
      if (name === token || name === placeholder || name === token + unreachable) return lookup.find(urn);
    }
    return undefined;
  };
  const whole = standsFor(text);
  if (whole !== undefined) return [{ kind: "resource", resource: whole }];
  const written = readName(text);
  const { place, ...withoutPlace } = written;
  const isTold = place !== undefined && ![...outputs.keys()].some((token) => place.includes(token));
  const told = isTold ? written : withoutPlace;
  for (const { name, of } of written.names) {
    const found = standsFor(name);
    if (found !== undefined && (of === undefined || isOf(found, of))) return [asTold(text, told, found, secret)];
  }
  const part = partThatIs(text, path, standsFor);
  if (part !== undefined) return [asTold(text, told, part, secret)];
  const named = resourcesNamed(written, resource, path, lookup);
  if (named.length > 0) return named.map((found) => asTold(text, told, found, secret));
  if (isTold) return [{ kind: "written", text, written, secret }];
  const candidates = [...outputs.values()].flatMap(({ urn }) => lookup.find(urn) ?? []);
  if (candidates.length === 0) return [{ kind: "unknown", cause: "not-seen" }];
  return [{ kind: "computed", candidates: [...new Set(candidates)], cause: "not-yet-known", written }];
}

/** The domain of placeholders that are hosts. */
const unreachable = ".stateside.invalid";

/**
 * The resource that one part of a text is, and that the whole text therefore means: the first part of `<repository>:latest`
 * or `<host>/path`, one behind its own collection in `integrations/<id>`, or one of the kind that the input is named for.
 */
function partThatIs(
  text: string,
  path: string,
  standsFor: (name: string) => Resource | undefined,
): Resource | undefined {
  const parts = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").split(/[/:@?#]/);
  for (const [index, part] of parts.entries()) {
    const found = standsFor(part);
    if (found === undefined) continue;
    const collection = parts[index - 1]?.toLowerCase().replace(/s$/, "") ?? "";
    const isHost = index === 1 && /\.googleapis\.com$/.test(parts[0] ?? "");
    const isNamed = collection !== "" && kindOf(found).endsWith(collection);
    if (index === 0 || isHost || isNamed || isMeant(found, path)) return found;
  }
  return undefined;
}

function resolveText(
  text: string,
  resource: Resource,
  path: string,
  lookup: Lookup,
  secret: boolean,
): readonly Target[] {
  const written = readName(text);
  const found = resourcesNamed(written, resource, path, lookup);
  if (found.length > 0) return found.map((one) => asTold(text, written, one, secret));
  return [{ kind: "written", text, written, secret }];
}

/** The same name in another region is another thing: where a text says a place, it is believed. */
function asTold(text: string, written: WrittenName, resource: Resource, secret: boolean): Target {
  const isIt = isIdentity(resource, text) || written.place === undefined || written.place === "global";
  return isIt ? { kind: "resource", resource } : { kind: "written", text, written, secret, resource };
}

/** The resources of the estate that a text may name: of the right cloud and kind, those of the same stack before others. */
function resourcesNamed(
  { names, cloud, kind }: WrittenName,
  resource: Resource,
  path: string,
  lookup: Lookup,
): readonly Resource[] {
  const wanted = cloud ?? cloudOf(resource.type);
  const sources = sourcesOf(resource, path, lookup);
  for (const { name, of } of names) {
    const computedFrom = sources.filter((source) => lookup.named(name).includes(source));
    if (computedFrom.length > 0) return computedFrom;
    const all = lookup
      .named(name)
      .filter((one) => one !== resource && (wanted === undefined || cloudOf(one.type) === wanted))
      .filter((one) => (of === undefined ? isIdentity(one, name) || isMeant(one, path, resource) : isOf(one, of)));
    const exact = all.filter((one) => of === undefined && isExactly(one, path));
    const best = exact.length > 0 ? exact : all;
    const own = best.filter(({ stack, project }) => stack === resource.stack && project === resource.project);
    const meant = own.length > 0 ? own : best;
    // Of several that are called the same, a bare name means the one of the same region.
    const near = kind === "bare" ? meant.filter(({ provider }) => provider?.urn === resource.provider?.urn) : [];
    if (meant.length > 0) return near.length > 0 ? near : meant;
  }
  return [];
}

/** A cloud's own id, ARN or link can be nothing else; a name can be anyone's. */
function isIdentity({ id, outputs }: Resource, name: string): boolean {
  if (!/[:/]|^[a-z]+-[0-9a-f]{8,}$/.test(name)) return false;
  return id === name || outputs?.["arn"] === name || outputs?.["selfLink"] === name || outputs?.["id"] === name;
}

function isOf({ type }: Resource, pieces: readonly string[]): boolean {
  const token = type.toLowerCase();
  return pieces.some((piece) => token.includes(piece));
}

/**
 * `keyRing` means a KeyRing, `compartmentId` a Compartment, `bucket` a Bucket or BucketV2, `masterInstanceName` some
 * instance. An input that is only called `name` means something of the same module as the resource that has it, and an
 * endpoint (a vault's `managementEndpoint`) doesn't say whose it is, either.
 */
export function isMeant(resource: Resource, path: string, of?: Resource): boolean {
  const wanted = wantedKind(path);
  const isOfModule = of !== undefined && serviceOf(of.type) === serviceOf(resource.type);
  if (wanted === "") return isOfModule;
  if (isOfModule && path.endsWith("Endpoint")) return true;
  const kind = kindOf(resource);
  return kind.includes(wanted) || wanted.includes(kind) || lastWord(inputOf(path)) === lastWord(typeName(resource));
}

function isExactly(resource: Resource, path: string): boolean {
  const wanted = wantedKind(path);
  return wanted !== "" && (kindOf(resource) === wanted || wanted.endsWith(kindOf(resource)));
}

/** `masterInstance` of `settings.masterInstanceName`, in lower case. */
function wantedKind(path: string): string {
  return inputOf(path).toLowerCase();
}

function inputOf(path: string): string {
  const input =
    path
      .replaceAll(/\[\d*\]|\{\}/g, "")
      .split(".")
      .at(-1) ?? "";
  return input.replace(/(?:ids?|names?|arns?|identifiers?|s)$/i, "");
}

/** `instance` of `DatabaseInstance`. */
function lastWord(name: string): string {
  return (/[A-Z]?[a-z]+\d*$/.exec(name)?.[0] ?? name).toLowerCase();
}

function typeName({ type }: Resource): string {
  return type.split(":").at(-1) ?? "";
}

function kindOf(resource: Resource): string {
  return typeName(resource).toLowerCase();
}

/** A part of a text as a reading of its own: unknown where it holds some of the text's outputs. */
export function partReading(
  part: string,
  path: string,
  outputs: SymbolicText["outputs"] | undefined,
  secret: boolean,
): Reading {
  const held = [...(outputs ?? [])].filter(([token]) => part.includes(token));
  if (held.length === 0) return { kind: "known", path, value: part, secret };
  const text = { text: part, outputs: new Map(held) };
  return { kind: "unknown", path, cause: "not-yet-known", text, ...(secret && { secret }) };
}
