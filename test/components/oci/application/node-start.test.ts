import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeStart, tokenProgram } from "../../../../components/oci/application/node-start";

const registryPath = "phx.ocir.io/axexample/us-enclave";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "node-start-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the program for tokens answers while the command line is what `oci` says. */
function answerWith(oci: string): unknown {
  const file = path.join(folder, "oci");
  writeFileSync(file, `#!/bin/bash\n${oci}\n`);
  chmodSync(file, 0o755);
  const written = execFileSync("bash", ["-c", tokenProgram(registryPath)], {
    input: "{}",
    env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` },
    stdio: ["pipe", "pipe", "ignore"],
  });
  return JSON.parse(written.toString());
}

it("answers with a token of its own region's registry, for the inspected images alone", () => {
  const asked = `printf '%s' "$*" | tr ' ' '_'`;
  expect(answerWith(asked)).toEqual({
    kind: "CredentialProviderResponse",
    apiVersion: "credentialprovider.kubelet.k8s.io/v1",
    cacheKeyType: "Image",
    cacheDuration: "30m",
    auth: {
      [registryPath]: {
        username: "BEARER_TOKEN",
        password:
          "raw-request_--auth_instance_principal_--http-method_GET_--target-uri_" +
          "https://phx.ocir.io/20180419/docker/token_--query_data.token_--raw-output",
      },
    },
  });
});

it("answers nothing without a token", () => {
  expect(() => answerWith("exit 1")).toThrow("Command failed");
});

/** The lines of a file that the script writes. */
function written(file: string): string {
  const [, text = ""] = nodeStart(registryPath).split(`cat >${file} <<'END_OF_FILE'\n`);
  return text.split("\nEND_OF_FILE\n")[0] ?? "";
}

it("is a script that the shell can read, and ends with what Oracle has every node do", () => {
  const script = nodeStart(registryPath);
  execFileSync("bash", ["-n"], { input: script });
  expect(script.startsWith("#!/bin/bash\nset -euo pipefail\n")).toBe(true);
  expect(script.trimEnd().split("\n").slice(-3)).toEqual([
    "curl --fail -H 'Authorization: Bearer Oracle' -L0 http://169.254.169.254/opc/v2/instance/metadata/oke_init_script |",
    "  base64 --decode >/var/run/oke-init.sh",
    'bash /var/run/oke-init.sh --kubelet-extra-args "--image-credential-provider-bin-dir=' +
      '/usr/local/libexec/image-credentials --image-credential-provider-config=/etc/kubernetes/image-credentials.yaml"',
  ]);
});

it("has Kubernetes ask the program that it has put there, for the inspected images alone", () => {
  expect(written("/usr/local/libexec/image-credentials/registry-token")).toBe(tokenProgram(registryPath));
  expect(JSON.parse(written("/etc/kubernetes/image-credentials.yaml"))).toEqual({
    apiVersion: "kubelet.config.k8s.io/v1",
    kind: "CredentialProviderConfig",
    providers: [
      {
        name: "registry-token",
        apiVersion: "credentialprovider.kubelet.k8s.io/v1",
        matchImages: [registryPath],
        defaultCacheDuration: "30m",
      },
    ],
  });
});
