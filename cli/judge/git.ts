import { execFile, spawnSync } from "node:child_process";
import type { Io } from "../standard-streams";
import { errorCode, systemMessage } from "../system-message";

/** What git said, or why it couldn't be asked. */
export type GitAnswer =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "failed"; readonly because: string }
  | { readonly kind: "missing" };

/** Milliseconds: what is asked here needs none of a large history; a checkout has to write all of a large tree. */
const longest = 30_000;
const longestCheckout = 600_000;
/** Bytes: more than any file that people write and review. */
const largest = 4_000_000;

/** Git finds its own program, the user's configuration (`safe.directory`), and nothing else of the environment. */
const passedOn = ["PATH", "HOME", "XDG_CONFIG_HOME"] as const;

const environment = {
  // Nobody is there to answer, and nothing is fetched: what isn't here already isn't known.
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  // A path is a path, and an object is itself, whatever the repository's refs would put in its place.
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  // Reasons are shown in English, as all else.
  LC_ALL: "C",
  // What git LFS would fetch stays the pointer that is committed.
  GIT_LFS_SKIP_SMUDGE: "1",
};

const settings = [
  "core.fsmonitor=false",
  "protocol.allow=never",
  // Files of a commit can look like a repository without a work tree, and would be taken for it in the folder that they are
  // in: with refs and settings of their own (https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository).
  "safe.bareRepository=explicit",
  // A checkout is whole, of this repository alone, and runs no hook.
  "core.hooksPath=/dev/null",
  "core.sparseCheckout=false",
  "submodule.recurse=false",
] as const;

/**
 * Asks git in a folder. Only commands that read objects: they run no hook, filter or external program. Who interrupts waits
 * until git has ended.
 *
 * @param folder - absolute
 */
export function askGit(
  folder: string,
  args: readonly string[],
  io: Pick<Io, "environment" | "signal">,
): Promise<GitAnswer> {
  return run(folder, args, io, longest);
}

/**
 * Makes a worktree of a commit. Files pass the filters that the user has configured, as in any checkout of theirs; no hook
 * runs, no submodule is read, and nothing is fetched.
 *
 * @param folder - of the repository, absolute
 * @param to - that doesn't exist yet, absolute
 */
export function addWorktree(
  folder: string,
  to: string,
  commit: string,
  io: Pick<Io, "environment" | "signal">,
): Promise<GitAnswer> {
  return run(folder, ["worktree", "add", "--quiet", "--detach", "--", to, commit], io, longestCheckout);
}

/**
 * The files of a name anywhere in a worktree that git knows, relative to it; none where git can't tell.
 *
 * @param name - without characters that a pattern acts on
 */
export async function filesNamed(
  name: string,
  folder: string,
  io: Pick<Io, "environment" | "signal">,
): Promise<string[]> {
  const answer = await run(
    folder,
    ["--no-literal-pathspecs", "ls-files", "-z", "--", `:(glob)**/${name}`],
    io,
    longest,
  );
  return answer.kind === "said" ? answer.text.split("\0").filter((file) => file !== "") : [];
}

/** Removes a worktree and what the repository knows of it, even at the end of the process; false where that failed. */
export function removeWorktree(folder: string, from: string, io: Pick<Io, "environment">): boolean {
  const args = ["worktree", "remove", "--force", "--force", "--", from];
  // In a group of its own: who presses Ctrl-C again doesn't end it.
  const options = { cwd: folder, env: environmentOf(io), timeout: longest, detached: true, stdio: "ignore" } as const;
  return spawnSync("git", [...always, ...args], options).status === 0;
}

const always = [...settings.flatMap((setting) => ["-c", setting]), "--no-pager"];

function environmentOf(io: Pick<Io, "environment">): Record<string, string> {
  const kept = passedOn.flatMap((name) => {
    const value = io.environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...environment };
}

function run(
  folder: string,
  args: readonly string[],
  io: Pick<Io, "environment" | "signal">,
  timeout: number,
): Promise<GitAnswer> {
  const options = { cwd: folder, env: environmentOf(io), timeout, maxBuffer: largest };
  return new Promise((resolve) => {
    const child = execFile("git", [...always, ...args], options, (error, stdout, stderr) => {
      io.signal.removeEventListener("abort", stop);
      if (error === null) resolve({ kind: "said", text: stdout });
      else if (errorCode(error) === "ENOENT") resolve({ kind: "missing" });
      else resolve({ kind: "failed", because: reason(error, stderr, timeout) });
    });
    const stop = () => child.kill();
    io.signal.addEventListener("abort", stop);
    if (io.signal.aborted) stop();
    child.stdin?.end();
  });
}

function reason(error: Error & { readonly killed?: boolean }, stderr: string, timeout: number): string {
  if (errorCode(error) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return `git answers with more than ${largest} bytes`;
  if (error.killed === true) return `git did not answer within ${timeout / 1000} s`;
  const [first = ""] = stderr.split("\n");
  return first === "" ? systemMessage(error) : `git says: ${first.replace(/^fatal: /, "")}`;
}
