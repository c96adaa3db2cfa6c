import { Config } from "@pulumi/pulumi";
import { Provider } from "@pulumi/gcp/provider";

/**
 * A provider for one region of one project. It signs in as `gcp:` configuration says (an explicit provider doesn't read it
 * by itself), else by application default credentials.
 */
export function google(name: string, region: string, projectId: string): Provider {
  const config = new Config("gcp");
  return new Provider(name, {
    region,
    project: projectId,
    credentials: config.getSecret("credentials"),
    accessToken: config.getSecret("accessToken"),
    impersonateServiceAccount: config.get("impersonateServiceAccount"),
  });
}
