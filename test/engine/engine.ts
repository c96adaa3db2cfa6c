import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { cliEnvironment, cliFile, cliVersion, hasCli } from "./cli";
import { execute } from "./execute";
import { writePlugin } from "./plugin/executable";

export const root = path.resolve(__dirname, "../..");

/** One run of the Pulumi CLI, and what it left behind. */
export interface Run {
  readonly code: number;
  /** Output and errors, in the order they were written. */
  readonly stdout: string;
  readonly events: readonly EngineEvent[];
  /** What would have happened in a cloud in this run: `create <urn>`, `update <urn>`, `delete <urn>`. */
  readonly calls: readonly string[];
  readonly state: readonly StateResource[];
}

/** Of the engine's events, what tests look at (pulumi/pulumi, sdk/go/common/apitype/events.go). */
export interface EngineEvent {
  readonly policyEvent?: {
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly resourceUrn?: string;
    readonly message: string;
  };
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** A component isn't. */
  readonly custom?: boolean;
  /** Only looked up. */
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** Goes when that one goes, without a deletion of its own. */
  readonly deletedWith?: string;
}

export interface RunOptions {
  readonly policyPack?: string;
  /** For `--policy-pack-config`. */
  readonly policyPackConfig?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A backend of its own, with a language host and providers that need no download, for one test file. */
export class Engine {
  readonly #home = mkdtempSync(path.join(tmpdir(), "stateside-engine-"));
  readonly #stacks = new Set<string>();
  #runs = 0;

