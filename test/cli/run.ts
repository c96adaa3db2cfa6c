import { execFile } from "node:child_process";
import path from "node:path";

export const root = path.resolve(__dirname, "../..");
export const command = path.join(root, "dist/stateside.js");

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as it is installed: the bundle that `npm run build` made. */
export function stateside(
  args: readonly string[],
  { cwd = root, environment = {} }: { cwd?: string; environment?: Record<string, string> } = {},
): Promise<Run> {
  const { PATH = "" } = process.env;
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH, ...environment }, maxBuffer: 1 << 26 };
    const child = execFile(process.execPath, [command, ...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
