import { createInterface } from "node:readline";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RunPluginResponse,
  RunResponse,
  RuntimeOptionsResponse,
  type InstallDependenciesRequest,
  type InstallDependenciesResponse,
  type LanguageHandshakeRequest,
  type ProgramInfo,
  type RunPluginRequest,
  type RunRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { servePlugin } from "../plugin/serve";
import { unary } from "../plugin/unary";
import { exitCodeOf, startNode, stopAll } from "./children";
import { servePolicyProxy } from "./policy-proxy";

/** How a program says that it has told its error already (pulumi/pulumi, sdk/nodejs/cmd/run/index.ts). */
const toldItsError = 32;

let engineAddress =
  process.argv
    .slice(2)
    .filter((argument) => !argument.startsWith("-"))
    .at(-1) ?? "";

/** Pulumi's runtime for Node programs and policy packs, where no ordinary one is installed. */
const languageHost = {
  handshake: unary((request: LanguageHandshakeRequest) => {
    engineAddress = request.getEngineAddress() || engineAddress;
    return new LanguageHandshakeResponse();
  }),
  getPluginInfo: unary(() => {
    const info = new PluginInfo();
    info.setVersion("0.0.0");
    return info;
  }),
  getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
  getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
  getProgramDependencies: unary(() => new GetProgramDependenciesResponse()),
  about: unary(() => new AboutResponse()),
  runtimeOptionsPrompts: unary(() => new RuntimeOptionsResponse()),
  installDependencies: (call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>) => {
    call.end();
  },
  cancel: unary(() => {
    stopAll();
    return new Empty();
  }),
  run: unary(runProgram),
  runPlugin: (call: ServerWritableStream<RunPluginRequest, RunPluginResponse>) => {
    runPlugin(call).catch((error: unknown) => {
      write(call, "stderr", Buffer.from(`${String(error)}\n`));
      end(call, 1);
    });
  },
};

async function runProgram(request: RunRequest): Promise<RunResponse> {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine sent no program");
  const directory = info.getProgramDirectory();
  const args = [
    ...nodeArguments(info),
    require.resolve("@pulumi/pulumi/cmd/run", { paths: [directory] }),
    ...option("monitor", request.getMonitorAddress()),
    ...option("engine", engineAddress),
    ...option("organization", request.getOrganization()),
    ...option("project", request.getProject()),
    ...option("stack", request.getStack()),
    ...option("root-directory", info.getRootDirectory()),
    ...option("pwd", directory),
    ...option("parallel", String(request.getParallel())),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    ...typeScript(info),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const code = await exitCodeOf(startNode(args, { env, stdio: ["ignore", "inherit", "inherit"] }));
  const response = new RunResponse();
  if (code === toldItsError) response.setBail(true);
  else if (code !== 0) response.setError(`program exited with non-zero exit code: ${code}`);
  return response;
}

type PluginCall = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Only policy packs: no test runs a provider written for Node. */
async function runPlugin(call: PluginCall) {
  const { request } = call;
  const info = request.getInfo();
  if (info === undefined || request.getKind() !== "analyzer") throw new Error("only policy packs can be run");
  const directory = info.getProgramDirectory();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [directory] });
  const args = [runner, ...nodeArguments(info), ...request.getArgsList(), directory];
  const given = environmentOf(request.getEnvList());
  const port = await servePolicyProxy((environment) => {
    const env = { ...(given ?? process.env), ...typeScript(info), ...environment };
    const pack = startNode(args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
    pack.stderr?.on("data", (chunk: Buffer) => {
      write(call, "stderr", chunk);
    });
    return new Promise((resolve, reject) => {
      const lines = pack.stdout === null ? undefined : createInterface(pack.stdout);
      lines?.once("line", (line) => {
        lines.on("line", (more) => {
          write(call, "stdout", Buffer.from(`${more}\n`));
        });
        resolve(Number(line));
      });
      void exitCodeOf(pack).then((code) => {
        reject(new Error(`the policy pack exited with code ${code}`));
        end(call, code);
      });
    });
  });
  write(call, "stdout", Buffer.from(`${port}\n`));
}

/** `NAME=value` lines; none means the host's own environment. */
function environmentOf(lines: readonly string[]): Record<string, string> | undefined {
  if (lines.length === 0) return undefined;
  return Object.fromEntries(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

function write(call: PluginCall, stream: "stdout" | "stderr", chunk: Buffer) {
  const response = new RunPluginResponse();
  if (stream === "stdout") response.setStdout(chunk);
  else response.setStderr(chunk);
  call.write(response);
}

function end(call: PluginCall, code: number) {
  const response = new RunPluginResponse();
  response.setExitcode(code);
  call.write(response);
  call.end();
}

function option(name: string, value: string): string[] {
  return value === "" ? [] : [`--${name}`, value];
}

function runtimeOption(info: ProgramInfo, name: string): unknown {
  return info.getOptions()?.toJavaScript()[name];
}

function nodeArguments(info: ProgramInfo): string[] {
  const args = runtimeOption(info, "nodeargs");
  return typeof args === "string" ? args.split(" ").filter((part) => part !== "") : [];
}

function typeScript(info: ProgramInfo): Record<string, string> {
  return runtimeOption(info, "typescript") === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" };
}

servePlugin(LanguageRuntimeService, languageHost);
