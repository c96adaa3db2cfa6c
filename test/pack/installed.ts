import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/**
 * Packs `policies/` and installs the package in an empty folder, as npm does: with the packages that it depends on, which
 * are the project's own instead of fetched ones, and no others.
 *
 * @returns where the package's files are
 */
export function installPackage(folder: string): string {
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: path.join(root, "policies"),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [tarball] = JSON.parse(packed) as readonly { readonly filename: string }[];
  const modules = path.join(folder, "node_modules");
  const installed = path.join(modules, "stateside-policies");
  mkdirSync(installed, { recursive: true });
  const file = path.join(folder, tarball?.filename ?? "");
  execFileSync("tar", ["-xzf", file, "--strip-components", "1", "-C", installed]);
  const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(manifest.dependencies)) {
    const link = path.join(modules, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, "node_modules", name), link);
  }
  return installed;
}
