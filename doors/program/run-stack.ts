import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Gap, Resource } from "../../policies/residency/estate";
import type { Values } from "../../policies/residency/values";
import { runProgram } from "./child";
import { readConfiguration, type Configuration } from "./configuration";
import { Engine } from "./engine";
import { checkEntryFile } from "./entry-file";
import { explainEnd } from "./explain";
import { PreviewError, programError } from "./failure";
import { exactTokens, standInTokens } from "./invokes";
import { Lookups } from "./lookups";
import type { Placeholders } from "./placeholders";
import type { Failure, PreviewOptions } from "./preview";
import { ProgramOutputs } from "./program-outputs";
import type { Project } from "./project";
import { redacted } from "./redact";
import { toResources } from "./resources";
import { secretTexts } from "./secret-texts";
import { serve } from "./server";
import { Callbacks } from "./transforms";
import { decode } from "./wire";

/** What one stack's preview found. */
export type StackRun =
  | {
      readonly kind: "previewed";
      readonly resources: readonly Resource[];
      readonly gaps: readonly Gap[];
      readonly outputs: Values;
      /** The outputs as they go over the wire, for the stacks that refer to this one. */
      readonly wireOutputs: Struct;
      /** True when the program ran once more, because it failed on placeholders. */
      readonly isPlain: boolean;
    }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Previews one stack: serves it an engine, runs its program to the end, and reads what it registered. */
export async function runStack(
  project: Project,
  stack: string,
  options: PreviewOptions,
  stackOutputs: (reference: string) => Promise<Struct | undefined>,
  placeholders: Placeholders,
): Promise<StackRun> {
  const secrets: string[] = [];
  try {
    const configuration = readConfiguration(project, stack, options.environment);
    secrets.push(...configuration.secrets);
    checkEntryFile(project);
    const given = new ProgramOutputs(placeholders, options.outputs ?? "symbolic");
    let run = await preview(project, stack, configuration, options, stackOutputs, given);
    if (mayHaveFailedOn(given, run, options)) {
      const plain = new ProgramOutputs(placeholders, "plain");
      run = await preview(project, stack, configuration, options, stackOutputs, plain);
      if (run.kind === "previewed") run = { ...run, isPlain: true };
    }
    return run.kind === "failed" ? { kind: "failed", failure: redacted(run.failure, secrets) } : run;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    return { kind: "failed", failure: redacted({ stack, ...error.failure }, secrets) };
  }
}

/**
 * A program may fail on a text that only stands for an output. One that never ends may, too: code that runs on a placeholder
 * may wait for a host that will never be, and more time, which its message asks for, wouldn't help.
 */
function mayHaveFailedOn({ handedOut }: ProgramOutputs, run: StackRun, { signal }: PreviewOptions): boolean {
  return handedOut && run.kind === "failed" && run.failure.kind === "program" && signal?.aborted !== true;
}

async function preview(
  project: Project,
  stack: string,
  configuration: Configuration,
  options: PreviewOptions,
  stackOutputs: (reference: string) => Promise<Struct | undefined>,
  programOutputs: ProgramOutputs,
): Promise<StackRun> {
  const { environment, assume, invokes, timeout } = options;
  const callbacks = new Callbacks();
  const { name, directory } = project;
  const engine = new Engine({
    ...{ project: name, stack, directory, configuration, environment, assume, callbacks, stackOutputs, programOutputs },
  });
  const lookups = new Lookups(engine, callbacks, invokes);
  const server = await serve(engine, lookups);
  try {
    const child = await runProgram({
      ...{ project, stack, configuration, environment, timeout },
      engineAddress: server.address,
      mandateFile: options.mandateFile,
      answeredTokens: [...exactTokens, ...(programOutputs.mode === "symbolic" ? standInTokens : []), ...invokes.keys()],
      outputs: programOutputs.mode,
      signal: options.signal,
    });
    for (const report of child.reports) {
      if (report.kind === "method-call") lookups.methodNotCalled(report.token);
      if (report.kind === "encrypted-configuration") engine.gaps.encryptedConfiguration(report.key);
    }
    const { outputs } = engine;
    const { errors: logged, refusals, refusedResources } = server;
    const end = { project, stack, timeout, child, logged, refusals, refusedResources, finished: outputs !== undefined };
    const failure = explainEnd(end);
    if (failure !== undefined) {
      return { kind: "failed", failure: redacted(failure, secretTexts(engine.registrations.values())) };
    }
    if (outputs === undefined) throw programError("the program registered no outputs");
    return {
      kind: "previewed",
      resources: toResources(engine.registrations, { project: name, stack, environment, assume }),
      gaps: engine.gaps.all,
      outputs: decode(outputs, programOutputs).values,
      wireOutputs: outputs,
      isPlain: false,
    };
  } finally {
    callbacks.close();
    server.close();
  }
}
