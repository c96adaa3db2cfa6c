import { spawn } from "node:child_process";

/** In milliseconds: longer than any run here takes; a program that waits for itself never ends. */
const longestRun = 240_000;

/** Runs a program to its end, with exactly this environment; what it started ends with it, or with us. */
export function execute(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    // A group of its own, which can be ended as a whole.
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    };
    const timer = setTimeout(end, longestRun);
    process.once("exit", end);
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      process.removeListener("exit", end);
      resolve({ code: code ?? -1, output: Buffer.concat(chunks).toString() });
    });
  });
}
