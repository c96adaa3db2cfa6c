import { regionVariables } from "../../policies/residency/ambient-region";

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of a cloud's or Pulumi's own tools: each may hold, or lead to, credentials. */
const toolPrefixes =
  /^(AWS|AMAZON|GOOGLE|GCLOUD|CLOUDSDK|GCP|OCI|TF_VAR|ARM|AZURE|PULUMI|VAULT|KUBE|DOCKER|ACTIONS|RUNNER)_|^KUBECONFIG$/i;

/** Names that say that the value is a secret. */
const secretNames =
  /SECRET|TOKEN|PASSW|PASSPHRASE|PASSCODE|CREDENTIAL|(PRIVATE|API|ACCESS|SSH|SIGNING|ENCRYPTION)_?KEY|(^|_)(PWD|PAT|AUTH|KEY|PW|SK|JWT|SALT|CREDS?|PRIVATE)$|(^|_|PG|DB|SQL|USER|ROOT|ADMIN|REDIS|MAIL|SMTP)PASS(_|FILE|$)|(^|_)AUTH_|COOKIE|SESSION|BEARER|WEBHOOK|DSN$|SSH_AUTH_SOCK|(^|_)NETRC/i;

/** Values that look like credentials under any name. */
const secretValues: readonly RegExp[] = [
  // Keys.
  /-----BEGIN /,
  // Tokens of known forms.
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20}|\bgithub_pat_|\bglpat-|\bnpm_[A-Za-z0-9]{30}/,
  /\bpul-[0-9a-f]{20}|\bxox[abprs]-|\bsk[-_][\w-]{20}|\b[rs]k_(live|test)_|\bAIza[\w-]{35}|\beyJ[\w-]{10,}\.eyJ/,
  // URLs that name who asks, that are signed, or that are a secret themselves.
  /:\/\/(?!git@)[^/\s@]+@|(^|[?&;])sig=|\bhooks\.slack\.com\//,
  // Connection strings.
  /\bjdbc:\S*(@|password)|\b(AccountKey|SharedAccessKey|Password|Pwd)=/i,
];

/** Files by which a step of a GitHub workflow changes the steps after it. */
const workflowFiles = /^GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/;

/** Variables that say where and for whom a program works, and give nobody access. */
const harmlessVariables: ReadonlySet<string> = new Set([
  ...Object.values(regionVariables).flat(),
  "AWS_ACCOUNT_ID",
  "GOOGLE_ZONE",
  "GCLOUD_ZONE",
  "CLOUDSDK_COMPUTE_ZONE",
  "GOOGLE_PROJECT",
  "GOOGLE_CLOUD_PROJECT",
  "GCLOUD_PROJECT",
  "CLOUDSDK_CORE_PROJECT",
  "OCI_REGION",
  "OCI_CLI_REGION",
  "TF_VAR_region",
]);

/** Keeps cloud SDKs that a program calls on its own from finding a profile file or the instance's identity. */
const nowhere = {
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  CLOUDSDK_CONFIG: "/dev/null",
  OCI_CLI_CONFIG_FILE: "/dev/null",
} as const;

/** The caller's environment without credentials, with what the program's runner needs. */
export function childEnvironment(environment: Environment, own: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && (harmlessVariables.has(name) || !isSensitive(name, value)),
  );
  return { ...Object.fromEntries(kept), ...nowhere, ...own };
}

function isSensitive(name: string, value: string): boolean {
  if (toolPrefixes.test(name) || workflowFiles.test(name) || secretValues.some((form) => form.test(value))) return true;
  // The working directory is no password, a public key no secret.
  const isPublic = /^(OLD)?PWD$|PUBLIC_?KEY$/.test(name);
  return !isPublic && secretNames.test(name);
}
