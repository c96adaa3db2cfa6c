import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { cliFile, cliVersion, hasCli, moduleFolder } from "./cli";

/** Builds the Pulumi CLI from its published Go modules, unless it is there already: `npm run test:engine`. */
function main(): number {
  const file = cliFile();
  const version = cliVersion();
  if (hasCli()) {
    console.log(`Pulumi CLI ${version}: ${file}`);
    return 0;
  }
  const missing = missingGo();
  if (missing !== undefined) {
    console.error(
      `error: ${missing}; the Pulumi CLI ${version} is built with Go 1.25.11 or later, from https://go.dev/dl`,
    );
    return 1;
  }
  console.log(`building the Pulumi CLI ${version} into ${file}: once, 4 to 8 minutes and 4 GB of Go's caches`);
  const started = performance.now();
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(path.dirname(file), { recursive: true });
  const { status } = go([
    ...["build", "-trimpath", "-tags", "osusergo,grpcnotrace"],
    ...["-ldflags", `-w -s -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`],
    ...["-o", temporary, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
  ]);
  if (status !== 0) return status ?? 1;
  renameSync(temporary, file);
  console.log(`built in ${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
  return 0;
}

function go(args: readonly string[]) {
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false" };
  return spawnSync("go", args, { cwd: moduleFolder, env, stdio: ["ignore", "inherit", "inherit"] });
}

function missingGo(): string | undefined {
  const { error } = spawnSync("go", ["version"], { cwd: moduleFolder, stdio: "ignore" });
  return error === undefined ? undefined : "there is no `go`";
}

process.exitCode = main();
