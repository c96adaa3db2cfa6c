import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cliFile } from "../engine/cli";

const repository = path.resolve(__dirname, "../..");
const recorder = path.join(__dirname, "recorder");

/** In milliseconds: a program that waits for itself never ends. */
const longestRun = 120_000;

export interface Recorded {
  /** What the recorder was shown. */
  readonly recording: string;
  readonly eventLog: string;
}

/**
 * The real CLI over folders of its own: a backend in files, no plugins but ours.
 * @param folder a new folder, for the state and whatever the CLI keeps
 * @param environment what this program's runs need over and above
 */
export class RealEngine {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(
    private readonly folder: string,
    environment: Readonly<Record<string, string>>,
  ) {
    const plugins = path.join(folder, "plugins");
    const state = path.join(folder, "state");
    mkdirSync(plugins, { recursive: true });
    mkdirSync(state, { recursive: true });
    writePlugins(plugins);
    const { PATH = "", HOME, TMPDIR } = process.env;
    this.#environment = {
      ...{ HOME, TMPDIR, PATH: `${plugins}:${path.dirname(process.execPath)}:${PATH}` },
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // For `--event-log`.
      PULUMI_DEBUG_COMMANDS: "true",
      ...environment,
    };
  }

  /** Deploys a stack to the simulated cloud. */
  async deploy(project: string, stack: string): Promise<void> {
    await this.#initialize(project, stack);
    await this.#succeed(project, ["up", "--yes", "--skip-preview", "--stack", stack]);
  }

  /**
   * Previews a stack under the recorder and the project's pack.
   * @throws Error when it fails by anything but a violation
   */
  async preview(project: string, stack: string): Promise<Recorded> {
    await this.#initialize(project, stack);
    const [recording, eventLog] = ["recording", "events"].map((name) =>
      path.join(this.folder, `${name}.${stack}.jsonl`),
    );
    if (recording === undefined || eventLog === undefined) throw new Error("unreachable");
    writeFileSync(recording, "");
    const packs = [recorder, path.join(repository, "policies")].flatMap((pack) => ["--policy-pack", pack]);
    const { output, status } = await this.#run(
      project,
      ["preview", "--stack", stack, ...packs, "--event-log", eventLog],
      { STATESIDE_RECORDING: recording },
    );
    if (!existsSync(eventLog)) throw new Error(diagnosticsOf(output));
    const recorded = { recording: readFileSync(recording, "utf8"), eventLog: readFileSync(eventLog, "utf8") };
    // A violation makes a preview fail, too; a failed program is never analyzed as a whole.
    if (status !== 0 && !recorded.eventLog.includes('"policyEvent"')) throw new Error(diagnosticsOf(output));
    if (!recorded.recording.includes('{"kind":"stack"')) throw new Error(diagnosticsOf(output));
    return recorded;
  }

  async #initialize(project: string, stack: string) {
    await this.#succeed(project, ["stack", "init", stack]);
  }

  async #succeed(project: string, args: readonly string[]) {
    const { status, output } = await this.#run(project, args, {});
    if (status !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${diagnosticsOf(output)}`);
  }

  #run(project: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const child = spawn(cliFile(), [...args, "--non-interactive", "--color", "never"], {
        cwd: project,
        env: { ...this.#environment, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own, so that its plugins end with it.
        detached: true,
      });
      const end = () => {
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      };
      const timer = setTimeout(end, longestRun);
      process.once("exit", end);
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.once("error", reject);
      child.once("close", (status) => {
        clearTimeout(timer);
        process.removeListener("exit", end);
        resolve({ status, output });
      });
    });
  }
}

/** The end of what the CLI says, where the errors are. */
function diagnosticsOf(output: string): string {
  const start = output.lastIndexOf("\nDiagnostics:");
  const said = (start < 0 ? output : output.slice(start)).split("\n").filter((line) => !line.includes("from $PATH"));
  return said.join("\n").slice(0, 4000);
}

/** Executables named as the engine looks for them: the tests' language host, and a provider for every package. */
function writePlugins(folder: string) {
  const host = path.join(repository, "test/engine/host/language-host.ts");
  writePlugin(folder, "pulumi-language-nodejs", `-r tsx/cjs "${host}"`);
  const packages = readdirSync(path.join(repository, "node_modules/@pulumi")).flatMap((name) => {
    const manifest = path.join(repository, "node_modules/@pulumi", name, "package.json");
    const { version, pulumi } = JSON.parse(readFileSync(manifest, "utf8")) as {
      version: string;
      pulumi?: { resource?: boolean };
    };
    return pulumi?.resource === true ? [[name, version] as const] : [];
  });
  const made = [
    ["random", "4.18.0"],
    ["cloud", ""],
    ["shop", ""],
  ] as const;
  for (const [name, version] of [...packages, ...made]) {
    writePlugin(
      folder,
      `pulumi-resource-${name}`,
      `"${path.join(__dirname, "plugin/provider.cjs")}" ${name} "${version}"`,
    );
  }
}

function writePlugin(folder: string, name: string, command: string) {
  const file = path.join(folder, name);
  // Node finds `-r tsx/cjs` from the working directory, which is the program's or the pack's.
  writeFileSync(file, `#!/bin/sh\ncd "${repository}" || exit\nexec "${process.execPath}" ${command} "$@"\n`);
  chmodSync(file, 0o755);
}
