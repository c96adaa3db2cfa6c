import { Config } from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";

/**
 * A provider for one region of one account: with credentials of any other account it refuses to work. It signs in as
 * `aws:` configuration says (an explicit provider doesn't read it by itself), else by the environment and AWS profiles.
 */
export function aws(name: string, region: string, accountId: string): Provider {
  const config = new Config("aws");
  return new Provider(name, {
    region,
    allowedAccountIds: [accountId],
    profile: config.get("profile"),
    accessKey: config.getSecret("accessKey"),
    secretKey: config.getSecret("secretKey"),
    token: config.getSecret("token"),
  });
}
