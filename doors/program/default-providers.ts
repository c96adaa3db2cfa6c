import type { SourcePosition } from "../../policies/residency/estate";
import { record, Secret, Unknown, type Value, type Values } from "../../policies/residency/values";
import type { Configuration } from "./configuration";
import type { Package } from "./packages";
import { encryptedPlaceholder } from "./wire";

/** The name that the engine gives a package's default provider. */
export function defaultProviderName({ version, downloadUrl }: Package): string {
  const parts = ["default", version.replaceAll(/[.+-]/g, "_"), qualifiedName(downloadUrl)];
  return parts.filter((part) => part !== "").join("_");
}

/** As the engine makes a name of a URL: its parts joined by one slash, other characters replaced. */
function qualifiedName(url: string): string {
  const parts = url.split("/").filter((part) => part !== "");
  return parts.map((part) => part.replaceAll(/[^A-Za-z0-9_.-]/g, "_")).join("/");
}

/** The inputs of a package's default provider: its version, and every `<package>:<key>` of stack configuration. */
export function defaultProviderInputs({ name, version }: Package, configuration: Configuration): Values {
  const entries: [string, Value][] = [];
  for (const [key, text] of configuration.values) {
    const value = text.includes(encryptedPlaceholder) ? new Unknown("encrypted") : text;
    const held = configuration.secretKeys.includes(key) ? new Secret(value) : value;
    // Dynamic providers get the whole configuration under its full names.
    if (name === dynamicPackage) entries.push([key, held]);
    else if (key.startsWith(`${name}:`)) entries.push([key.slice(name.length + 1), held]);
  }
  return record(version === "" ? entries : [...entries, ["version", version]]);
}

const dynamicPackage = "pulumi-nodejs";

/** Where stack configuration sets the region of a package's default provider. */
export function regionPosition(packageName: string, configuration: Configuration): SourcePosition | undefined {
  return configuration.position(`${packageName}:region`);
}
