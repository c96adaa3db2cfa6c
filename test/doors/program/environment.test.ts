import { childEnvironment } from "../../../doors/program/environment";
import { previewed, shown } from "./previewed";

jest.setTimeout(60_000);

describe("a program doesn't get", () => {
  it.each([
    ["AWS_ACCESS_KEY_ID", "x"],
    ["AWS_SECRET_ACCESS_KEY", "x"],
    ["AWS_SESSION_TOKEN", "x"],
    ["AWS_PROFILE", "production"],
    ["AWS_ROLE_ARN", "arn:aws:iam::1:role/deploy"],
    ["AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token"],
    ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/"],
    ["GOOGLE_APPLICATION_CREDENTIALS", "/run/key.json"],
    ["GOOGLE_CREDENTIALS", "{}"],
    ["GOOGLE_OAUTH_ACCESS_TOKEN", "x"],
    ["CLOUDSDK_AUTH_ACCESS_TOKEN", "x"],
    ["OCI_CLI_KEY_CONTENT", "x"],
    ["TF_VAR_private_key", "x"],
    ["PULUMI_ACCESS_TOKEN", "x"],
    ["PULUMI_CONFIG_PASSPHRASE", "x"],
    ["PULUMI_CONFIG_PASSPHRASE_FILE", "/run/passphrase"],
    ["PULUMI_BACKEND_URL", "s3://states"],
    ["PULUMI_NODEJS_SKIP_COMPONENT_INPUTS", "true"],
    ["VAULT_TOKEN", "x"],
    ["KUBECONFIG", "/home/u/.kube/config"],
    ["DOCKER_AUTH_CONFIG", "{}"],
    ["GITHUB_TOKEN", "x"],
    ["GITHUB_ENV", "/run/env"],
    ["GITHUB_OUTPUT", "/run/output"],
    ["ACTIONS_ID_TOKEN_REQUEST_URL", "https://token.example"],
    ["CI_JOB_JWT", "x"],
    ["NPM_TOKEN", "x"],
    ["npm_config__auth", "x"],
    ["SSH_AUTH_SOCK", "/run/agent"],
    ["DB_PASSWORD", "x"],
    ["DB_PASS", "x"],
    ["PGPASSFILE", "/home/u/.pgpass"],
    ["MYSQL_PWD", "x"],
    ["STRIPE_API_KEY", "x"],
    ["MASTER_KEY", "x"],
    ["SENTRY_DSN", "https://x"],
    ["SESSION_COOKIE", "x"],
    ["db_secret", "x"],
    ["DATABASE_URL", "postgres://shop:hunter2@db.example/shop"],
    ["HTTPS_PROXY", "http://user:hunter2@proxy.example:8080"],
    ["DEPLOYER", "AKIAIOSFODNN7EXAMPLE"],
    ["HARMLESS", "-----BEGIN PRIVATE KEY-----\nMII"],
    ["HARMLESS", "ghp_0123456789abcdefghijABCDEFGHIJ012345"],
    ["HARMLESS", "github_pat_11AA"],
    ["HARMLESS", "glpat-0123456789"],
    ["HARMLESS", "pul-0123456789abcdef0123456789abcdef01234567"],
    ["HARMLESS", "xoxb-1-2"],
    ["HARMLESS", "sk_live_0123456789abcdefghij"],
    ["STRIPE_SK", "sk_live_x"],
    ["HARMLESS", "sk_live_x"],
    ["SLACK_WEBHOOK", "x"],
    ["HARMLESS", "https://hooks.slack.com/services/T0/B0/x"],
    ["JDBC", "jdbc:oracle:thin:shop/hunter2@db.example:1521"],
    ["HARMLESS", "jdbc:postgresql://db.example/shop?user=u&password=hunter2"],
    ["HARMLESS", "Server=db.example;Pwd=hunter2"],
    ["ADMIN_CREDS", "x"],
    ["DBPASS", "x"],
    ["GITLAB_PRIVATE", "x"],
    ["HARMLESS", "https://shop.blob.example/backup?sv=2024-01-01&sig=x"],
    ["HARMLESS", "sig=x"],
    ["SENTRY", "https://key@sentry.example/1"],
    ["HARMLESS", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x"],
  ])("%s=%s", (name, value) => {
    expect(Object.keys(childEnvironment({ [name]: value }, {}))).not.toContain(name);
  });
});

describe("a program gets", () => {
  it.each([
    ["AWS_REGION", "us-east-1"],
    ["AWS_DEFAULT_REGION", "us-east-1"],
    ["AWS_ACCOUNT_ID", "123456789012"],
    ["GOOGLE_REGION", "us-central1"],
    ["GCLOUD_REGION", "us-central1"],
    ["CLOUDSDK_COMPUTE_REGION", "us-central1"],
    ["GOOGLE_ZONE", "us-central1-a"],
    ["GOOGLE_PROJECT", "shop"],
    ["OCI_REGION", "us-ashburn-1"],
    ["OCI_CLI_REGION", "us-ashburn-1"],
    ["TF_VAR_region", "us-ashburn-1"],
    ["PATH", "/usr/bin"],
    ["PATH", "/shop/node_modules/tool@1.2.3/bin:/usr/bin"],
    ["COMPASS", "north"],
    ["REPOSITORY", "git+ssh://git@github.com/shop/shop.git"],
    ["HOME", "/home/u"],
    ["PWD", "/home/u/shop"],
    ["OLDPWD", "/home/u"],
    ["TMPDIR", "/tmp"],
    ["LANG", "en_US.UTF-8"],
    ["CI", "true"],
    ["NODE_ENV", "production"],
    ["NODE_OPTIONS", "--max-old-space-size=4096"],
    ["NODE_EXTRA_CA_CERTS", "/etc/ca.pem"],
    ["GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567"],
    ["GITHUB_REF_NAME", "main"],
    ["SSH_PUBLIC_KEY", "ssh-ed25519 AAAAC3Nza u@host"],
    ["KEYCLOAK_URL", "https://login.example"],
    ["AUTHOR", "someone"],
    ["MONKEY", "business"],
    ["HTTPS_PROXY", "http://proxy.example:8080"],
    ["DOMAIN", "shop.example"],
  ])("%s=%s", (name, value) => {
    expect(childEnvironment({ [name]: value }, {})).toHaveProperty([name], value);
  });

  it("what its runner needs, whatever the caller's environment says", () => {
    const environment = childEnvironment(
      { PULUMI_CONFIG: "theirs" },
      { PULUMI_CONFIG: "ours", STATESIDE_MANDATE: undefined },
    );
    expect(environment["PULUMI_CONFIG"]).toBe("ours");
  });
});

describe("a program that shows its environment", () => {
  const canary = "canary-7f3a91c2";
  const environment = {
    AWS_SECRET_ACCESS_KEY: canary,
    PULUMI_ACCESS_TOKEN: canary,
    PULUMI_CONFIG_PASSPHRASE: canary,
    PULUMI_NODEJS_SKIP_COMPONENT_INPUTS: "true",
    SHOP_URL: `https://u:${canary}@shop.example`,
    AWS_REGION: "us-east-2",
  };

  it("shows no credential, but its region", async () => {
    const { dev } = shown(await previewed("environment-dumped", { environment }));
    expect(JSON.stringify(dev)).not.toContain(canary);
    expect(dev?.exports).toMatchObject({ environment: { AWS_REGION: "us-east-2", AWS_CONFIG_FILE: "/dev/null" } });
  });

  it("shows no setting of the engine, and keeps the inputs of components", async () => {
    const mandateFile = "/mandates/mandate.yaml";
    const { dev } = shown(await previewed("environment-dumped", { environment, mandateFile }));
    expect(dev?.resources).toMatchObject({ "shop:index:Store::store": { inputs: { dataClass: "us-user" } } });
    const { names } = dev?.exports as { names: string[] };
    expect(names).not.toContain("STATESIDE_CHILD");
    expect(names.filter((name) => name.startsWith("PULUMI_NODEJS_SKIP"))).toEqual([]);
    expect(dev?.exports).toMatchObject({ environment: { STATESIDE_MANDATE: mandateFile } });
  });
});
