import { Config } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";

export const ashburn = "us-ashburn-1";
export const phoenix = "us-phoenix-1";

/**
 * A provider for one region. It signs in as `oci:` configuration says (an explicit provider doesn't read it by itself),
 * else by the environment, else by the `DEFAULT` profile of `~/.oci/config`.
 *
 * @param name - of the provider: one for each region and purpose in a program
 */
export function oracle(name: string, region: string): Provider {
  const config = new Config("oci");
  return new Provider(name, {
    region,
    // The service writes these by itself; without this, each update would want to take them off.
    // https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/understandingautomaticdefaulttags.htm
    ignoreDefinedTags: ["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"],
    auth: config.get("auth"),
    configFileProfile: config.get("configFileProfile"),
    tenancyOcid: config.get("tenancyOcid"),
    userOcid: config.get("userOcid"),
    fingerprint: config.get("fingerprint"),
    privateKey: config.getSecret("privateKey"),
    privateKeyPath: config.get("privateKeyPath"),
    privateKeyPassword: config.getSecret("privateKeyPassword"),
  });
}
