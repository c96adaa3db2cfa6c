import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The Go module that pins the Pulumi CLI. */
export const moduleFolder = path.join(__dirname, "cli");

/** The CLI's version, as the module pins it. */
export function cliVersion(): string {
  const pinned = /^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/m.exec(
    readFileSync(path.join(moduleFolder, "go.mod"), "utf8"),
  );
  if (pinned?.[1] === undefined) throw new Error("test/engine/cli/go.mod pins no version of the Pulumi CLI");
  return pinned[1];
}

/** Where the CLI is kept: outside the tree, so that every checkout and every run shares one build. */
export function cliFile(): string {
  const { STATESIDE_CACHE: cache = path.join(homedir(), ".cache", "stateside") } = process.env;
  return path.join(cache, `pulumi-${cliVersion()}`, "pulumi");
}

export function hasCli(): boolean {
  return existsSync(cliFile());
}

/** What the CLI needs to keep to folders of ours: a backend in files, no plugins but those in a folder, nothing fetched. */
export function cliEnvironment(folders: { readonly plugins: string; readonly home: string; readonly backend: string }) {
  return {
    PATH: [folders.plugins, path.dirname(process.execPath), process.env["PATH"] ?? ""].join(path.delimiter),
    PULUMI_HOME: folders.home,
    PULUMI_BACKEND_URL: `file://${folders.backend}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // `--event-log` is hidden behind it.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}
