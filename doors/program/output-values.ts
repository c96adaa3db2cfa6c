import { unknownSentinel } from "../../policies/residency/sentinels";
import { ListValue, Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { signatureKey, signatures } from "./wire";

/**
 * Output values: objects on the wire that carry a value together with the resources it was computed from. The SDK sends
 * them for remote components and from transforms only; everywhere else dependencies travel beside the properties.
 */

/** The properties with each one's dependencies put into it, as a resource's own transforms get them. */
export function withDependencies(properties: Struct, dependencies: ReadonlyMap<string, readonly string[]>): Struct {
  const upgraded = properties.cloneMessage();
  const fields = upgraded.getFieldsMap();
  for (const [key, urns] of dependencies) {
    const value = fields.get(key);
    if (value !== undefined && urns.length > 0) fields.set(key, outputOf(value, urns));
  }
  return upgraded;
}

/** As the engine passes on a resource whose id isn't known yet: with an empty id. */
export function forgetUnknownIds(properties: Struct): void {
  const fields = properties.getFieldsMap();
  const isReference = fields.get(signatureKey)?.getStringValue() === signatures.resource;
  if (isReference && fields.get("id")?.getStringValue() === unknownSentinel) fields.set("id", stringValue(""));
  const forget = (value: WireValue) => {
    const struct = value.getStructValue();
    if (struct !== undefined) forgetUnknownIds(struct);
    value.getListValue()?.getValuesList().forEach(forget);
  };
  fields.forEach(forget);
}

/**
 * The properties with output values in the place of secrets and unknowns, as transforms get them: otherwise the SDK would
 * make a whole list secret for one secret in it. Source: pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go,
 * UpgradeToOutputValues.
 */
export function asOutputs(properties: Struct): Struct {
  const upgraded = new Struct();
  properties.getFieldsMap().forEach((value: WireValue, key: string) => {
    upgraded.getFieldsMap().set(key, upgradedValue(value));
  });
  return upgraded;
}

function upgradedValue(value: WireValue): WireValue {
  if (value.getStringValue() === unknownSentinel) return newOutput({});
  const list = value.getListValue();
  if (list !== undefined) return listValue(list.getValuesList().map(upgradedValue));
  const struct = value.getStructValue();
  if (struct === undefined) return value;
  const fields = struct.getFieldsMap();
  switch (fields.get(signatureKey)?.getStringValue() ?? "") {
    case "":
      return structValue(asOutputs(struct));
    case signatures.secret:
      return newOutput({ content: fields.get("value"), isSecret: true });
    default:
      return value;
  }
}

/** The properties with plain values, secrets and unknowns in the place of output values, as a program gets them back. */
export function withoutOutputs(properties: Struct): Struct {
  const plain = new Struct();
  properties.getFieldsMap().forEach((value: WireValue, key: string) => {
    plain.getFieldsMap().set(key, plainValue(value));
  });
  return plain;
}

/** The properties with those that are declared secret made so, as a program gets them back. */
export function withSecrets(properties: Struct, keys: readonly string[]): Struct {
  const marked = properties.cloneMessage();
  const fields = marked.getFieldsMap();
  for (const key of keys) {
    const value = fields.get(key);
    const signature = value?.getStructValue()?.getFieldsMap().get(signatureKey)?.getStringValue();
    if (value !== undefined && signature !== signatures.secret) fields.set(key, secretValue(value));
  }
  return marked;
}

function outputOf(value: WireValue, urns: readonly string[]): WireValue {
  const known = value.getStructValue()?.getFieldsMap();
  const signature = known?.get(signatureKey)?.getStringValue();
  const before = signature === signatures.output ? known : undefined;
  const carried = before?.get("dependencies")?.getListValue()?.getValuesList() ?? [];
  const isSecret = signature === signatures.secret || before?.get("secret")?.getBoolValue() === true;
  const content = signature === signatures.secret || before !== undefined ? known?.get("value") : value;
  const all = new Set([...carried.map((urn) => urn.getStringValue()), ...urns]);
  return newOutput({ content, isSecret, dependencies: [...all] });
}

interface Output {
  /** Undefined or unknown: not known yet. */
  readonly content?: WireValue | undefined;
  readonly isSecret?: boolean;
  readonly dependencies?: readonly string[];
}

function newOutput({ content, isSecret = false, dependencies = [] }: Output): WireValue {
  const output = new Struct();
  const fields = output.getFieldsMap();
  fields.set(signatureKey, stringValue(signatures.output));
  if (content !== undefined && content.getStringValue() !== unknownSentinel) fields.set("value", content);
  if (isSecret) fields.set("secret", boolValue(true));
  if (dependencies.length > 0) fields.set("dependencies", listValue(dependencies.map(stringValue)));
  return structValue(output);
}

function plainValue(value: WireValue): WireValue {
  const list = value.getListValue();
  if (list !== undefined) return listValue(list.getValuesList().map(plainValue));
  const struct = value.getStructValue();
  if (struct === undefined) return value;
  const fields = struct.getFieldsMap();
  if (fields.get(signatureKey)?.getStringValue() !== signatures.output) return structValue(withoutOutputs(struct));
  const content = fields.get("value");
  const plain = content === undefined ? stringValue(unknownSentinel) : plainValue(content);
  return fields.get("secret")?.getBoolValue() === true ? secretValue(plain) : plain;
}

export function stringValue(text: string): WireValue {
  const value = new WireValue();
  value.setStringValue(text);
  return value;
}

export function structValue(struct: Struct): WireValue {
  const value = new WireValue();
  value.setStructValue(struct);
  return value;
}

export function listValue(members: WireValue[]): WireValue {
  const list = new ListValue();
  list.setValuesList(members);
  const value = new WireValue();
  value.setListValue(list);
  return value;
}

export function secretValue(content: WireValue): WireValue {
  const secret = new Struct();
  secret.getFieldsMap().set(signatureKey, stringValue(signatures.secret));
  secret.getFieldsMap().set("value", content);
  return structValue(secret);
}

function boolValue(content: boolean): WireValue {
  const value = new WireValue();
  value.setBoolValue(content);
  return value;
}
