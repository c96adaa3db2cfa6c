/**
 * OPA and conftest, built from their published Go modules and kept beside the Pulumi CLI of the tests: once, some minutes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const peers = {
  opa: "github.com/open-policy-agent/opa@v1.22.2",
  conftest: "github.com/open-policy-agent/conftest@v0.71.1",
};

/** The file of a peer; undefined where it isn't there and can't be built. */
export function peer(name) {
  const module = peers[name];
  const { STATESIDE_CACHE: cache = path.join(os.homedir(), ".cache", "stateside") } = process.env;
  const folder = path.join(cache, `${name}-${versionOf(name)}`);
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  console.error(`building ${module} into ${folder}`);
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: "0" };
  const { status, error } = spawnSync("go", ["install", module], { env, stdio: ["ignore", "inherit", "inherit"] });
  return error === undefined && status === 0 ? file : undefined;
}

export function versionOf(name) {
  return peers[name].split("@")[1];
}
