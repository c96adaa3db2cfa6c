import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Telling } from "../judge/judged";
import { relativeTo, shownPath } from "../judge/input-files";
import type { JudgeOptions } from "../judge/options";
import type { Revision } from "../judge/revision";
import type { Io } from "../standard-streams";
import { UnreadableError } from "../unreadable-error";
import { UsageError } from "../usage-error";
import type { Checkout } from "./checkout";
import { leadsOut } from "./packages";

/** Where a side's program and what judges it are looked for. */
export interface Place extends Telling {
  readonly options: JudgeOptions;
  /** False where there is no folder of the program, or one without a project. */
  readonly hasProgram: boolean;
  /** What to know of it. */
  readonly notes: readonly string[];
  readonly io: Io;
}

/** The working tree, or files: where the user is. */
export function placeHere(label: string, options: JudgeOptions, io: Io): Place {
  return { label, options, hasProgram: true, notes: [], io, reword: (message) => labelled(message, label) };
}

/** A checkout, told by the names that its files have in the working tree. */
export function placeIn(
  checkout: Checkout,
  { root }: Revision,
  { label, name }: { readonly label: string; readonly name: string },
  options: JudgeOptions,
  io: Io,
): Place {
  const { directory = options.directory } = checkout;
  const hasProgram = ["Pulumi.yaml", "Pulumi.yml"].some(
    (file) => checkout.directory !== undefined && existsSync(path.join(checkout.directory, file)),
  );
  const { mandateFile, ...rest } = options;
  const mandate = mandateFile === undefined ? undefined : mandateIn(checkout, root, mandateFile);
  const isMissing = mandate !== undefined && options.trust === undefined && !existsSync(mandate);
  const missing = `${name} has no ${shownPath(io.cwd, mandateFile ?? "")}: it was judged by what is beside its Pulumi.yaml`;
  const here = path.relative(root, realpathSync(io.cwd));
  const cwd = leadsOut(here) ? io.cwd : path.join(checkout.root, here);
  const reword = (message: string) => {
    const relative = message.replaceAll(relativeTo(io.cwd, checkout.root), shownPath(io.cwd, root));
    return labelled(relative.replaceAll(checkout.root, root), label);
  };
  return {
    label,
    options: { ...rest, directory, ...(mandate !== undefined && !isMissing && { mandateFile: mandate }) },
    hasProgram,
    notes: [...checkout.notes, ...(isMissing ? [missing] : [])],
    io: { ...io, cwd },
    reword,
  };
}

/** One of the repository is the commit's own; another one is what it is. */
function mandateIn(checkout: Checkout, root: string, file: string): string {
  const folder = existsSync(path.dirname(file)) ? realpathSync(path.dirname(file)) : path.dirname(file);
  const within = path.relative(root, path.join(folder, path.basename(file)));
  return leadsOut(within) ? file : path.join(checkout.root, within);
}

function labelled(text: string, label: string): string {
  return text.replaceAll(/^error: /gm, `error: ${label}: `);
}

/** Runs for a place; what it throws for the user names the place. */
export async function inPlace<T>({ label, reword }: Telling, run: () => Promise<T>): Promise<T> {
  const told = (messages: readonly string[]) => messages.map((message) => `${label}: ${reword(message)}`);
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(told(error.messages), error.hint);
    if (error instanceof UnreadableError) throw new UnreadableError(told(error.messages));
    throw error;
  }
}
