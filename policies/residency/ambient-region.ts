import type { AmbientRegion } from "./estate";

/** The environment variables that name a region, by package, in the order the provider reads them. */
export const regionVariables: Readonly<Record<string, readonly string[]>> = {
  // https://www.pulumi.com/registry/packages/aws/installation-configuration/
  aws: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  // https://www.pulumi.com/registry/packages/gcp/installation-configuration/
  gcp: ["GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION"],
};

/** The region of a provider whose own inputs state none: a door passes in the environment that it sees. */
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
