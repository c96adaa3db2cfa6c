import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cliEnvironment, cliFile } from "../engine/cli";
import { execute } from "../engine/execute";
import { writeCommand, writePlugin } from "../engine/plugin/executable";

const repository = path.resolve(__dirname, "../..");
const recorder = path.join(__dirname, "recorder");

export interface Recorded {
  /** What the recorder was shown. */
  readonly recording: string;
  readonly eventLog: string;
}

/**
 * The real CLI over folders of its own: a backend in files, no plugins but ours.
 * @param folder a new folder, for the state and whatever the CLI keeps; Node finds this project's packages from there
 * @param environment what this program's runs need over and above
 */
export class RealEngine {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(
    private readonly folder: string,
    environment: Readonly<Record<string, string>>,
  ) {
    const plugins = path.join(folder, "plugins");
    const backend = path.join(folder, "state");
    for (const made of [plugins, backend]) mkdirSync(made, { recursive: true });
    writePlugins(plugins);
    const { HOME, TMPDIR } = process.env;
    this.#environment = {
      ...cliEnvironment({ plugins, home: path.join(folder, "home"), backend }),
      ...{ HOME, TMPDIR },
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
    const { output, code } = await this.#run(
      project,
      ["preview", "--stack", stack, ...packs, "--event-log", eventLog],
      { STATESIDE_RECORDING: recording },
    );
    if (!existsSync(eventLog)) throw new Error(diagnosticsOf(output));
    const recorded = { recording: readFileSync(recording, "utf8"), eventLog: readFileSync(eventLog, "utf8") };
    // A violation makes a preview fail, too; a failed program is never analyzed as a whole.
    if (code !== 0 && !recorded.eventLog.includes('"policyEvent"')) throw new Error(diagnosticsOf(output));
    if (!recorded.recording.includes('{"kind":"stack"')) throw new Error(diagnosticsOf(output));
    return recorded;
  }

  async #initialize(project: string, stack: string) {
    await this.#succeed(project, ["stack", "init", stack]);
  }

  async #succeed(project: string, args: readonly string[]) {
    const { code, output } = await this.#run(project, args, {});
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${diagnosticsOf(output)}`);
  }

  #run(project: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    const all = [...args, "--non-interactive", "--color", "never"];
    return execute(cliFile(), all, project, { ...this.#environment, ...environment });
  }
}

/** The end of what the CLI says, where the errors are. */
function diagnosticsOf(output: string): string {
  const start = output.lastIndexOf("\nDiagnostics:");
  const said = (start < 0 ? output : output.slice(start)).split("\n").filter((line) => !line.includes("from $PATH"));
  return said.join("\n").slice(0, 4000);
}

/** Packages that programs name and that have no SDK here; a version only where a plugin says one. */
const madeUp = { random: "4.18.0", cloud: "", shop: "", eks: "", "terraform-provider": "" };

/** The tests' language host, Pulumi's own plugin for dynamic providers, and a provider for every package. */
function writePlugins(folder: string) {
  writePlugin(folder, "pulumi-language-nodejs", "test/engine/host/language-host.ts");
  writeCommand(folder, "pulumi-resource-pulumi-nodejs", [require.resolve("@pulumi/pulumi/cmd/dynamic-provider")]);
  for (const [name, version] of [...installed(), ...Object.entries(madeUp)]) {
    writePlugin(folder, `pulumi-resource-${name}`, "test/differential/plugin/provider.ts", name, version);
  }
}

/** The packages whose SDK is installed, with its version. */
function installed(): (readonly [name: string, version: string])[] {
  const folder = path.join(repository, "node_modules/@pulumi");
  return readdirSync(folder).flatMap((name) => {
    const { version, pulumi } = JSON.parse(readFileSync(path.join(folder, name, "package.json"), "utf8")) as {
      version: string;
      pulumi?: { resource?: boolean };
    };
    return pulumi?.resource === true ? [[name, version] as const] : [];
  });
}
