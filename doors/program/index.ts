import { availableParallelism } from "node:os";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { buildEstate } from "../../policies/residency/estate";
import { configurationError, PreviewError } from "./failure";
import type { Failure, Preview, PreviewOptions } from "./preview";
import { readProject, stacksOf, type Project } from "./project";
import { runStack, type StackRun } from "./run-stack";
import { Slots } from "./slots";

/** The stack that is previewed when a project has no stack files and the caller names none. */
const stackOfNoFile = "dev";

/**
 * Previews a Pulumi program, without a CLI, a plugin, credentials or a cloud, and returns what it registers in all the
 * chosen stacks as one estate. Never throws for what a program does; a fault of our own is thrown.
 */
export async function previewProgram(options: PreviewOptions): Promise<Preview> {
  let project: Project;
  let stacks: readonly string[];
  try {
    project = readProject(options.directory);
    stacks = chosenStacks(project, options.stacks);
  } catch (error) {
    if (error instanceof PreviewError) return { kind: "failed", failures: [error.failure] };
    throw error;
  }
  const runs = await runAll(project, stacks, options);
  const failures: Failure[] = [];
  for (const run of runs.values()) if (run.kind === "failed") failures.push(run.failure);
  return failures.length > 0 ? { kind: "failed", failures } : joined(project, stacks, runs);
}

function chosenStacks(project: Project, asked: readonly string[]): readonly string[] {
  const known = stacksOf(project);
  for (const stack of asked) {
    if (known.length === 0 || known.includes(stack)) continue;
    const allowed = known.map((name) => `\`${name}\``).join(", ");
    throw configurationError(`no stack \`${stack}\` in project \`${project.name}\`; use ${allowed}`);
  }
  if (asked.length > 0) return [...new Set(asked)];
  return known.length > 0 ? known : [stackOfNoFile];
}

/** Runs the stacks side by side; one that needs another's outputs waits, and gives up its slot meanwhile. */
async function runAll(
  project: Project,
  stacks: readonly string[],
  options: PreviewOptions,
): Promise<ReadonlyMap<string, StackRun>> {
  const slots = new Slots(availableParallelism());
  const runs = new Map<string, Promise<StackRun>>();
  const waitsFor = new Map<string, string>();
  const start = async (stack: string): Promise<StackRun> => {
    await slots.take();
    options.onProgress?.({ stack, state: "started" });
    try {
      const run = await runStack(project, stack, options, (reference) => outputsOf(reference, stack));
      options.onProgress?.({ stack, state: run.kind });
      return run;
    } finally {
      slots.give();
    }
  };
  const outputsOf = async (reference: string, from: string): Promise<Struct | undefined> => {
    const stack = stackNamed(reference, project, stacks);
    const running = stack === undefined ? undefined : runs.get(stack);
    if (stack === undefined || running === undefined || reaches(stack, from, waitsFor)) return undefined;
    waitsFor.set(from, stack);
    slots.give();
    const run = await running;
    await slots.take();
    waitsFor.delete(from);
    return run.kind === "previewed" ? run.wireOutputs : undefined;
  };
  for (const stack of stacks) runs.set(stack, start(stack));
  const ended = new Map<string, StackRun>();
  for (const [stack, run] of runs) ended.set(stack, await run);
  return ended;
}

/** `organization/project/stack`, `project/stack` or `stack`, of this project. */
function stackNamed(reference: string, project: Project, stacks: readonly string[]): string | undefined {
  const parts = reference.split("/");
  const stack = parts.at(-1);
  if (parts.length > 1 && parts.at(-2) !== project.name) return undefined;
  return stacks.find((name) => name === stack);
}

function reaches(from: string, to: string, waitsFor: ReadonlyMap<string, string>): boolean {
  for (let next: string | undefined = from; next !== undefined; next = waitsFor.get(next)) if (next === to) return true;
  return false;
}

function joined(project: Project, stacks: readonly string[], runs: ReadonlyMap<string, StackRun>): Preview {
  const previewed = [...runs.values()].filter((run) => run.kind === "previewed");
  const resources = previewed.flatMap((run) => run.resources);
  const whole = stacksOf(project).every((stack) => stacks.includes(stack));
  const estate = buildEstate(
    whole ? "organization" : "stack",
    stacks.map((name) => ({ name, project: project.name })),
    resources,
    previewed.flatMap((run) => run.gaps),
  );
  const assumed = resources.flatMap(({ provider }) =>
    provider?.ambientRegion?.from === "assumption" ? [provider.ambientRegion.by] : [],
  );
  return {
    kind: "previewed",
    estate,
    outputs: new Map([...runs].map(([stack, run]) => [stack, run.kind === "previewed" ? run.outputs : {}])),
    usedAssumptions: [...new Set(assumed)].sort(),
  };
}
