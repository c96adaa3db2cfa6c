/** What a machine of a courier is told. */
export interface AgentPlan {
  readonly projectId: string;
  /** Where the backup and the secret are: nothing is asked for elsewhere. */
  readonly region: string;
  /** The last part of the pool's name. */
  readonly pool: string;
  /** The container, by its digest. */
  readonly image: string;
  /** `projects/<number>/locations/<region>/secrets/<name>/versions/<number>`: two lines, each a variable of the agent's environment. */
  readonly secretVersion: string;
}

/**
 * What a machine with Container-Optimized OS does whenever it starts: it fetches the key of the S3-compatible source with
 * the machine's own account, and runs one agent, which reads such sources only when it is told to. The key is in memory, and
 * in Docker's files on the disk, which has a customer's key; it is in no metadata, and not in what the script prints.
 * https://docs.cloud.google.com/storage-transfer/docs/create-transfers/agent-based/s3-compatible
 * https://docs.cloud.google.com/secret-manager/regional-secrets/access-regional-secret-version
 * https://docs.cloud.google.com/storage-transfer/docs/regional-endpoints
 * https://docs.cloud.google.com/sdk/gcloud/reference/transfer/agents/install (`--s3-compatible-mode`)
 *
 * A grant takes minutes to count, so that what is refused is asked for again. That system has neither `jq` nor Python; what
 * is read from answers, tokens and Base64, has no quote in it.
 */
export function agentScript({ projectId, region, pool, image, secretVersion }: AgentPlan): string {
  const [host = ""] = image.split("/");
  return `#!/bin/bash
set -euo pipefail
umask 077

fetch() {
  curl --silent --show-error --fail --retry 30 --retry-delay 10 --retry-all-errors --header "$1" "$2" | tr -d '[:space:]'
}
field() {
  sed -E "s/.*\\"$1\\":\\"([^\\"]+)\\".*/\\1/"
}

token="$(fetch 'Metadata-Flavor: Google' \\
  http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token | field access_token)"
fetch "Authorization: Bearer \${token}" \\
  'https://secretmanager.${region}.rep.googleapis.com/v1/${secretVersion}:access' | field data | base64 --decode >/run/source.env

${host === "gcr.io" ? "" : signIn(host)}until docker pull --quiet '${image}'; do sleep 10; done
docker rm --force agent >/dev/null 2>&1 || true
docker run --detach --name agent --restart unless-stopped --ulimit memlock=64000000 --env-file /run/source.env \\
  '${image}' \\
  --project-id='${projectId}' --agent-pool='${pool}' --hostname="$(hostname)" --agent-id-prefix="$(hostname)-" \\
  --gcs-api-endpoint='storage.${region}.rep.googleapis.com' --enable-s3
rm --force /run/source.env
`;
}

/**
 * A registry of one's own wants to know who asks; the system itself knows of no account. The home folder can't be written to.
 * https://docs.cloud.google.com/artifact-registry/docs/docker/authentication#token
 */
function signIn(host: string): string {
  return `export DOCKER_CONFIG=/run/docker
until docker login --username oauth2accesstoken --password-stdin 'https://${host}' <<<"\${token}"; do sleep 10; done
`;
}
