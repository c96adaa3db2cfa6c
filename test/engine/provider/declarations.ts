import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A property as an SDK declares it; `type` is its TypeScript text. */
export interface Property {
  readonly type: string;
  readonly optional: boolean;
}
export type Properties = ReadonlyMap<string, Property>;

/** What a type takes and gives back. */
export interface Declaration {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Reads what a generated SDK declares, a file at a time: the only source of truth that the simulated providers have. */
export class Declarations {
  readonly version: string;
  readonly #root: string;
  readonly #texts = new Map<string, string>();
  readonly #nested = new Map<string, Properties | undefined>();

  constructor(readonly packageName: string) {
    const manifest = require.resolve(`@pulumi/${packageName}/package.json`);
    this.#root = path.dirname(manifest);
    this.version = (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
  }

  /** A resource type such as `aws:s3/bucket:Bucket`; undefined for one that the SDK lacks. */
  resource(token: string): Declaration | undefined {
    const name = token.split(":")[2] ?? "";
    const text = this.#module(token);
    const inputs = text === undefined ? undefined : members(text, `export interface ${name}Args {`, "");
    if (text === undefined || inputs === undefined) return undefined;
    return {
      inputs,
      outputs: members(text, `export declare class ${name} extends pulumi.CustomResource {`, "") ?? new Map(),
    };
  }

  /** A function such as `oci:ObjectStorage/getNamespace:getNamespace`. */
  function(token: string): Declaration | undefined {
    const lower = token.split(":")[2] ?? "";
    const name = lower.charAt(0).toUpperCase() + lower.slice(1);
    const text = this.#module(token);
    const outputs = text === undefined ? undefined : members(text, `export interface ${name}Result {`, "");
    if (text === undefined || outputs === undefined) return undefined;
    return { inputs: members(text, `export interface ${name}Args {`, "") ?? new Map(), outputs };
  }

  /** What a provider takes; the engine itself adds where the plugin comes from. */
  provider(): Properties {
    const own = members(this.#text("provider.d.ts") ?? "", "export interface ProviderArgs {", "") ?? [];
    const text = { type: "string", optional: true };
    return new Map([...own, ["version", text], ["pluginDownloadURL", text]]);
  }

  /** A nested input type such as `s3.BucketVersioning`. */
  nested(name: string): Properties | undefined {
    if (!this.#nested.has(name)) this.#nested.set(name, this.#readNested(name));
    return this.#nested.get(name);
  }

  #readNested(name: string): Properties | undefined {
    const text = this.#text("types/input.d.ts") ?? "";
    const dot = name.lastIndexOf(".");
    if (dot < 0) return members(text, `export interface ${name} {`, "");
    const start = text.indexOf(`\nexport declare namespace ${name.slice(0, dot)} {\n`);
    if (start < 0) return undefined;
    const end = text.indexOf("\n}\n", start);
    return members(text.slice(start, end + 1), `    interface ${name.slice(dot + 1)} {`, "    ");
  }

  /** `oci:ObjectStorage/bucket:Bucket` is declared in `objectstorage/bucket.d.ts`. */
  #module(token: string): string | undefined {
    const [packageName, module = ""] = token.split(":");
    if (packageName !== this.packageName) return undefined;
    const [folder = "", ...rest] = module.split("/");
    return this.#text(
      folder === "index" ? `${rest.join("/")}.d.ts` : `${[folder.toLowerCase(), ...rest].join("/")}.d.ts`,
    );
  }

  /** `gcp:projects/iAMMember:IAMMember` is in `iammember.d.ts`. */
  #fileCalled(full: string): string | undefined {
    if (existsSync(full)) return full;
    const folder = path.dirname(full);
    const name = path.basename(full).toLowerCase();
    const found = existsSync(folder) ? readdirSync(folder).find((file) => file.toLowerCase() === name) : undefined;
    return found === undefined ? undefined : path.join(folder, found);
  }

  #text(file: string): string | undefined {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const full = this.#fileCalled(path.join(this.#root, file));
    if (full === undefined) return undefined;
    const text = readFileSync(full, "utf8");
    this.#texts.set(file, text);
    return text;
  }
}

/** The properties between a header line and its closing brace; generated code is indented by four spaces throughout. */
function members(text: string, header: string, indent: string): Properties | undefined {
  const start = `\n${text}`.indexOf(`\n${header}\n`);
  if (start < 0) return undefined;
  const body = text.slice(start, text.indexOf(`\n${indent}}`, start));
  // A type ends where the next property or comment begins.
  const pattern = new RegExp(
    `^${indent}    (?:readonly )?["']?([\\w-]+)["']?(\\??): ([^]*?);(?=\\n${indent}    [^\\s}]|(?![^]))`,
    "gm",
  );
  const found = new Map<string, Property>();
  for (const [, name = "", mark, type = ""] of body.matchAll(pattern)) {
    const outputType = /^pulumi\.Output<([^]*)>$/.exec(type)?.[1] ?? type;
    found.set(name, { type: outputType, optional: mark === "?" || /\| undefined$/.test(outputType) });
  }
  return found;
}
