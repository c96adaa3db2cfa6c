import {
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Preview } from "../../doors/program/preview";
import { noBaseline } from "../../policies/residency/baseline";
import { loadMovements } from "../../policies/residency/movements";
import { loadCatalog } from "../../policies/residency/catalog";
import { buildEstate, type Estate } from "../../policies/residency/estate";
import { parseMandate } from "../../policies/residency/mandate";
import type { Terms } from "../../policies/rules/rule";
import { compare, type Difference } from "./compare";
import { observeEmbedded } from "./embedded";
import type { Observed } from "./observed";
import { observeReal } from "./real";
import { RealEngine, type Recorded } from "./real-engine";

/** For stacks that have none. */
const ownPassphrase = "differential";
const repository = path.resolve(__dirname, "../..");

export interface Program {
  /** Puts the program's files into an empty folder. */
  write(folder: string): void;
  /** Stacks that the others refer to: deployed first. */
  readonly deployed: readonly string[];
  /** Stacks that are compared. */
  readonly stacks: readonly string[];
  /** Why the real engine knows values that the embedded one can't; what that doesn't know may then be anything. */
  readonly realKnowsMore?: string;
  /** Answers to lookups, by token. */
  readonly lookups?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Opens the secrets of its configuration. */
  readonly passphrase?: string;
}

export interface Compared {
  readonly differences: readonly Difference[];
  /** How many resources there were to compare. */
  readonly resources: number;
}

/** Runs a program in both engines and tells every difference, stack after stack. */
export function compareEngines(program: Program): Promise<Compared> {
  return inFolder(program, async (folder, project) => {
    const runs = [runEmbedded(project, program), runReal(folder, project, program)] as const;
    // Both are to have ended before the folder goes.
    await Promise.allSettled(runs);
    const [embedded, real] = await Promise.all(runs);
    const compared = program.stacks.map((stack): Compared => {
      const recorded = real.get(stack);
      if (recorded === undefined) throw new Error(`the real engine did not run \`${stack}\``);
      const one = embedded(stack);
      const other = observeReal(recorded.recording, recorded.eventLog);
      const differences = compare(one, other, { realKnowsMore: program.realKnowsMore !== undefined });
      return { differences, resources: other.resources.size };
    });
    return {
      differences: compared.flatMap(({ differences }) => differences),
      resources: compared.reduce((sum, { resources }) => sum + resources, 0),
    };
  });
}

export interface Refused {
  readonly embedded: string;
  readonly real: string;
}

/** What each engine says of a program's stacks that it refuses, by stack; empty where it refuses nothing. */
export function refusalsOf(program: Program): Promise<Record<string, Refused>> {
  return inFolder(program, async (folder, project) => {
    const preview = await previewEmbedded(project, program);
    const failures = preview.kind === "failed" ? preview.failures : [];
    const engine = realEngine(folder, program);
    const refused = program.stacks.map(async (stack): Promise<[string, Refused]> => {
      const own = failures.filter((failure) => (failure.stack ?? stack) === stack);
      const real = await engine.preview(project, stack).then(
        () => "",
        (error: unknown) => String(error),
      );
      return [stack, { embedded: own.map(({ message }) => message).join("\n"), real }];
    });
    return Object.fromEntries(await Promise.all(refused));
  });
}

/** What the embedded engine makes of a program's stack `dev`. */
export function embeddedOf(program: Program): Promise<Observed> {
  return inFolder(program, async (_, project) => (await runEmbedded(project, program))("dev"));
}

/** What the real engine shows of a program's stack `dev`. */
export async function recordedOf(program: Program): Promise<Recorded> {
  const recorded = await inFolder(program, (folder, project) => runReal(folder, project, program));
  const dev = recorded.get("dev");
  if (dev === undefined) throw new Error("the real engine did not run `dev`");
  return dev;
}

