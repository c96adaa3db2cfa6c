import { lstatSync } from "node:fs";
import path from "node:path";
import { builtInMandate, parseMandate, type Mandate } from "../residency/mandate";
import type { FileError } from "../residency/problems";
import { escapeText } from "../residency/terminal-safe";
import { faultsIn, PackFault, readText, shownFile } from "./pack-fault";
import { findProjectFolder } from "./project-folder";

/** Where a pack's process is, and what its environment says. */
export interface Surroundings {
  /** The folder of the bundle, with the mandate that it was built with, if there was one. */
  readonly packFolder: string;
  /** Absolute. */
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The mandate that the pack judges by. */
export interface PackMandate {
  readonly mandate: Mandate;
  /** Where the files stand that go with the mandate, such as waivers; undefined when it is in no folder. */
  readonly folder: string | undefined;
  /** Which mandate that is, and why none that comes before it, in a sentence for the user. */
  readonly announcement: string;
}

const mandateName = "mandate.yaml";
const mistakenName = "mandate.yml";

/**
 * Finds the mandate, the first of: the pack's configuration, the file that `STATESIDE_MANDATE` names, mandate.yaml beside
 * the project's Pulumi.yaml, the one that the pack was built with, the built-in one.
 *
 * @param configured - the mandate itself, or a path; undefined when there is no such configuration
 * @param project - the name of the project that is judged; undefined when nothing of it is known
 * @throws PackFault with every error of a mandate; one that is there but isn't valid never gives way to the next
 */
export function findPackMandate(
  configured: unknown,
  project: string | undefined,
  surroundings: Surroundings,
): PackMandate {
  const find = () => findFolder(project, surroundings);
  if (configured !== undefined) return ofConfiguration(configured, find);
  const named = surroundings.environment["STATESIDE_MANDATE"] ?? "";
  if (named !== "") return ofFile(pathFrom(named, find, "STATESIDE_MANDATE"), "STATESIDE_MANDATE");
  const found = find();
  const { folder } = found;
  const own = folder === undefined ? undefined : fileIn(folder);
  if (own !== undefined) return ofFile(own, "the project");
  const why =
    found.folder === undefined ? found.whyNone : `no ${mandateName} beside Pulumi.yaml in ${shownFile(found.folder)}`;
  const built = fileIn(surroundings.packFolder);
  if (built !== undefined) {
    const { mandate } = ofFile(built, "the pack");
    const announcement = `judged by mandate ${quoted(mandate)} that the pack was built with (${why})`;
    return { mandate, folder: surroundings.packFolder, announcement };
  }
  return { mandate: builtInMandate(), folder, announcement: `judged by the built-in mandate (${why})` };
}

type Found = { readonly folder: string } | { readonly folder: undefined; readonly whyNone: string };
type Find = () => Found;

/**
 * From the shell's folder, where people call Pulumi, and from the process's own, which is the pack's: it may be installed in
 * the project.
 */
function findFolder(project: string | undefined, { workingFolder, environment }: Surroundings): Found {
  if (project === undefined) return { folder: undefined, whyNone: "no resource tells the project" };
  const shell = environment["PWD"] ?? "";
  const folder = findProjectFolder(project, [...(path.isAbsolute(shell) ? [shell] : []), workingFolder]);
  if (folder !== undefined) return { folder };
  return { folder, whyNone: `the folder of project \`${escapeText(project)}\` isn't known: run pulumi in it` };
}

function pathFrom(given: string, find: Find, origin: string): string {
  if (path.isAbsolute(given)) return given;
  const found = find();
  if (found.folder !== undefined) return path.join(found.folder, given);
  throw new PackFault([
    `can't tell where \`${shownFile(given)}\` of ${origin} is: ${found.whyNone}, or use an absolute path`,
  ]);
}

function ofFile(file: string, origin: string): PackMandate {
  const result = parseMandate(readText(file, `the mandate of ${origin},`), path.basename(file));
  if ("errors" in result) throw faultsIn(file, result.errors);
  const { mandate } = result;
  const announcement = `judged by mandate ${quoted(mandate)} of ${origin}: ${shownFile(file)}`;
  return { mandate, folder: path.dirname(file), announcement };
}

const configuration = "the pack's configuration";

function ofConfiguration(configured: unknown, find: Find): PackMandate {
  if (typeof configured === "string") return ofFile(pathFrom(configured, find, configuration), configuration);
  const text = JSON.stringify(sorted(configured), undefined, 2);
  const result = parseMandate(text, configuration);
  if ("errors" in result) throw faultsInConfiguration(text, result.errors);
  const announcement = `judged by mandate ${quoted(result.mandate)} of ${configuration}`;
  return { mandate: result.mandate, folder: undefined, announcement };
}

/** Nobody knows how the configuration's own file was laid out: what stands at an error tells its place. */
function faultsInConfiguration(text: string, errors: readonly FileError[]): PackFault {
  const lines = text.split("\n").map((line) => escapeText(line.trim().replace(/,$/, "")));
  return new PackFault(
    errors.map(({ line, message }) => `mandate in ${configuration}, at \`${lines[line - 1] ?? ""}\`: ${message}`),
  );
}

/** On its way here, configuration has lost the order of its keys; the same mandate has to give the same words. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

/** @throws PackFault when the mandate has the name that it is easily given instead */
function fileIn(folder: string): string | undefined {
  const file = path.join(folder, mandateName);
  if (isThere(file)) return file;
  const mistaken = path.join(folder, mistakenName);
  if (isThere(mistaken)) throw new PackFault([`\`${shownFile(mistaken)}\` is not read; name it ${mandateName}`]);
  return undefined;
}

/** A link that leads nowhere is there, too, and so is what can't be looked at: a fault to tell, not an absence. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function quoted({ name }: Mandate): string {
  return `\`${escapeText(name)}\``;
}
