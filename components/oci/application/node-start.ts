/** Where a node keeps the program that asks the registry for a token, and what tells Kubernetes of it. */
const folder = "/usr/local/libexec/image-credentials";
const program = "registry-token";
const config = "/etc/kubernetes/image-credentials.yaml";

/** A token is good for an hour. */
const kept = "30m";

const end = "END_OF_FILE";

/**
 * What a node does when it starts, before it joins its cluster: it learns to ask the inspected registry for a token of an
 * hour, by its own identity, which is one of the enclave's workloads. Without it, a node gets no image from a private
 * repository but with a password that somebody has put into the cluster. Only for the inspected registry's images is it
 * asked: Oracle's own need none.
 *
 * Oracle's program for this is on GitHub, to which a node has no way; its command line is in Oracle's repositories of
 * packages, which are among the region's services. At last comes what Oracle has every node do, which such a script replaces.
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengpullingimagesfromocir.htm
 * https://github.com/oracle-devrel/oke-credential-provider-for-ocir
 * https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengusingcustomcloudinitscripts.htm
 *
 * @param registryPath - where inspected images are, `<host>/<namespace>/<prefix>`
 */
export function nodeStart(registryPath: string): string {
  return [
    "#!/bin/bash",
    "set -euo pipefail",
    "for try in {1..30}; do",
    "  dnf --assumeyes install oraclelinux-developer-release-el8 && dnf --assumeyes install python36-oci-cli && break",
    "  sleep 10",
    "done",
    "command -v oci",
    `mkdir -p ${folder}`,
    ...file(`${folder}/${program}`, tokenProgram(registryPath)),
    `chmod 755 ${folder}/${program}`,
    ...file(config, JSON.stringify(tokenConfig(registryPath), null, 2)),
    "curl --fail -H 'Authorization: Bearer Oracle' -L0 http://169.254.169.254/opc/v2/instance/metadata/oke_init_script |",
    "  base64 --decode >/var/run/oke-init.sh",
    "bash /var/run/oke-init.sh --kubelet-extra-args " +
      `"--image-credential-provider-bin-dir=${folder} --image-credential-provider-config=${config}"`,
    "",
  ].join("\n");
}

/**
 * Kubernetes says on its standard input which image it wants, and takes the answer from its standard output.
 * https://www.ateam-oracle.com/authentication-mechanisms-for-oci-container-registry-ocir
 */
export function tokenProgram(registryPath: string): string {
  const [host = ""] = registryPath.split("/");
  const answer = {
    kind: "CredentialProviderResponse",
    apiVersion: "credentialprovider.kubelet.k8s.io/v1",
    cacheKeyType: "Image",
    cacheDuration: kept,
    auth: { [registryPath]: { username: "BEARER_TOKEN", password: "%s" } },
  };
  return [
    "#!/bin/bash",
    "set -euo pipefail",
    "export HOME=/root",
    `token=$(oci raw-request --auth instance_principal --http-method GET --target-uri https://${host}/20180419/docker/token \\`,
    "  --query data.token --raw-output)",
    `printf '${JSON.stringify(answer)}\\n' "$token"`,
  ].join("\n");
}

/** https://kubernetes.io/docs/reference/config-api/kubelet-config.v1/#kubelet-config-k8s-io-v1-CredentialProviderConfig */
function tokenConfig(registryPath: string): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1",
    kind: "CredentialProviderConfig",
    providers: [
      {
        name: program,
        apiVersion: "credentialprovider.kubelet.k8s.io/v1",
        matchImages: [registryPath],
        defaultCacheDuration: kept,
      },
    ],
  };
}

function file(path: string, text: string): string[] {
  return [`cat >${path} <<'${end}'`, text, end];
}
