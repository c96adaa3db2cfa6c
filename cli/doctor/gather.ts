import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { tmpdir, totalmem } from "node:os";
import { regionVariables } from "../../policies/residency/ambient-region";
import { findJudging } from "../judge/judging";
import { isTerminal, type Io } from "../standard-streams";
import { systemMessage, errorCode } from "../system-message";
import { UsageError } from "../usage-error";
import type { Facts, JudgingFacts, Problem, Tool } from "./facts";
import { gatherProgram } from "./gather-program";
import { misnamed } from "./misnamed";

/** Milliseconds that a tool may take to tell its version. */
const longest = 10_000;

/**
 * Looks at the machine and at the program in a folder; runs nothing of it.
 * @param directory - absolute
 */
export async function gatherFacts(directory: string, io: Io): Promise<Facts> {
  const { environment } = io;
  const names = [
    "NODE_OPTIONS",
    "STATESIDE_MANDATE",
    "NO_COLOR",
    "FORCE_COLOR",
    ...Object.values(regionVariables).flat(),
  ];
  const [temporary, git, pulumi, judging] = await Promise.all([
    temporaryFolder(),
    tool("git", ["--version"], io),
    tool("pulumi", ["version"], io),
    gatherJudging(directory, io),
  ]);
  return {
    node: process.versions.node,
    platform: process.platform,
    memory: totalmem(),
    temporary,
    git,
    pulumi,
    environment: Object.fromEntries(names.map((name) => [name, environment[name]])),
    isTerminal: isTerminal(io.stdout),
    program: gatherProgram(directory, environment),
    judging,
  };
}

async function temporaryFolder(): Promise<Facts["temporary"]> {
  const folder = tmpdir();
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return { folder };
  } catch (error) {
    return { folder, problem: systemMessage(error) };
  }
}

/** Asked in a folder that is nobody's project, with nothing of the environment but what finds the tool. */
function tool(name: string, args: readonly string[], { environment, signal }: Io): Promise<Tool> {
  const env = { PATH: environment["PATH"], HOME: environment["HOME"], PULUMI_SKIP_UPDATE_CHECK: "true", LC_ALL: "C" };
  return new Promise((resolve) => {
    execFile(name, [...args], { cwd: "/", env, timeout: longest, signal }, (error, stdout) => {
      const [version] = /\d+\.\d+[\w.+-]*/.exec(stdout) ?? [];
      if (error === null && version !== undefined) resolve({ kind: "found", version });
      else if (errorCode(error) === "ENOENT") resolve({ kind: "missing" });
      else resolve({ kind: "broken", because: error === null ? "it says none" : systemMessage(error) });
    });
  });
}

async function gatherJudging(directory: string, io: Io): Promise<JudgingFacts | Problem> {
  try {
    const { mandate, waivers, baseline } = await findJudging({ directory }, io);
    const { name, source } = mandate;
    return {
      mandate: source === "built-in" ? null : { name, source },
      waivers: waivers.source === null ? null : waivers.list.length,
      baseline: baseline.source === null ? null : baseline.list.entries.length,
      misnamed: await misnamed(directory),
    };
  } catch (error) {
    if (error instanceof UsageError) return { problems: error.messages };
    throw error;
  }
}
