import { Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { knownText } from "../../policies/residency/sentinels";
import {
  Asset,
  record,
  ResourceReference,
  Secret,
  Unknown,
  type Value,
  type Values,
} from "../../policies/residency/values";

/**
 * Property values on the wire: protobuf structs in which some objects carry a signature key.
 * Source: pulumi/pulumi, sdk/go/common/resource/properties.go and sdk/nodejs/runtime/rpc.ts.
 */
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** Stands in the program for a configuration value that nobody decrypted; wherever it ends up is unknown. */
export const encryptedPlaceholder = "c9b7a3de-61f4-4b0e-8d4f-27a1b5e0f6c2";

/** What was decoded, and every URN that its output values were computed from. */
export interface Decoded {
  readonly values: Values;
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Knows the texts that stand for outputs: undefined for any other text. */
export interface Texts {
  read(text: string): Unknown | undefined;
}

interface Context {
  readonly urns: Set<string>;
  readonly texts: Texts | undefined;
}

/**
 * Decodes a message's properties; absent is empty. A key stays the text that it is, even where it holds a placeholder: the
 * kernel looks keys up by what the program wrote, and what is unknown is only how that one is called.
 */
export function decode(struct: Struct | undefined, texts?: Texts): Decoded {
  const dependencies = new Map<string, Set<string>>();
  const entries: [string, Value][] = [];
  struct?.getFieldsMap().forEach((value: WireValue, key: string) => {
    const urns = new Set<string>();
    entries.push([key, decodeValue(value, { urns, texts })]);
    if (urns.size > 0) dependencies.set(key, urns);
  });
  return { values: record(entries), dependencies };
}

function decodeValue(wire: WireValue, context: Context): Value {
  switch (wire.getKindCase()) {
    case WireValue.KindCase.STRING_VALUE:
      return decodeString(wire.getStringValue(), context);
    case WireValue.KindCase.NUMBER_VALUE:
      return wire.getNumberValue();
    case WireValue.KindCase.BOOL_VALUE:
      return wire.getBoolValue();
    case WireValue.KindCase.LIST_VALUE:
      return (wire.getListValue()?.getValuesList() ?? []).map((member) => decodeValue(member, context));
    case WireValue.KindCase.STRUCT_VALUE:
      return decodeObject(wire.getStructValue() ?? new Struct(), context);
    case WireValue.KindCase.NULL_VALUE:
    case WireValue.KindCase.KIND_NOT_SET:
      return null;
  }
}

function decodeString(text: string, { texts }: Context): Value {
  return text.includes(encryptedPlaceholder) ? new Unknown("encrypted") : (texts?.read(text) ?? knownText(text));
}

function decodeObject(struct: Struct, context: Context): Value {
  const fields = struct.getFieldsMap();
  const text = (key: string): string => fields.get(key)?.getStringValue() ?? "";
  const inner = (): Value => {
    const value = fields.get("value");
    return value === undefined ? new Unknown("not-yet-known") : decodeValue(value, context);
  };
  switch (text(signatureKey)) {
    case signatures.secret:
      return new Secret(inner());
    case signatures.output: {
      const urns = fields.get("dependencies")?.getListValue()?.getValuesList() ?? [];
      for (const urn of urns) context.urns.add(urn.getStringValue());
      return fields.get("secret")?.getBoolValue() === true ? new Secret(inner()) : inner();
    }
    case signatures.resource:
      return new ResourceReference(text("urn"));
    case signatures.asset:
      return new Asset("asset");
    case signatures.archive:
      return new Asset("archive");
    default: {
      const entries: [string, Value][] = [];
      fields.forEach((value: WireValue, key: string) => entries.push([key, decodeValue(value, context)]));
      return record(entries);
    }
  }
}
