import { regionVariables } from "./default-providers";

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of a cloud's or Pulumi's own tools: each may hold, or lead to, credentials. */
const toolPrefixes =
  /^(AWS|AMAZON|GOOGLE|GCLOUD|CLOUDSDK|GCP|OCI|TF_VAR|ARM|AZURE|PULUMI|VAULT|KUBE|DOCKER|ACTIONS|RUNNER)_|^KUBECONFIG$/i;

/** Names that say that the value is a secret. */
const secretNames =
  /SECRET|TOKEN|PASSW|PASSPHRASE|PASSCODE|CREDENTIAL|(PRIVATE|API|ACCESS|SSH|SIGNING|ENCRYPTION)_?KEY|(^|_)(PWD|PAT|AUTH|KEY|PW)$|(^|_)AUTH_|COOKIE|SESSION|BEARER|DSN$|SSH_AUTH_SOCK|(^|_)NETRC/i;

/** Values that look like credentials under any name: keys, tokens of known forms, URLs with a password. */
const secretValues =
  /-----BEGIN |\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20}|\bgithub_pat_|\bglpat-|\bpul-[0-9a-f]{20}|\beyJ[\w-]{10,}\.eyJ|:\/\/[^/\s:@]*:[^/\s@]+@/;

/** Variables that say where a program is, and nothing about who may act there. */
const placeVariables: ReadonlySet<string> = new Set([
  ...Object.values(regionVariables).flat(),
  "GOOGLE_ZONE",
  "GCLOUD_ZONE",
  "CLOUDSDK_COMPUTE_ZONE",
  "GOOGLE_PROJECT",
  "GOOGLE_CLOUD_PROJECT",
  "GCLOUD_PROJECT",
  "CLOUDSDK_CORE_PROJECT",
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
    ([name, value]) => value !== undefined && (placeVariables.has(name) || !isSensitive(name, value)),
  );
  return { ...Object.fromEntries(kept), ...nowhere, ...own };
}

function isSensitive(name: string, value: string): boolean {
  // The working directory is no password.
  if (name === "PWD" || name === "OLDPWD") return false;
  return toolPrefixes.test(name) || secretNames.test(name) || secretValues.test(value);
}
