import { knownText } from "../../policies/residency/sentinels";
import { Asset, ResourceReference, Secret, Unknown, type Value, type Values } from "../../policies/residency/values";
import { StateFault } from "./fault";
import { isObject, parseJson, type Json, type JsonObject } from "./json";

/**
 * Properties as a state holds them: JSON in which some objects carry a signature.
 * Source: pulumi/pulumi, pkg/resource/stack/deployment.go, DeserializePropertyValue.
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  bytes: "803fd3297a5875dc03ca845dda5d2a98",
  float: "8ad145fe-0d11-4827-bfd7-1abcbf086f5c",
};

/** What previews and event logs have in the place of a secret. */
const blinded = "[secret]";

/**
 * Decodes properties in place: the parsed text is nobody else's, and a state has millions of values.
 * @throws StateFault for a signature that isn't known: it may mean anything
 */
export function decodeProperties(properties: JsonObject): Values {
  // SAFETY: from here on it holds values; what it was before is not used any more.
  const values = properties as Record<string, unknown>;
  for (const key of Object.keys(properties)) {
    const value = properties[key];
    const decoded = decode(value);
    if (decoded !== value) values[key] = decoded;
  }
  // No key reaches anything but its own value.
  // SAFETY: every value has just been decoded.
  return Object.setPrototypeOf(values, null) as Values;
}

function decode(value: Json | undefined): Value {
  if (typeof value === "string") return decodeText(value);
  if (typeof value === "number") return finite(value);
  if (typeof value !== "object" || value === null) return value ?? null;
  if (!isObject(value)) return decodeList(value);
  return Object.hasOwn(value, signatureKey) ? decodeSigned(value) : decodeProperties(value);
}

function decodeText(text: string): Value {
  return text === blinded ? new Secret(new Unknown("encrypted")) : knownText(text);
}

function finite(number: number): number {
  if (!Number.isFinite(number)) throw new StateFault("a number in it is larger than any that can be read");
  return number;
}

function decodeList(list: readonly Json[]): readonly Value[] {
  return list.map(decode);
}

function decodeSigned(value: JsonObject): Value {
  const signature = value[signatureKey];
  switch (typeof signature === "string" ? signature : "") {
    case signatures.secret:
      return new Secret(decodeSecret(value));
    case signatures.resource: {
      if (typeof value["urn"] !== "string") throw new StateFault("a reference to a resource in it has no URN");
      return new ResourceReference(value["urn"]);
    }
    case signatures.asset:
      return new Asset("asset");
    case signatures.archive:
      return new Asset("archive");
    case signatures.bytes:
    case signatures.float:
      // Bytes that are no text, and numbers such as NaN: neither names anything.
      return new Unknown("unreadable");
    default:
      throw new StateFault("a value in it has a signature that isn't known; a newer stateside may know it");
  }
}

/** Nothing is decrypted: only an export with `--show-secrets` says what a secret is. */
function decodeSecret({ ciphertext, plaintext }: JsonObject): Value {
  if (typeof ciphertext === "string" && plaintext === undefined) return new Unknown("encrypted");
  if (typeof plaintext !== "string" || ciphertext !== undefined) {
    throw new StateFault("a secret in it has not exactly one of `ciphertext` and `plaintext`");
  }
  const secret = parseJson(plaintext);
  if (secret === undefined) throw new StateFault("the plain text of a secret in it is not JSON");
  return decode(secret);
}
