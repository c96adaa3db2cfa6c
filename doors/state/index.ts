import { realpath } from "node:fs/promises";
import path from "node:path";
import { loadCatalog } from "../../policies/residency/catalog";
import { buildEstate, type Estate } from "../../policies/residency/estate";
import { chunksOf } from "./chunks";
import type { FileContent, FileFault, FileRead, StackName } from "./content";
import { StateFault } from "./fault";
import { FileReader, lists } from "./file-reader";
import type { Shared } from "./found";
import { link } from "./link";
import { Scanner } from "./scanner";
import { twice } from "./twice";

export interface StateOptions {
  /** Absolute paths, each an exported state, a checkpoint, the JSON of a preview, or an event log. */
  readonly files: readonly string[];
  /** How positions in a file name it. */
  readonly name: (file: string) => string;
  /** True when the files are every stack of the organization. */
  readonly areWhole: boolean;
  /** Facts that nothing states, such as `aws:region` → `us-east-1`. */
  readonly assume: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
}

export type StatesRead =
  | {
      readonly kind: "read";
      readonly estate: Estate;
      /** Assumptions that some provider needed, as they were written. */
      readonly usedAssumptions: readonly string[];
    }
  | { readonly kind: "failed"; readonly faults: readonly FileFault[] };

/** Reads deployed states as one estate; nothing is read of a state that can't be read whole. */
export async function readStates(options: StateOptions): Promise<StatesRead> {
  const shared = sharing();
  const read: FileRead[] = [];
  const faults: FileFault[] = [];
  for (const file of await withoutRepeats(options.files)) {
    const result = await readFile(file, options, shared);
    if ("message" in result) faults.push(result);
    else read.push(result);
  }
  faults.push(...twice(read, options.name));
  return faults.length > 0 ? { kind: "failed", faults } : joined(read, options);
}

function joined(read: readonly FileRead[], { areWhole, assume }: StateOptions): StatesRead {
  for (const { found } of read) link(found, assume);
  const resources = read.flatMap(({ found }) => found);
  const estate = buildEstate(
    areWhole ? "organization" : "stack",
    read.flatMap(({ stacks }) => stacks),
    resources,
    read.flatMap(({ gaps }) => gaps),
  );
  const assumed = new Set<string>();
  for (const { provider } of resources) {
    if (provider?.ambientRegion?.from === "assumption") assumed.add(provider.ambientRegion.by);
  }
  return { kind: "read", estate, usedAssumptions: [...assumed].sort() };
}

async function readFile(file: string, { name, signal }: StateOptions, shared: Shared): Promise<FileRead | FileFault> {
  const reader = new FileReader(name(file), shared);
  const scanner = new Scanner(lists, reader);
  try {
    for await (const chunk of chunksOf(file, signal)) scanner.push(chunk);
    scanner.end();
    const content = reader.content();
    return { ...content, file, stacks: stacksOf(content, file) };
  } catch (error) {
    if (error instanceof StateFault) return { file, message: error.message };
    // Whoever interrupts isn't told what was interrupted.
    if (signal?.aborted === true) return { file, message: "its reading was interrupted" };
    throw error;
  }
}

/** The stacks of its resources; an empty one is called as the file says, or as the file is. */
function stacksOf({ found, stack }: FileContent, file: string): StackName[] {
  const stacks = new Map<string, StackName>();
  for (const one of found) {
    const key = `${one.project}/${one.stack}`;
    if (!stacks.has(key)) stacks.set(key, { name: one.stack, project: one.project });
  }
  if (stacks.size > 0) return [...stacks.values()];
  return [stack ?? { name: path.basename(file).replace(/\.json(\.gz)?$/, ""), project: "" }];
}

/** Without a file that is given twice, under one name or two. */
async function withoutRepeats(files: readonly string[]): Promise<string[]> {
  const real = new Map<string, string>();
  for (const file of files) {
    const target = await realpath(file).catch(() => file);
    if (!real.has(target)) real.set(target, file);
  }
  return [...real.values()];
}

function sharing(): Shared {
  const catalog = loadCatalog();
  const known = new Map<string, boolean>();
  const texts = new Map<string, string>();
  return {
    isKnownType: (type) => {
      let isKnown = known.get(type);
      if (isKnown === undefined) known.set(type, (isKnown = catalog.find(type) !== undefined));
      return isKnown;
    },
    same: (text) => {
      const first = texts.get(text);
      if (first === undefined) texts.set(text, text);
      return first ?? text;
    },
  };
}
