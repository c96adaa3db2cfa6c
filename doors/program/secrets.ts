import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { configurationError } from "./failure";

/** Decrypts one `secure:` value; undefined when nobody gave us the means. */
export type Decrypter = (ciphertext: string) => string | undefined;

/** Nothing can be decrypted: another secrets provider, or no passphrase. */
export const undecryptable: Decrypter = () => undefined;

/**
 * The decrypter of Pulumi's passphrase provider: AES-256-GCM under a key that PBKDF2 derives from the passphrase.
 * Source: pulumi/pulumi, sdk/go/common/resource/config/crypt.go (1,000,000 rounds, SHA-256, salt of the stack file).
 * @param encryptionSalt the stack file's `encryptionsalt`, `v1:<salt>:v1:<nonce>:<ciphertext of "pulumi">`
 * @throws PreviewError `configuration` when the passphrase is wrong or the salt is malformed
 */
export function passphraseDecrypter(encryptionSalt: string, passphrase: string, file: string): Decrypter {
  const [version, salt, ...check] = encryptionSalt.split(":");
  if (version !== "v1" || salt === undefined || check.length !== 3) {
    throw configurationError(`\`${file}\` has an \`encryptionsalt\` of an unknown form; \`v1:…\` is known`);
  }
  const key = pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), 1_000_000, 32, "sha256");
  if (decrypt(key, check.join(":")) !== "pulumi") {
    throw configurationError(`the passphrase in the environment does not open the secrets of \`${file}\``);
  }
  return (ciphertext) => decrypt(key, ciphertext);
}

function decrypt(key: Buffer, text: string): string | undefined {
  const [version, nonce, sealed] = text.split(":");
  if (version !== "v1" || nonce === undefined || sealed === undefined) return undefined;
  const bytes = Buffer.from(sealed, "base64");
  const tagLength = 16;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return decipher.update(bytes.subarray(0, -tagLength), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}
