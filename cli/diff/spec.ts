import { open, stat } from "node:fs/promises";
import path from "node:path";
import { escapeText } from "../../policies/residency/terminal-safe";
import { readBounded } from "../judge/bounded-read";
import { askGit } from "../judge/git";
import { revisionForm } from "../judge/options";
import { openRevision, type Revision } from "../judge/revision";
import type { Io } from "../standard-streams";
import { systemMessage } from "../system-message";
import { UnreadableError } from "../unreadable-error";
import { UsageError } from "../usage-error";

/** What `--base` or `--head` names; each as it was written. */
export type Spec =
  | { readonly kind: "working-tree" }
  | { readonly kind: "revision"; readonly name: string; readonly revision: Revision }
  /** Files are absolute. */
  | { readonly kind: "result"; readonly name: string; readonly file: string }
  | { readonly kind: "states"; readonly name: string; readonly files: readonly string[] };

export type SideOption = "base" | "head";

/** Files of these names, or with a folder before them, are meant as files. */
const dataNames = /\.(?:json|jsonl|ndjson|log|gz)$/i;
const asPath = /^\.{0,2}\//;
/** Of a file, to tell what it is. */
const firstBytes = 65_536;
/** A result that other tools wrote again is read whole to tell it from a state; a larger one has to begin as ours do. */
const mostBytes = 64_000_000;

/**
 * Tells what an option names: files that exist, else a revision of the repository that the program is in. What may be both is
 * refused, as whoever adds a file to a branch would choose what it is compared with.
 * @param directory - of the program, absolute
 * @throws UsageError, UnreadableError
 */
export async function specOf(option: SideOption, text: string | undefined, directory: string, io: Io): Promise<Spec> {
  if (text === undefined) return { kind: "working-tree" };
  const files = await filesNamed(text, io.cwd);
  if (files !== undefined) {
    await refuseBoth(option, text, directory, io);
    return ofFiles(option, text, files);
  }
  if (dataNames.test(text) || asPath.test(text) || !revisionForm.safeParse(text).success) {
    throw new UsageError([
      `can't read \`--${option} ${escapeText(text)}\`: no such file, and no name of a revision; ` +
        "use a JSON result, a file of deployed state (several parted by commas), or a revision such as origin/main",
    ]);
  }
  return { kind: "revision", name: text, revision: await openRevision(text, directory, io, `--${option}`) };
}

/** The files that a text names, absolute: one of this name, or all of several that are parted by commas. */
async function filesNamed(text: string, cwd: string): Promise<readonly string[] | undefined> {
  if (await isFile(path.resolve(cwd, text))) return [path.resolve(cwd, text)];
  const parts = text.split(",").map((part) => path.resolve(cwd, part));
  const found = await Promise.all(parts.map(isFile));
  return parts.length > 1 && found.every(Boolean) ? parts : undefined;
}

async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && !found.isDirectory();
}

async function refuseBoth(option: SideOption, text: string, directory: string, io: Io): Promise<void> {
  if (asPath.test(text) || !revisionForm.safeParse(text).success) return;
  const args = ["rev-parse", "--verify", "--quiet", `${text}^{commit}`];
  const isRevision = dataNames.test(text) ? (await askGit(directory, args, io)).kind === "said" : true;
  if (!isRevision) return;
  throw new UsageError([
    `\`--${option} ${text}\` is a file here, and may be a revision; write ./${text} for the file, or a revision's whole name, ` +
      `such as refs/heads/${text}`,
  ]);
}

async function ofFiles(option: SideOption, name: string, files: readonly string[]): Promise<Spec> {
  const kinds = await Promise.all(files.map((file) => isResult(file, option)));
  const [file = ""] = files;
  if (files.length === 1 && kinds[0] === true) return { kind: "result", name, file };
  if (!kinds.includes(true)) return { kind: "states", name, files };
  throw new UsageError([
    `\`--${option} ${escapeText(name)}\` has a result among several files; use one result, or files of deployed state`,
  ]);
}

/** True of what check or audit saved; all else has to be deployed state, and whoever reads that tells what it isn't. */
async function isResult(file: string, option: SideOption): Promise<boolean> {
  try {
    if (/^\s*\{\s*"version"\s*:\s*1\s*,\s*"verdict"\s*:/.test(await beginning(file))) return true;
    const { size } = await stat(file);
    if (size > mostBytes) return false;
    const data: unknown = JSON.parse(await readBounded(file, mostBytes));
    return (
      typeof data === "object" && data !== null && Object.hasOwn(data, "version") && Object.hasOwn(data, "verdict")
    );
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw new UnreadableError([`can't read \`--${option}\`, \`${file}\`: ${systemMessage(error)}`]);
  }
}

async function beginning(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
