import { mkdtempSync, readFileSync, realpathSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { quote } from "../../policies/residency/problems";
import { escapeText } from "../../policies/residency/terminal-safe";
import { addWorktree, filesNamed, removeWorktree } from "../judge/git";
import type { Revision } from "../judge/revision";
import type { Io } from "../standard-streams";
import { systemMessage } from "../system-message";
import { UsageError } from "../usage-error";
import { differingManifests, leadsOut, linkPackages, realPath } from "./packages";

/** All files of a commit, as long as they are needed. */
export interface Checkout {
  /** The folder of all of it, absolute, without symbolic links. */
  readonly root: string;
  /** The program's folder in it; undefined where the commit has none. */
  readonly directory: string | undefined;
  /** What makes it differ from a clone of the commit. */
  readonly notes: readonly string[];
}

/** Files of a note. */
const mostNamed = 5;

/** How a report names an option and what it names. */
interface Named {
  /** `--base origin/main`. */
  readonly option: string;
  readonly ref: string;
}

/**
 * Calls with a worktree of a commit, outside of the repository, in which the working tree's packages are found. It is gone
 * again afterwards, whatever happens, and nothing of the user's repository has changed.
 *
 * @param directory - of the program in the working tree, absolute
 * @throws UsageError
 */
export async function withCheckout<T>(
  { root, commit }: Revision,
  directory: string,
  named: Named,
  io: Io,
  use: (checkout: Checkout) => Promise<T>,
): Promise<T> {
  const refuse = (because: string) => new UsageError([`can't check out \`${named.option}\`: ${because}`]);
  const program = path.relative(root, realpathSync(directory));
  const worktree = new Worktree(makeFolder(root, io, refuse), root, io);
  try {
    const added = await addWorktree(root, worktree.folder, commit, io);
    io.signal.throwIfAborted();
    worktree.added();
    if (added.kind !== "said") throw refuse(added.kind === "missing" ? "git is not installed" : added.because);
    return await use(await prepared(worktree, program, root, named, io));
  } finally {
    worktree.remove();
  }
}

function makeFolder(root: string, { environment }: Io, refuse: (because: string) => UsageError): string {
  const given = environment["TMPDIR"] ?? "";
  const above = given === "" ? tmpdir() : given;
  try {
    const real = realpathSync(above);
    if (leadsOut(path.relative(root, real))) return mkdtempSync(path.join(real, "stateside-diff-"));
  } catch (error) {
    throw refuse(`\`${above}\`: ${systemMessage(error)}`);
  }
  throw refuse(`the folder for temporary files, \`${above}\`, is in the repository; set TMPDIR to one outside of it`);
}

async function prepared(
  worktree: Worktree,
  program: string,
  root: string,
  { option, ref }: Named,
  io: Io,
): Promise<Checkout> {
  const checkout = worktree.folder;
  const directory = realPath(path.join(checkout, program));
  if (directory === undefined) return { root: checkout, directory, notes: [] };
  if (leadsOut(path.relative(checkout, directory))) {
    throw new UsageError([`\`${program}\` at \`${option}\` is a symbolic link that leads out of the repository`]);
  }
  const found = await filesNamed("package.json", checkout, io);
  const manifests = found.map((file) => path.dirname(file)).map((folder) => (folder === "." ? "" : folder));
  const folders = { root, checkout, program: path.relative(checkout, directory), manifests };
  worktree.links.push(...linkPackages(folders));
  const differing = differingManifests(folders);
  const note = `${ref} was previewed with the packages of the working tree, though these differ: ${listed(differing)}`;
  return { root: checkout, directory, notes: differing.length === 0 ? [] : [note] };
}

function listed(files: readonly string[]): string {
  const more = files.length > mostNamed ? ` and ${files.length - mostNamed} more` : "";
  return files.slice(0, mostNamed).map(quote).join(", ") + more;
}

/** Removed once, at the latest when the process ends. */
class Worktree {
  readonly folder: string;
  readonly links: string[] = [];
  /** What the repository keeps of it. */
  #kept: string | undefined;

  constructor(
    readonly above: string,
    readonly root: string,
    readonly io: Io,
  ) {
    // Git asks for the folder by the path that it wrote down.
    this.folder = path.join(above, "stateside");
    process.on("exit", this.remove);
  }

  /** Reads what only git has written yet. */
  added(): void {
    const [, kept] = /^gitdir: (.*\/worktrees\/[^/\n]+)\n$/.exec(readText(path.join(this.folder, ".git"))) ?? [];
    this.#kept = kept;
  }

  readonly remove = (): void => {
    process.removeListener("exit", this.remove);
    try {
      // What removes the folders around them follows no link, and now there is none.
      for (const link of this.links) removeLink(link);
      removeWorktree(this.root, this.folder, this.io);
      rmSync(this.above, { recursive: true, force: true });
      // A program can have made it one that git doesn't take for its own any more.
      if (this.#kept !== undefined) rmSync(this.#kept, { recursive: true, force: true });
    } catch (error) {
      const again = `rm -rf ${this.above}; git -C ${this.root} worktree prune`;
      const left = `\`${this.above}\` is left: ${systemMessage(error)}; remove it with \`${again}\``;
      this.io.stderr.write(`warning: ${escapeText(left, 1000)}\n`);
    }
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** One that the program has taken out or replaced goes with its folder. */
function removeLink(link: string): void {
  try {
    unlinkSync(link);
  } catch {
    // It isn't a link any more.
  }
}
