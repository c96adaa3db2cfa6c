import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SourcePosition } from "../../policies/residency/estate";
import { configurationError } from "./failure";
import { stackFile, type Project } from "./project";
import { passphraseDecrypter, undecryptable, type Decrypter } from "./secrets";
import { encryptedPlaceholder } from "./wire";
import { readYamlFile, type YamlFile } from "./yaml-file";

/** A stack's configuration as the program receives it. */
export interface Configuration {
  /** `namespace:key` → text; structured values as JSON; what nobody could decrypt as a placeholder. */
  readonly values: ReadonlyMap<string, string>;
  readonly secretKeys: readonly string[];
  /** Every text that was decrypted, or declared secret: no message may show it. */
  readonly secrets: readonly string[];
  /** Where the stack's file imports environments of Pulumi ESC, whose values nobody sees here. */
  readonly environment: SourcePosition | undefined;
  /** Where a key's value was set. */
  readonly position: (key: string) => SourcePosition | undefined;
}

interface Entry {
  readonly text: string;
  readonly secret: boolean;
  /** The texts in it that no message may show. */
  readonly secrets: readonly string[];
  readonly source: SourcePosition;
  /** What the file holds, for the check of its declared type. */
  readonly value: unknown;
}

/**
 * Reads a stack's configuration: the stack's file over the project's values and defaults, as the engine does.
 * @throws PreviewError `configuration` for a value that is missing or has the wrong type, or a wrong passphrase
 */
export function readConfiguration(
  project: Project,
  stack: string,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const entries = new Map<string, Entry>();
  const declared = declarations(project);
  for (const { key, fallback } of declared) if (fallback !== undefined) entries.set(key, fallback);
  const pathOfFile = stackFile(project, stack);
  const shownFile = path.relative(project.directory, pathOfFile);
  const file = existsSync(pathOfFile) ? readYamlFile(pathOfFile, shownFile, "accept") : undefined;
  if (file) for (const [key, entry] of stackEntries(project, file, environment)) entries.set(key, entry);
  for (const declaration of declared) check(declaration, entries.get(declaration.key), stack);
  const values = new Map([...entries].map(([key, { text }]) => [key, text]));
  checkSize(values, stack, file?.file ?? project.file.file);
  return {
    values,
    secretKeys: [...entries].filter(([, { secret }]) => secret).map(([key]) => key),
    secrets: [...entries.values()].flatMap(({ secrets }) => secrets),
    environment: file && isFilled(file.data["environment"]) ? file.position("environment") : undefined,
    position: (key) => entries.get(key)?.source,
  };
}

/** The program's runner gets its configuration in one variable, as from the real engine: the system allows 128 KiB. */
const sizeLimit = 120_000;

function checkSize(values: ReadonlyMap<string, string>, stack: string, file: string) {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(values)));
  if (bytes <= sizeLimit) return;
  throw configurationError(
    `the configuration of stack \`${stack}\` in \`${file}\` has ${bytes} bytes; at most ${sizeLimit} reach a program`,
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

interface Declaration {
  readonly key: string;
  readonly type: string | undefined;
  readonly fallback: Entry | undefined;
  readonly source: SourcePosition;
}

/** The keys of the project's `config` section: `key: value`, `{ value }`, or `{ type, default, secret }`. */
function declarations(project: Project): Declaration[] {
  const { data, position } = project.file;
  const section = data["config"];
  if (!isMapping(section)) return [];
  return Object.entries(section).map(([name, given]) => {
    const source = position("config", name);
    const settings = isMapping(given) ? given : { default: given };
    const value = settings["value"] ?? settings["default"];
    const secret = settings["secret"] === true;
    const text = asText(value ?? null);
    const secrets = secret ? [text] : [];
    return {
      key: qualified(name, project, source),
      type: typeof settings["type"] === "string" ? settings["type"] : undefined,
      fallback: value === undefined || value === null ? undefined : { text, secret, secrets, source, value },
      source,
    };
  });
}

function* stackEntries(
  project: Project,
  file: YamlFile,
  environment: Readonly<Record<string, string | undefined>>,
): Generator<[string, Entry]> {
  const section = file.data["config"];
  if (section === undefined || section === null) return;
  if (!isMapping(section)) {
    throw configurationError(`\`config\` in \`${file.file}\` must be a mapping`, { source: file.position("config") });
  }
  const decrypt = decrypterFor(file, environment, JSON.stringify(section).includes('"secure"'));
  for (const [name, given] of Object.entries(section)) {
    const found = { secret: false, secrets: new Array<string>() };
    const value = revealed(given, decrypt, found);
    const source = file.position("config", name);
    yield [qualified(name, project, source), { text: asText(value), ...found, source, value }];
  }
}

function decrypterFor(
  file: YamlFile,
  environment: Readonly<Record<string, string | undefined>>,
  needed: boolean,
): Decrypter {
  const salt = file.data["encryptionsalt"];
  const passphrase = needed ? givenPassphrase(environment) : undefined;
  if (typeof salt !== "string" || passphrase === undefined) return undecryptable;
  return passphraseDecrypter(salt, passphrase, file.file);
}

function givenPassphrase(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  if (passphrase !== undefined) return passphrase;
  if (file === undefined || file === "") return undefined;
  try {
    return readFileSync(file, "utf8").trimEnd();
  } catch {
    throw configurationError("the file that PULUMI_CONFIG_PASSPHRASE_FILE names can't be read");
  }
}

/** The value with every `{ secure: … }` in it decrypted, or replaced by a placeholder that stays unknown. */
function revealed(value: unknown, decrypt: Decrypter, found: { secret: boolean; secrets: string[] }): unknown {
  if (Array.isArray(value)) return value.map((member) => revealed(member, decrypt, found));
  if (!isMapping(value)) return value;
  const { secure } = value;
  if (typeof secure === "string" && Object.keys(value).length === 1) {
    found.secret = true;
    const text = decrypt(secure);
    if (text !== undefined) found.secrets.push(text);
    return text ?? encryptedPlaceholder;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revealed(member, decrypt, found)]));
}

function check({ key, type, source }: Declaration, entry: Entry | undefined, stack: string) {
  if (entry === undefined) {
    throw configurationError(
      `missing configuration value \`${key}\`; set it with \`pulumi config set ${key} <value> --stack ${stack}\``,
      { source },
    );
  }
  if (type !== undefined && !hasType(entry.value, type)) {
    throw configurationError(`configuration value \`${key}\` must be of type \`${type}\``, { source: entry.source });
  }
}

function hasType(value: unknown, type: string): boolean {
  if (value === encryptedPlaceholder) return true;
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(Number(value)) && value !== "" && typeof value !== "boolean" && !Array.isArray(value);
    case "number":
      return !Number.isNaN(Number(value)) && value !== "" && typeof value !== "boolean" && !Array.isArray(value);
    case "boolean":
      return value === true || value === false || value === "true" || value === "false";
    case "array":
      return Array.isArray(value);
    case "object":
      return isMapping(value);
    default:
      return true;
  }
}

/** A key as the engine reads it: `name` is the project's own, and `namespace:config:name` its old form. */
function qualified(key: string, project: Project, source: SourcePosition): string {
  const parts = key.split(":");
  const [namespace = "", second = "", third = ""] = parts;
  if (parts.length === 1) return `${project.name}:${key}`;
  if (parts.length === 2) return key;
  if (parts.length === 3 && second === "config") return `${namespace}:${third}`;
  throw configurationError(`configuration key \`${key}\` has too many colons; use \`<namespace>:<name>\``, { source });
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