/** Runs something on a program in a folder that is gone afterwards. */
async function inFolder<Result>(program: Program, run: (folder: string, project: string) => Promise<Result>) {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "stateside-differential-"));
  try {
    symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
    const project = path.join(folder, "program");
    mkdirSync(project);
    program.write(project);
    return await run(folder, project);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runEmbedded(project: string, program: Program) {
  const preview = await previewEmbedded(project, program);
  if (preview.kind === "failed") {
    throw new Error(`embedded: ${preview.failures.map(({ message }) => message).join("\n")}`);
  }
  const { estate, outputs } = preview;
  return (stack: string) => observeEmbedded(estateOf(estate, stack), outputs.get(stack) ?? {}, termsOfPack());
}

function previewEmbedded(project: string, program: Program): Promise<Preview> {
  const { deployed, stacks, passphrase = ownPassphrase, lookups = {} } = program;
  const { PATH, HOME, TMPDIR } = process.env;
  return previewProgram({
    directory: project,
    stacks: [...deployed, ...stacks],
    timeout: 120,
    environment: { PATH, HOME, TMPDIR, PULUMI_CONFIG_PASSPHRASE: passphrase },
    assume: new Map(),
    invokes: new Map(Object.entries(lookups)),
    // As Pulumi has it.
    outputs: "plain",
  });
}

async function runReal(folder: string, project: string, program: Program) {
  const engine = realEngine(folder, program);
  for (const stack of program.deployed) await engine.deploy(project, stack);
  const recorded = new Map<string, Recorded>();
  for (const stack of program.stacks) recorded.set(stack, await engine.preview(project, stack));
  return recorded;
}

function realEngine(folder: string, { passphrase = ownPassphrase, lookups = {} }: Program): RealEngine {
  return new RealEngine(path.join(folder, "engine"), {
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    STATESIDE_LOOKUPS: JSON.stringify(lookups),
  });
}

/** One stack of an estate, as a pack is shown it. */
function estateOf({ stacks, resources, gaps }: Estate, stack: string): Estate {
  return buildEstate(
    "stack",
    stacks.filter(({ name }) => name === stack),
    resources.filter((resource) => resource.stack === stack),
    gaps.filter((gap) => gap.stack === stack),
  );
}

/** What the bundled pack judges by. */
function termsOfPack(): Terms {
  const file = path.join(repository, "policies/dist/mandate.yaml");
  const parsed = parseMandate(readFileSync(file, "utf8"), "mandate.yaml");
  if ("errors" in parsed) throw new Error(parsed.errors.map(({ message }) => message).join("\n"));
  return {
    mandate: parsed.mandate,
    date: new Date().toISOString().slice(0, 10),
    catalog: loadCatalog(),
    movements: loadMovements(),
    waivers: [],
    baseline: noBaseline,
  };
}

/** What no program needs, and what would be in the way. */
const ownFolders = /^(\.git|node_modules|dist|test|bench|docs)(\/|$)/;

export interface More extends Partial<Program> {
  /** Done to the program's folder before it is run. */
  readonly prepare?: (folder: string) => void;
}

/** A program of this repository, whose folder is copied. */
export function copied(source: string, { prepare, ...more }: More = {}): Program {
  return {
    ...{ stacks: ["dev"], deployed: [], ...more },
    write: (folder) => {
      const filter = (file: string) => !ownFolders.test(path.relative(source, file));
      cpSync(source, folder, { recursive: true, verbatimSymlinks: true, filter });
      withLoader(folder);
      prepare?.(folder);
    },
  };
}

/** A program made of these files. */
export function written(files: Readonly<Record<string, string>>): Program {
  return {
    stacks: ["dev"],
    deployed: "Pulumi.producer.yaml" in files ? ["producer"] : [],
    write: (folder) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    },
  };
}

/** TypeScript 6 stops Pulumi's own compiler, and it is slow: the program says which loader it wants. */
function withLoader(folder: string) {
  const file = path.join(folder, "Pulumi.yaml");
  if (!existsSync(file)) return;
  const runtime = "runtime: { name: nodejs, options: { typescript: false, nodeargs: --import tsx } }";
  writeFileSync(file, readFileSync(file, "utf8").replace(/^runtime: nodejs$/m, runtime));
}
