import { Asset, isRecord, ResourceReference, Secret, Unknown, type Value } from "../../policies/residency/values";

/** True when two values are the same as far as they are known; nothing of them is printed. */
export function areSame(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one === null || other === null) return false;
  if (one instanceof Secret) return other instanceof Secret && areSame(one.value, other.value);
  if (one instanceof Unknown) {
    return other instanceof Unknown && one.cause === other.cause && one.text?.text === other.text?.text;
  }
  if (one instanceof Asset) return other instanceof Asset && one.kind === other.kind;
  if (one instanceof ResourceReference) return other instanceof ResourceReference && one.urn === other.urn;
  if (Array.isArray(one)) return Array.isArray(other) && areSameLists(one, other);
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => areSame(one[key], other[key]));
}

function areSameLists(one: readonly Value[], other: readonly Value[]): boolean {
  return one.length === other.length && one.every((member, index) => areSame(member, other[index]));
}
