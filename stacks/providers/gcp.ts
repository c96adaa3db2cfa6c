import { Config } from "@pulumi/pulumi";
import { Provider } from "@pulumi/gcp/provider";

/**
 * A provider for one region of one project. It signs in as `gcp:` configuration says (an explicit provider doesn't read it
 * by itself), else by application default credentials.
 */
export function google(name: string, region: string, projectId: string): Provider {
  return new Provider(name, { region, project: projectId, ...credentials() });
}

/**
 * A provider for what belongs to an organization or folder and to no project. The Organization Policy API still needs one to
 * count requests against, in which it has to be enabled.
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#user_project_override
 */
export function googleOrganization(name: string, quotaProjectId: string): Provider {
  return new Provider(name, { billingProject: quotaProjectId, userProjectOverride: true, ...credentials() });
}

function credentials() {
  const config = new Config("gcp");
  return {
    credentials: config.getSecret("credentials"),
    accessToken: config.getSecret("accessToken"),
    impersonateServiceAccount: config.get("impersonateServiceAccount"),
  };
}
