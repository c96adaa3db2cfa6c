import { execFile } from "node:child_process";
import type { Io } from "./standard-streams";
import { errorCode, systemMessage } from "./system-message";

/** What git said, or why it couldn't be asked. */
export type GitAnswer =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "failed"; readonly because: string }
  | { readonly kind: "missing" };

/** Milliseconds: what is asked here needs none of a large history. */
const longest = 30_000;
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
};

const settings = [
  "core.fsmonitor=false",
  "protocol.allow=never",
  // Files of a commit can look like a repository without a work tree, and would be taken for it in the folder that they are
  // in: with refs and settings of their own (https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository).
  "safe.bareRepository=explicit",
] as const;

/**
 * Asks git in a folder. Only commands that read objects: they run no hook, filter or external program.
 *
 * @param folder - absolute
 */
export function askGit(
  folder: string,
  args: readonly string[],
  io: Pick<Io, "environment" | "signal">,
): Promise<GitAnswer> {
  const given = passedOn.flatMap((name) => {
    const value = io.environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const options = {
    cwd: folder,
    env: { ...Object.fromEntries(given), ...environment },
    timeout: longest,
    maxBuffer: largest,
    signal: io.signal,
  };
  return new Promise((resolve) => {
    const all = [...settings.flatMap((setting) => ["-c", setting]), "--no-pager", ...args];
    const child = execFile("git", all, options, (error, stdout, stderr) => {
      if (error === null) resolve({ kind: "said", text: stdout });
      else if (errorCode(error) === "ENOENT") resolve({ kind: "missing" });
      else resolve({ kind: "failed", because: reason(error, stderr) });
    });
    child.stdin?.end();
  });
}

function reason(error: Error & { readonly killed?: boolean }, stderr: string): string {
  if (errorCode(error) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return `git answers with more than ${largest} bytes`;
  if (error.killed === true) return `git did not answer within ${longest / 1000} s`;
  const [first = ""] = stderr.split("\n");
  return first === "" ? systemMessage(error) : `git says: ${first.replace(/^fatal: /, "")}`;
}
