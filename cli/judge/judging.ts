import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { noBaseline, parseBaseline } from "../../policies/residency/baseline";
import { builtInMandate, parseMandate, type Mandate } from "../../policies/residency/mandate";
import type { FileError } from "../../policies/residency/problems";
import { parseWaivers } from "../../policies/residency/waivers";
import { readBounded } from "./bounded-read";
import { baselineFile, findBaseline, type FoundBaseline } from "./find-baseline";
import {
  findMandate,
  findWaivers,
  mandateName,
  relativeTo,
  shownPath,
  waiversFile,
  type FoundWaivers,
} from "./input-files";
import { openRevision, type Revision } from "./revision";
import type { Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/** What judges besides the rules. */
export interface Judging {
  readonly mandate: Mandate;
  readonly waivers: FoundWaivers;
  readonly baseline: FoundBaseline;
  /** Calls with the file that programs are to read the mandate from, undefined for none; it is there until they end. */
  readonly withMandateFile: <T>(use: (file: string | undefined) => Promise<T>) => Promise<T>;
  readonly trust: TrustResult | null;
}

/** Which revision the files that judge are from, and what the working tree says otherwise, which judged nothing. */
export interface TrustResult {
  readonly ref: string;
  readonly commit: string;
  /** In the order of the files' names. */
  readonly changed: readonly Change[];
}

export interface Change {
  /** Relative to the program's folder. */
  readonly file: string;
  /** What became of it since the revision. */
  readonly change: "added" | "changed" | "removed";
}

interface Asked {
  /** Of the program, absolute. */
  readonly directory: string;
  /** Absolute. */
  readonly mandateFile?: string;
  readonly trust?: string;
}

/**
 * Finds what judges: in the working tree, or all of it in the revision that is trusted.
 * @throws UsageError
 */
export async function findJudging(asked: Asked, io: Io): Promise<Judging> {
  const { directory, mandateFile, trust } = asked;
  if (trust !== undefined) return trusted(await openRevision(trust, directory, io), asked, io);
  const { mandate, file } = await findMandate(directory, mandateFile, io.cwd);
  const waivers = await findWaivers(directory, file, io.cwd);
  const baseline = await findBaseline(directory, file, io.cwd);
  return { mandate, waivers, baseline, withMandateFile: (use) => use(file), trust: null };
}

/** A file in the revision and in the working tree; undefined where there is none. */
interface Versions {
  /** Absolute. */
  readonly file: string;
  readonly trusted: string | undefined;
  readonly present: string | undefined;
}

async function trusted(revision: Revision, { directory, mandateFile }: Asked, io: Io): Promise<Judging> {
  const versions = async (file: string): Promise<Versions> => ({
    file,
    trusted: await revision.read(file),
    present: await readBounded(file).catch(() => undefined),
  });
  // Whatever a change could loosen its own judge with: each is read here, and compared.
  const mandate = await versions(mandateFile ?? path.join(directory, mandateName));
  const waivers = await versions(waiversFile(directory, mandateFile));
  const baseline = await versions(baselineFile(directory, mandateFile));
  const changed = [baseline, mandate, waivers].flatMap((one) => changeOf(one, directory));
  for (const { file, trusted: text } of [mandate, waivers]) {
    if (text === undefined) await refuseMistakenName(file, revision, io.cwd);
  }
  if (mandate.trusted === undefined && mandate.present === undefined && mandateFile !== undefined) {
    const shown = shownPath(io.cwd, mandateFile);
    throw new UsageError([
      `can't read \`${shown}\`: it is neither here nor at ${revision.ref}; --mandate takes a file`,
    ]);
  }
  return {
    mandate: mandate.trusted === undefined ? builtInMandate() : parsed(mandate, parseMandate).mandate,
    waivers: {
      file: waivers.file,
      source: waivers.trusted === undefined ? null : relativeTo(directory, waivers.file),
      list: waivers.trusted === undefined ? [] : parsed(waivers, parseWaivers).waivers,
    },
    baseline: {
      file: baseline.file,
      source: baseline.trusted === undefined ? null : relativeTo(directory, baseline.file),
      list: baseline.trusted === undefined ? noBaseline : parsed(baseline, parseBaseline).baseline,
    },
    withMandateFile: (use) => withTrustedFile(mandate, io, use),
    trust: { ref: revision.ref, commit: revision.commit, changed },
  };

  function parsed<T extends object>(
    { file, trusted: text = "" }: Versions,
    parse: (text: string, source: string) => T | { readonly errors: readonly FileError[] },
  ): T {
    const result = parse(text, relativeTo(directory, file));
    if (!("errors" in result)) return result;
    const shown = shownPath(io.cwd, file);
    throw new UsageError(
      result.errors.map(({ line, column, message }) => `${shown}:${line}:${column} at ${revision.ref}: ${message}`),
    );
  }
}

/** Line ends that a checkout makes are no change. */
function changeOf({ file, trusted, present }: Versions, directory: string): Change[] {
  const unix = (text: string | undefined) => text?.replaceAll("\r\n", "\n");
  if (unix(trusted) === unix(present)) return [];
  const change = trusted === undefined ? "added" : present === undefined ? "removed" : "changed";
  return [{ file: relativeTo(directory, file), change }];
}

async function refuseMistakenName(file: string, { ref, read }: Revision, cwd: string): Promise<void> {
  if (!file.endsWith(".yaml")) return;
  const mistaken = file.replace(/\.yaml$/, ".yml");
  if ((await read(mistaken)) === undefined) return;
  throw new UsageError([`\`${shownPath(cwd, mistaken)}\` at ${ref} is not read; name it ${path.basename(file)}`]);
}

/**
 * Programs read the trusted mandate, too, so that they build what is judged. Where the revision has none, they are given the
 * built-in one rather than what the working tree has added.
 */
async function withTrustedFile<T>(
  { trusted, present }: Versions,
  { undone }: Io,
  use: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (trusted === undefined && present === undefined) return use(undefined);
  const folder = await mkdtemp(path.join(tmpdir(), "stateside-trust-"));
  undone.owe("removed", folder);
  try {
    const file = path.join(folder, mandateName);
    await writeFile(file, trusted ?? "name: built-in\n");
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
    undone.settle("removed", folder);
  }
}
