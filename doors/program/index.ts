import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { buildEstate } from "../../policies/residency/estate";
import { configurationError, PreviewError } from "./failure";
import { Placeholders } from "./placeholders";
import type { Failure, Preview, PreviewOptions } from "./preview";
import { readProject, stacksOf, type Project } from "./project";
import { runStack, type StackRun } from "./run-stack";
import { StackRuns } from "./stack-runs";
import { stateLocations } from "./state-locations";

/** The stack that is previewed when a project has no stack files and the caller names none. */
export const stackOfNoFile = "dev";

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
  // Each stack listens to it.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);
  const runs = await runAll(project, stacks, options);
  const failures: Failure[] = [];
  for (const run of runs.values()) if (run.kind === "failed") failures.push(run.failure);
  return failures.length > 0 ? { kind: "failed", failures } : joined(project, stacks, runs, options);
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

async function runAll(
  project: Project,
  stacks: readonly string[],
  options: PreviewOptions,
): Promise<ReadonlyMap<string, StackRun>> {
  // Outputs travel from stack to stack.
  const placeholders = new Placeholders();
  const runs = new StackRuns(project.name, stacks, availableParallelism());
  return runs.runAll(async (stack) => {
    options.onProgress?.({ stack, state: "started" });
    const outputsOf = (reference: string) => runs.outputsOf(reference, stack);
    const run = await runStack(project, stack, options, outputsOf, placeholders);
    options.onProgress?.({ stack, state: run.kind });
    return run;
  });
}

function joined(
  project: Project,
  stacks: readonly string[],
  runs: ReadonlyMap<string, StackRun>,
  { environment }: PreviewOptions,
): Preview {
  const previewed = [...runs.values()].filter((run) => run.kind === "previewed");
  const resources = previewed.flatMap((run) => run.resources);
  const whole = stacksOf(project).every((stack) => stacks.includes(stack));
  const estate = buildEstate(
    whole ? "organization" : "stack",
    stacks.map((name) => ({ name, project: project.name })),
    resources,
    previewed.flatMap((run) => run.gaps),
    stateLocations(project, stacks, environment),
  );
  const assumed = resources.flatMap(({ provider }) =>
    provider?.ambientRegion?.from === "assumption" ? [provider.ambientRegion.by] : [],
  );
  return {
    kind: "previewed",
    estate,
    outputs: new Map([...runs].map(([stack, run]) => [stack, run.kind === "previewed" ? run.outputs : {}])),
    usedAssumptions: [...new Set(assumed)].sort(),
    plainStacks: [...runs].filter(([, run]) => run.kind === "previewed" && run.isPlain).map(([stack]) => stack),
  };
}