  constructor() {
    for (const folder of ["bin", "home"]) mkdirSync(path.join(this.#home, folder));
    symlinkSync(path.join(root, "node_modules"), path.join(this.#home, "node_modules"));
    const plugins = path.join(this.#home, "bin");
    if (!isOnPath("pulumi-language-nodejs")) {
      writePlugin(plugins, "pulumi-language-nodejs", "test/engine/host/language-host.ts");
    }
    for (const cloud of ["oci", "aws", "gcp"]) {
      writePlugin(plugins, `pulumi-resource-${cloud}`, "test/engine/provider/simulated-provider.ts", cloud);
    }
  }

  /**
   * A copy of a program to run, with a backend of its own: Pulumi writes into a project's folder. One without a mandate gets a
   * plain one: it isn't for every program to have its data where this project has its primary.
   */
  copy(program: string, files: readonly string[] = ["."]): string {
    const target = mkdtempSync(path.join(this.#home, "program-"));
    for (const file of files) {
      const from = path.join(program, file);
      cpSync(from, path.join(target, file), {
        recursive: true,
        filter: (name) => !/[\\/](node_modules|dist)$/.test(name),
      });
    }
    const mandate = path.join(target, "mandate.yaml");
    if (!existsSync(mandate)) writeFileSync(mandate, "name: plain\n");
    mkdirSync(backendOf(target));
    symlinkSync(path.join(root, "node_modules"), path.join(target, "node_modules"));
    withoutTypeCheck(path.join(target, "Pulumi.yaml"));
    return target;
  }

  /** Runs `pulumi <args> --stack <stack>` in a program's folder; the stack is made when it is new. */
  async run(directory: string, stack: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
    if (!this.#stacks.has(`${directory} ${stack}`)) {
      this.#stacks.add(`${directory} ${stack}`);
      await this.#mustRun(directory, ["stack", "init", stack, "--non-interactive"]);
    }
    this.#runs += 1;
    const file = (name: string) => path.join(this.#home, `${name}-${this.#runs}`);
    const all = [
      ...args,
      ...["--non-interactive", "--color", "never"],
      ...(args[0] === "policy" ? [] : ["--stack", stack]),
      ...(hasEventLog(args) ? ["--event-log", file("events")] : []),
      ...(args[0] === "policy" || args[0] === "preview" ? [] : ["--yes"]),
      ...(options.policyPack === undefined ? [] : ["--policy-pack", options.policyPack]),
      ...policyPackConfig(options.policyPackConfig, file("config.json")),
    ];
    const environment = { ...options.environment, STATESIDE_ENGINE_LOG: file("calls") };
    const { code, output } = await execute(cliFile(), all, directory, this.#environment(directory, environment));
    return {
      code,
      stdout: output,
      events: lines(file("events")).map((line) => JSON.parse(line) as EngineEvent),
      calls: lines(file("calls")),
      state: this.state(directory, stack),
    };
  }

  /** The stack's resources, the stack itself and providers left out, as its backend holds them; none of a new one. */
  state(directory: string, stack: string): StateResource[] {
    const { name } = parse(readFileSync(path.join(directory, "Pulumi.yaml"), "utf8")) as { readonly name: string };
    const file = path.join(backendOf(directory), ".pulumi/stacks", name, `${stack}.json`);
    if (!existsSync(file)) return [];
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      readonly checkpoint: { readonly latest?: { readonly resources?: readonly StateResource[] } };
    };
    return (checkpoint.latest?.resources ?? []).filter(({ type }) => !type.startsWith("pulumi:"));
  }

  export(directory: string, stack: string, more: readonly string[] = []): Promise<string> {
    return this.#mustRun(directory, ["stack", "export", "--stack", stack, ...more]);
  }

  stop() {
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #mustRun(directory: string, args: readonly string[]): Promise<string> {
    const { code, output } = await execute(cliFile(), args, directory, this.#environment(directory, {}));
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${output}`);
    return output;
  }

  #environment(directory: string, more: Readonly<Record<string, string>>): Record<string, string> {
    const home = path.join(this.#home, "home");
    return {
      ...cliEnvironment({ plugins: path.join(this.#home, "bin"), home, backend: backendOf(directory) }),
      HOME: home,
      // As the shell tells it of who stands in the folder.
      PWD: directory,
      PULUMI_CONFIG_PASSPHRASE: "test",
      STATESIDE_ENGINE_CLOUDS: path.join(backendOf(directory), "clouds.jsonl"),
      ...more,
    };
  }
}

/**
 * Tests that need the real Pulumi CLI. Where it isn't built they are skipped and say so; with STATESIDE_ENGINE=required
 * they fail.
 */
export function describeEngine(title: string, body: (engine: () => Engine) => void) {
  if (!hasCli() && process.env["STATESIDE_ENGINE"] !== "required") {
    describe.skip(`${title} (skipped: no Pulumi CLI ${cliVersion()}; \`npm run test:engine\` builds it)`, () => {
      body(() => new Engine());
    });
    return;
  }
  // A run of the CLI takes seconds, on a busy machine many.
  jest.setTimeout(300_000);
  describe(title, () => {
    let engine: Engine | undefined;
    beforeAll(() => {
      if (!hasCli()) throw new Error(`no Pulumi CLI at ${cliFile()}; \`npm run test:engine\` builds it`);
      engine = new Engine();
    });
    afterAll(() => engine?.stop());
    body(() => {
      if (engine === undefined) throw new Error("the engine is there only while a test runs");
      return engine;
    });
  });
}

/** A fixture is JavaScript after a transpiling loader, as the project's own programs are: no type-checking at each start. */
function withoutTypeCheck(file: string) {
  if (!existsSync(file)) return;
  const project = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  if (project["runtime"] !== "nodejs") return;
  const options = { typescript: false, nodeargs: "-r tsx/cjs" };
  writeFileSync(file, stringify({ ...project, runtime: { name: "nodejs", options } }));
}

function policyPackConfig(config: unknown, file: string): string[] {
  if (config === undefined) return [];
  writeFileSync(file, JSON.stringify(config));
  return ["--policy-pack-config", file];
}

function backendOf(directory: string): string {
  return `${directory}.state`;
}

function hasEventLog([command = ""]: readonly string[]): boolean {
  return ["preview", "up", "refresh", "destroy"].includes(command);
}

function lines(file: string): string[] {
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}

function isOnPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));
}
