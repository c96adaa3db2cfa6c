import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** What expressions of an action or workflow can name: `github.base_ref`, `inputs.program`. */
export type Context = Readonly<Record<string, unknown>>;

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface ActionRun {
  readonly code: number;
  readonly log: string;
  /** What the steps wrote to the job's summary. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly uses: readonly string[];
}

export interface Runner {
  /** The folder of the action, as the runner lays it out. */
  readonly actionPath: string;
  readonly workspace: string;
  /** A folder of this run alone. */
  readonly temp: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs the `run:` steps of a composite action as GitHub's runner does, and notes what the others would use. */
export async function runAction(
  file: string,
  inputs: Readonly<Record<string, string>>,
  github: Context,
  runner: Runner,
): Promise<ActionRun> {
  // SAFETY: the file is the project's own; the tests look at what comes of it.
  const action = parse(readFileSync(file, "utf8")) as Action;
  const outputsOf: Record<string, { outputs: Record<string, string> }> = {};
  const context = (): Context => ({ github, inputs: given, steps: outputsOf, runner: { temp: runner.temp } });
  const given: Record<string, string> = {};
  for (const [name, { default: text = "" }] of Object.entries(action.inputs)) {
    given[name] = inputs[name] ?? evaluate(text, { github });
  }
  const summaryFile = path.join(runner.temp, "summary-of-the-job");
  writeFileSync(summaryFile, "");
  let log = "";
  let code = 0;
  for (const [index, step] of action.runs.steps.entries()) {
    if (step.run === undefined) continue;
    const files = { GITHUB_OUTPUT: path.join(runner.temp, `output-${index}`), GITHUB_STEP_SUMMARY: summaryFile };
    writeFileSync(files.GITHUB_OUTPUT, "");
    const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, evaluate(text, context())] as const);
    const environment = { ...files, ...Object.fromEntries(own) };
    const ended = await runScript(step.run, environment, runner, index);
    log += ended.log;
    if (step.id !== undefined) outputsOf[step.id] = { outputs: outputsIn(files.GITHUB_OUTPUT) };
    code = ended.code;
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs ?? {}).map(([name, { value }]) => [name, evaluate(value, context())]);
  return {
    code,
    log,
    summary: readFileSync(summaryFile, "utf8"),
    // SAFETY: each is a name and a text.
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    uses: action.runs.steps.flatMap(({ uses }) => uses ?? []),
  };
}

/** As the runner starts a step of `shell: bash`. */
function runScript(
  script: string,
  environment: Readonly<Record<string, string>>,
  runner: Runner,
  index: number,
): Promise<{ code: number; log: string }> {
  mkdirSync(runner.temp, { recursive: true });
  const file = path.join(runner.temp, `step-${index}.sh`);
  writeFileSync(file, script);
  return new Promise((resolve) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
      cwd: runner.workspace,
      env: {
        ...runner.environment,
        GITHUB_ACTIONS: "true",
        CI: "true",
        GITHUB_ACTION_PATH: runner.actionPath,
        GITHUB_WORKSPACE: runner.workspace,
        RUNNER_TEMP: runner.temp,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
    }
    child.on("close", (code) => {
      resolve({ code: code ?? -1, log });
    });
  });
}

function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n");
  const pairs = lines.filter((line) => line !== "").map((line) => [line.split("=")[0], line.replace(/^[^=]*=/, "")]);
  // SAFETY: each is a name and a text.
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Fills in expressions: names, and the first of several that isn't empty. */
export function evaluate(text: string, context: Context): string {
  return text.replace(/\$\{\{([^}]*)\}\}/g, (_, expression: string) => {
    for (const name of expression.split("||")) {
      const value = lookUp(name.trim(), context);
      if (value !== "") return value;
    }
    return "";
  });
}

function lookUp(name: string, context: Context): string {
  if (!/^[\w.-]+$/.test(name)) throw new Error(`the simulated runner doesn't know \`${name}\``);
  let value: unknown = context;
  for (const part of name.split(".")) {
    // SAFETY: a part of what is no object is undefined, as it is for the runner.
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
