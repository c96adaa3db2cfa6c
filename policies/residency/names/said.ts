import type { WrittenName } from "../written-name";

/** A name that a resource of an estate may have. */
export interface NamedAs {
  readonly name: string;
  /** Lower-case pieces of which the resource's type token, in lower case, must contain one; absent: any type. */
  readonly of?: readonly string[];
}

type Said = { readonly [Part in Exclude<keyof WrittenName, "kind" | "names">]?: WrittenName[Part] | undefined } & {
  readonly names?: readonly (NamedAs | undefined)[];
};

/** A placeholder's token as the embedded engine issues it: letters and digits only, so that it fits into any name. */
export const token = "stateside[0-9a-f]{16}";

/** What has the shape of a region, `us-gov-east-1`, or stands for one. */
export const regionLike = `(?:[a-z]{2,}(?:-[a-z]+){1,3}-\\d{1,2}|${token})`;

/** The parts that the text really says: a wildcard, an empty field and a text that can be no name say nothing. */
export function written(kind: WrittenName["kind"], said: Said): WrittenName {
  const place = said.place?.toLowerCase();
  const names = (said.names ?? []).filter((one) => one !== undefined);
  const written: { -readonly [Part in keyof WrittenName]: WrittenName[Part] } = { kind, names };
  if (said.cloud !== undefined) written.cloud = said.cloud;
  if (place !== undefined && isPlaceName(place)) written.place = place;
  if (said.account !== undefined && isAccountName(said.account)) written.account = said.account;
  if (said.isPrivate !== undefined) written.isPrivate = said.isPrivate;
  if (said.isService === true) written.isService = true;
  return written;
}

/** Without repetitions, and without what no resource is named: nothing, and patterns other than the whole text. */
export function distinct(names: readonly NamedAs[], whole?: string): NamedAs[] {
  const byKey = new Map<string, NamedAs>();
  for (const one of names) {
    const isWhole = one.of === undefined && one.name === whole;
    if (one.name === "" || (!isWhole && /[*?]/.test(one.name))) continue;
    const key = one.of === undefined ? one.name : `${one.of.join(" ")}\n${one.name}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

export function named(name: string | undefined, of?: readonly string[]): NamedAs | undefined {
  if (name === undefined) return undefined;
  return of === undefined ? { name } : { name, of };
}

/** What two parts of a text say together: a zone is more exact than its region, and a contradiction says nothing. */
export function together(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  if (other.startsWith(`${one}-`)) return other;
  return one.startsWith(`${other}-`) ? one : undefined;
}

function isPlaceName(place: string): boolean {
  return place.length <= 63 && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(place);
}

function isAccountName(account: string): boolean {
  return account.length <= 100 && /^[a-z0-9][\w.:-]*$/i.test(account);
}
