import { realpath } from "node:fs/promises";
import path from "node:path";
import { inWords, quote } from "../../policies/residency/problems";
import { askGit, type GitAnswer } from "./git";
import { shownPath } from "./input-files";
import type { Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/** A commit of the repository that a program is in. */
export interface Revision {
  /** As the user wrote it. */
  readonly ref: string;
  /** Its full id. */
  readonly commit: string;
  /** The repository's folder, absolute, without symbolic links. */
  readonly root: string;
  /**
   * The text of a file in the commit; undefined where it has none.
   * @param file - absolute
   * @throws UsageError
   */
  readonly read: (file: string) => Promise<string | undefined>;
}

/**
 * Opens the revision that an option names.
 *
 * @param ref - of the form that `--trust` takes
 * @param directory - of the program, absolute
 * @throws UsageError
 */
export async function openRevision(ref: string, directory: string, io: Io, option = "--trust"): Promise<Revision> {
  const refuse = (because: string) => new UsageError([`can't read \`${option} ${ref}\`: ${because}`]);
  const ask = async (folder: string, ...args: readonly string[]): Promise<Exclude<GitAnswer, { kind: "missing" }>> => {
    const answer = await askGit(folder, args, io);
    if (answer.kind === "missing") throw refuse("git is not installed, or not on the PATH");
    return answer;
  };
  const mustSay = async (folder: string, ...args: readonly string[]): Promise<string> => {
    const answer = await ask(folder, ...args);
    if (answer.kind === "said") return answer.text;
    if (!answer.because.includes("not a git repository")) throw refuse(answer.because);
    throw refuse(
      `\`${shownPath(io.cwd, directory)}\` is not in a git repository; use it where the program is under version control`,
    );
  };

  const root = (await mustSay(directory, "rev-parse", "--show-toplevel")).replace(/\n$/, "");
  const gitFolder = path.relative(
    root,
    (await mustSay(directory, "rev-parse", "--absolute-git-dir")).replace(/\n$/, ""),
  );
  // Before version 2.38, git doesn't know the setting by which it refuses that itself.
  if (gitFolder !== ".git" && !gitFolder.startsWith("..") && !path.isAbsolute(gitFolder)) {
    throw refuse(
      `files in \`${shownPath(io.cwd, path.join(root, gitFolder))}\` look like a repository of their own; take them out`,
    );
  }
  if ((await mustSay(root, "rev-parse", "--show-superproject-working-tree")) !== "") {
    // Its refs are its own: whoever changes what the other repository has here would choose what they are.
    throw refuse(`\`${shownPath(io.cwd, root)}\` is a submodule of another repository; use it in a clone of its own`);
  }
  const forms = refsNamed(nameIn(ref));
  const refs = await mustSay(root, "for-each-ref", "--format=%(refname)", "--", ...forms);
  const meant = refs.split("\n").filter((one) => forms.includes(one));
  if (meant.length > (/^[0-9a-f]{7,39}$/.test(nameIn(ref)) ? 0 : 1)) {
    throw refuse(`${inWords(meant.map(quote))} may be meant; give the whole name of one, or a commit's whole id`);
  }
  const resolved = await ask(root, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  if (resolved.kind === "failed") {
    throw refuse("no such revision here; use a branch, tag or commit that is fetched, such as origin/main");
  }
  const commit = resolved.text.trim();
  return {
    ref,
    commit,
    root,
    read: async (file) => {
      const name = path.relative(root, await realFile(file));
      const shown = shownPath(io.cwd, file);
      if (name.startsWith("..") || path.isAbsolute(name)) {
        throw refuse(`\`${shown}\` is outside of the repository \`${root}\`; use a file in it`);
      }
      // A change that puts a link in a folder's place would choose another file of the commit.
      if (name !== (await nameAsGiven(file, root))) {
        throw refuse(`\`${shown}\` is reached by a symbolic link here; use a path of the repository that has none`);
      }
      const entry = await mustSay(root, "ls-tree", "-z", "--full-tree", commit, "--", name);
      if (entry === "") {
        await refuseLinks(name, shown);
        return undefined;
      }
      const [, mode = "", object = ""] = /^(\d+) \w+ ([0-9a-f]+)\t/.exec(entry) ?? [];
      if (!mode.startsWith("100")) throw refuse(`\`${shown}\` is ${kinds[mode] ?? "no file"} there; use a file`);
      return mustSay(root, "cat-file", "blob", object);
    },
  };

  /** What isn't there by its path may still be there by a link, or in another repository. */
  async function refuseLinks(name: string, shown: string): Promise<void> {
    const parts = name.split(path.sep);
    for (const [index] of parts.slice(1).entries()) {
      const folder = parts.slice(0, index + 1).join("/");
      const entry = await mustSay(root, "ls-tree", "-z", "--full-tree", commit, "--", folder);
      const mode = entry.slice(0, 6);
      if (mode !== "120000" && mode !== "160000") continue;
      throw refuse(`\`${shown}\` is below \`${folder}\`, ${kinds[mode] ?? ""} there; use a file of the repository`);
    }
  }
}

/** The part of a revision that can name a ref: `origin/main` of `origin/main~2`. */
function nameIn(ref: string): string {
  return ref.replace(/(?:[~^]|@\{).*$/, "");
}

/**
 * The refs that a name can stand for: git takes a tag before a remote's branch, and anybody who may push tags could give one
 * the branch's name (https://git-scm.com/docs/gitrevisions#_specifying_revisions).
 */
function refsNamed(name: string): string[] {
  return [
    ...["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map((above) => above + name),
    `refs/remotes/${name}/HEAD`,
  ];
}

/** What an entry of a tree can be, besides a file (https://git-scm.com/docs/git-fast-import#_filemodify). */
const kinds: Readonly<Record<string, string>> = {
  "040000": "a folder",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

/** The path below the repository's folder, by whatever way that is reached, as it was given; undefined where it isn't. */
async function nameAsGiven(file: string, root: string): Promise<string | undefined> {
  let found: string | undefined;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if ((await realpath(folder).catch(() => undefined)) === root) found = path.relative(folder, file);
    if (folder === path.dirname(folder)) return found;
  }
}

/** Without symbolic links in its folders, as git names the repository's; a folder may be gone from the working tree. */
async function realFile(file: string): Promise<string> {
  const folder = path.dirname(file);
  if (folder === file) return file;
  const real = await realpath(folder).catch(() => realFile(folder));
  return path.join(real, path.basename(file));
}
