import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { Configuration } from "./configuration";
import { isFile } from "./entry-file";
import { childEnvironment } from "./environment";
import { programError } from "./failure";
import type { OutputMode } from "./program-outputs";
import type { Project } from "./project";
import { encryptedPlaceholder } from "./wire";

/** What the preload tells of the program, over and above the protocol. */
const report = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("error"),
    thrown: z.string(),
    name: z.string(),
    code: z.string(),
    message: z.string(),
    stack: z.string(),
    /** Where a syntax error is, when its own stack doesn't say it. */
    syntax: z.object({ file: z.string(), line: z.number(), column: z.number(), message: z.string() }).optional(),
  }),
  z.object({ kind: z.literal("exit"), code: z.number(), stack: z.string() }),
  z.object({ kind: z.literal("method-call"), token: z.string() }),
  z.object({ kind: z.literal("encrypted-configuration"), key: z.string() }),
]);
export type ChildReport = z.infer<typeof report>;
export type ErrorReport = Extract<ChildReport, { kind: "error" }>;
export type ExitReport = Extract<ChildReport, { kind: "exit" }>;

export interface ChildOptions {
  readonly project: Project;
  readonly stack: string;
  readonly engineAddress: string;
  readonly configuration: Configuration;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly mandateFile: string | undefined;
  /** Tokens whose output form is answered too. */
  readonly answeredTokens: readonly string[];
  readonly outputs: OutputMode;
  /** Seconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

export interface ChildEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ended: "exit" | "timeout" | "abort" | "flood";
  readonly reports: readonly ChildReport[];
  /** The end of what the program wrote to stderr. */
  readonly stderr: string;
}

/** How long a program may go on after an error that nobody caught, in milliseconds. */
const graceAfterError = 3000;
const stderrLimit = 16_384;
/** Far more than our preload writes; the program may write to its descriptor too. */
const mostReports = 10_000;
const longestReport = 1 << 20;
const longestReports = 32 << 20;

/** Runs a program as the language host would, in a process group of its own that ends with it. */
export async function runProgram(options: ChildOptions): Promise<ChildEnd> {
  const child = start(options);
  if (running.size === 0) process.on("exit", endAll);
  running.add(child);
  try {
    return await watch(child, options);
  } finally {
    running.delete(child);
    if (running.size === 0) process.removeListener("exit", endAll);
    killGroup(child);
  }
}

function start(options: ChildOptions): ChildProcess {
  const { project } = options;
  const command = [...nodeArguments(project), ...runnerArguments(options)];
  const settings = {
    answeredTokens: options.answeredTokens,
    outputs: options.outputs,
    encryptedPlaceholder,
    loader: loaderOf(project),
    entry: path.resolve(project.workingDirectory, project.entryPoint),
  };
  const environment = childEnvironment(options.environment, {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(options.configuration.values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.configuration.secretKeys),
    STATESIDE_CHILD: JSON.stringify(settings),
    STATESIDE_MANDATE: options.mandateFile,
    // Its cache, in the folder for temporary files, would let one program decide what another one's source is run as.
    TSX_DISABLE_CACHE: "1",
  });
  try {
    return spawn(process.execPath, command, {
      cwd: project.workingDirectory,
      env: environment,
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      detached: true,
    });
  } catch (error) {
    throw notStarted(error);
  }
}

function notStarted(error: unknown) {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  return programError(`the program can't be started (${code})`);
}

/** The programs that must not outlive this process. */
const running = new Set<ChildProcess>();

function endAll() {
  running.forEach(killGroup);
}

