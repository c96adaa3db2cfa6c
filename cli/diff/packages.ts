import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";

/** A checkout of another commit than the working tree's, and where its packages are to come from. */
export interface PackageFolders {
  /** The repository's folder with the user's packages, absolute, without symbolic links. */
  readonly root: string;
  /** The checkout, absolute, without symbolic links. */
  readonly checkout: string;
  /** The program's folder, relative to both. */
  readonly program: string;
  /** Folders in which the commit has a package.json, relative to both. */
  readonly manifests: readonly string[];
}

const packagesName = "node_modules";
const lockFiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"] as const;
/** Keys of package.json that decide which packages there are. */
const decisive = [
  ...["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"],
  ...["overrides", "resolutions", "pnpm", "workspaces"],
] as const;

/**
 * Lets a checkout find the packages that are installed for the working tree: a link for every package, in folders of the
 * checkout's own. A workspace's package is the checkout's, not the working tree's.
 * @returns the links, so that they can be taken out again before anything else is
 */
export function linkPackages({ root, checkout, program, manifests }: PackageFolders): string[] {
  const links: string[] = [];
  for (const folder of new Set([...upward(program), ...manifests])) {
    const target = path.join(checkout, folder);
    // A link of the commit could lead anywhere.
    if (realPath(target) !== target || isThere(path.join(target, packagesName))) continue;
    linkFolder(path.join(root, folder, packagesName), path.join(target, packagesName));
  }
  // Above the repository, the nearest first.
  for (let folder = path.dirname(root); ; folder = path.dirname(folder)) {
    linkFolder(path.join(folder, packagesName), path.join(path.dirname(checkout), packagesName));
    if (folder === path.dirname(folder)) return links;
  }

  function linkFolder(source: string, target: string): void {
    if (!isFolder(source)) return;
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(source)) {
      const from = path.join(source, name);
      if (name.startsWith(".")) continue;
      if (!name.startsWith("@")) link(from, path.join(target, name));
      else if (isFolder(from)) {
        mkdirSync(path.join(target, name), { recursive: true });
        for (const inner of readdirSync(from)) link(path.join(from, inner), path.join(target, name, inner));
      }
    }
  }

  function link(from: string, to: string): void {
    const real = realPath(from);
    if (real === undefined || isThere(to)) return;
    const within = path.relative(root, real);
    const isWorkspace = !leadsOut(within) && !within.split(path.sep).includes(packagesName);
    const meant = isWorkspace ? path.join(checkout, within) : from;
    if (!isThere(meant)) return;
    symlinkSync(meant, to);
    links.push(to);
  }
}

/** Files that say which packages there are and that differ between the checkout and the working tree, relative to both. */
export function differingManifests({ root, checkout, program, manifests }: PackageFolders): string[] {
  const folders = [...new Set([...upward(program), ...manifests.filter((one) => isAbove(one, program))])];
  const files = folders.flatMap((folder) => ["package.json", ...lockFiles].map((name) => path.join(folder, name)));
  return files.filter((file) => manifestText(path.join(root, file)) !== manifestText(path.join(checkout, file))).sort();
}

/** A folder and those above it, up to the repository's. */
function upward(folder: string): string[] {
  const parts = folder === "" ? [] : folder.split(path.sep);
  return [...parts.keys(), parts.length].map((count) => parts.slice(0, count).join(path.sep)).reverse();
}

function isAbove(folder: string, other: string): boolean {
  return !leadsOut(path.relative(folder, other));
}

/** True of a relative path that begins above where it starts. */
export function leadsOut(relative: string): boolean {
  return relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

/** What a manifest says of packages; empty where there is none. */
function manifestText(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return "";
  }
  if (path.basename(file) !== "package.json") return text;
  try {
    const manifest = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    return JSON.stringify(decisive.map((key) => manifest?.[key]));
  } catch {
    return text;
  }
}

export function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
