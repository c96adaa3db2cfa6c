import type { AmbientRegion, SourcePosition } from "../../policies/residency/estate";
import { record, type Value, type Values } from "../../policies/residency/values";
import type { Configuration } from "./configuration";

/** The environment variables that name a region, by package, in the order the provider reads them. */
export const regionVariables: Readonly<Record<string, readonly string[]>> = {
  // https://www.pulumi.com/registry/packages/aws/installation-configuration/
  aws: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  // https://www.pulumi.com/registry/packages/gcp/installation-configuration/
  gcp: ["GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION"],
};

/** The name that the engine gives a package's default provider. */
export function defaultProviderName(version: string, downloadUrl: string): string {
  const parts = ["default", version, downloadUrl].filter((part) => part !== "");
  return parts.join("_").replaceAll(/[^0-9A-Za-z_]/g, "_");
}

/** The inputs that stack configuration gives to a package's default provider: every `<package>:<key>`. */
export function defaultProviderInputs(
  packageName: string,
  configuration: Configuration,
  decodeText: (text: string) => Value,
): Values {
  const prefix = `${packageName}:`;
  const entries = [...configuration.values]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]): [string, Value] => [key.slice(prefix.length), decodeText(text)]);
  return record(entries);
}

/** Where stack configuration sets the region of a package's default provider. */
export function regionPosition(packageName: string, configuration: Configuration): SourcePosition | undefined {
  return configuration.position(`${packageName}:region`);
}

/** The region of a provider whose own inputs state none. */
export function ambientRegion(
  packageName: string,
  environment: Readonly<Record<string, string | undefined>>,
  assume: ReadonlyMap<string, string>,
): AmbientRegion | undefined {
  const variables = Object.hasOwn(regionVariables, packageName) ? regionVariables[packageName] : undefined;
  for (const variable of variables ?? []) {
    const region = environment[variable];
    if (region !== undefined && region !== "") return { region, from: "environment", by: variable };
  }
  const key = `${packageName}:region`;
  const assumed = assume.get(key);
  return assumed === undefined ? undefined : { region: assumed, from: "assumption", by: `${key}=${assumed}` };
}