async function watch(child: ChildProcess, { timeout, signal }: ChildOptions): Promise<ChildEnd> {
  let ended: ChildEnd["ended"] = "exit";
  const stop = (why: ChildEnd["ended"]) => {
    if (ended === "exit") ended = why;
    killGroup(child);
  };
  const timer = setTimeout(stop, timeout * 1000, "timeout");
  const onAbort = () => {
    stop("abort");
  };
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted === true) onAbort();
  const reports: ChildReport[] = [];
  let grace: NodeJS.Timeout | undefined;
  let length = 0;
  eachLine(pipe(child, 3), (line) => {
    if (ended === "flood") return;
    length += line.length;
    // What is left out might have been a gap.
    if (reports.length >= mostReports || length > longestReports) {
      stop("flood");
      return;
    }
    const parsed = report.safeParse(parseJson(line));
    if (!parsed.success) return;
    reports.push(parsed.data);
    if (parsed.data.kind === "error") grace ??= setTimeout(killGroup, graceAfterError, child);
  });
  let stderr = "";
  pipe(child, 2).on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString("utf8")).slice(-stderrLimit);
  });
  try {
    const how = await new Promise<Pick<ChildEnd, "exitCode" | "signal">>((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => {
        reject(notStarted(error));
      });
      // A grandchild may hold the pipes open: the program's own end counts.
      child.once("exit", (exitCode, signal) => setTimeout(resolve, 20, { exitCode, signal }));
    });
    return { ...how, ended, reports, stderr };
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    signal?.removeEventListener("abort", onAbort);
  }
}

function runnerArguments({ project, stack, engineAddress }: ChildOptions): string[] {
  return [
    runnerOf(project),
    ...["--monitor", engineAddress, "--engine", engineAddress],
    ...["--organization", "organization", "--project", project.name, "--stack", stack],
    ...["--root-directory", project.directory, "--pwd", project.workingDirectory],
    ...["--dry-run", "--parallel", "16", project.entryPoint],
  ];
}

/** The SDK's own runner, from the program's packages. */
function runnerOf(project: Project): string {
  const from = createRequire(path.join(project.workingDirectory, "program.js"));
  try {
    return from.resolve("@pulumi/pulumi/cmd/run");
  } catch {
    throw programError("the package @pulumi/pulumi is not installed for this program; run `npm install` in its folder");
  }
}

/** Node's arguments: our preload, which brings its own loader, and the project's without the loaders among them. */
function nodeArguments(project: Project): string[] {
  return ["--require", path.join(__dirname, "child", "preload.cjs"), ...withoutLoaders(project.nodeArguments)];
}

/** What the preload loads TypeScript with. */
function loaderOf(project: Project) {
  const own = createRequire(__filename);
  return { commonJs: own.resolve("tsx/cjs"), esModule: own.resolve("tsx/esm"), isEsModule: isEsModule(project) };
}

/** As the SDK's runner decides: by the nearest manifest; when in doubt, the program may be one. */
function isEsModule({ workingDirectory }: Project): boolean {
  for (let folder = workingDirectory; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "package.yaml"))) return true;
    const manifest = path.join(folder, "package.json");
    if (isFile(manifest)) return /"type"\s*:\s*"module"/.test(readFileSync(manifest, "utf8"));
    if (folder === path.dirname(folder)) return false;
  }
}

const loaderFlags: ReadonlySet<string> = new Set(["-r", "--require", "--import", "--loader", "--experimental-loader"]);
const loaderNames = /(ts-node|tsx|swc-node|esbuild-register|esbuild-runner|sucrase|jiti)/;

function withoutLoaders(nodeArguments: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < nodeArguments.length; index += 1) {
    const [flag = "", inline] = (nodeArguments[index] ?? "").split("=", 2);
    const argument = inline ?? nodeArguments[index + 1] ?? "";
    const isLoader = loaderFlags.has(flag) && loaderNames.test(argument);
    if (!isLoader) kept.push(nodeArguments[index] ?? "");
    else if (inline === undefined) index += 1;
  }
  return kept;
}

function killGroup(child: ChildProcess) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has ended.
  }
}

function pipe(child: ChildProcess, descriptor: number): Readable {
  // SAFETY: both descriptors were opened as pipes that this process reads.
  return child.stdio[descriptor] as Readable;
}

/** The lines of a stream, without those that are too long to be reports. */
function eachLine(stream: Readable, use: (line: string) => void) {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    length += part.length;
    if (length <= longestReport) parts.push(part);
    else parts = [];
  };
  stream.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      add(chunk.subarray(start, end));
      if (length <= longestReport) use(Buffer.concat(parts).toString("utf8"));
      parts = [];
      length = 0;
      start = end + 1;
    }
    add(chunk.subarray(start));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
