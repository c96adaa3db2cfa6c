import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { command, stateside } from "./run";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-completion-"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  for (const stack of ["primary", "backup"]) writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Sources the script in a real bash, and asks it as bash does when somebody presses the tab key behind the last word. */
function bash(...words: readonly string[]) {
  const script = `
    stateside() { "${process.execPath}" "${command}" "$@"; }
    eval "$(stateside completion bash)"
    COMP_WORDS=(stateside "$@"); COMP_CWORD=$#
    _stateside_yargs_completions
    [ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"
  `;
  const run = spawnSync("bash", ["--norc", "-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
  return { found: run.stdout.split("\n").filter((line) => line !== ""), stderr: run.stderr };
}

describe("bash with the script of `stateside completion bash`", () => {
  it.each<[string[], string[]]>([
    [["wai"], ["waivers"]],
    [["waivers", "pr"], ["prune"]],
    [
      ["check", "--stack", ""],
      ["backup", "primary"],
    ],
    [["check", "--stack", "=", "p"], ["primary"]],
    [
      ["check", "-o", "j"],
      ["json", "junit"],
    ],
    [["types", "aws", ":", "s3/bucket", ":", "B"], ["Bucket"]],
    [
      ["check", "--assume", "aws", ":", "region", "=", "us-west"],
      ["us-west-1", "us-west-2"],
    ],
  ])("completes %j", (words, expected) => {
    expect(bash(...words)).toEqual({ found: expected, stderr: "" });
  });

  it("is told no name that it would run", () => {
    for (const name of ["$(touch pwned)", "`touch pwned`", "a;touch pwned", "a b", "a\nb", "\u001b[31m", "'"]) {
      writeFileSync(path.join(folder, `Pulumi.${name}.yaml`), "");
    }
    expect(bash("check", "--stack", "")).toEqual({ found: ["backup", "primary"], stderr: "" });
    expect(existsSync(path.join(folder, "pwned"))).toBe(false);
  });

  it.each([
    [
      "is none",
      () => {
        rmSync(path.join(folder, "Pulumi.yaml"));
      },
    ],
    [
      "can't be read",
      () => {
        writeFileSync(path.join(folder, "Pulumi.yaml"), "\u0000[");
      },
    ],
  ])("is told nothing, and no error, where the project %s", (_, change) => {
    change();
    expect(bash("check", "--stack", "")).toEqual({ found: [], stderr: "" });
  });

  it("makes no file", () => {
    const before = readdirSync(folder);
    bash("check", "--stack", "");
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe("`stateside completion`", () => {
  it("writes for the shell of SHELL when none is named", async () => {
    const zsh = await stateside(["completion"], { environment: { SHELL: "/usr/bin/zsh" } });
    expect(zsh.stdout).toContain("#compdef stateside\n");
    expect(await stateside(["completion", "zsh"], { environment: { SHELL: "/bin/bash" } })).toEqual(zsh);
    const bashScript = await stateside(["completion"], { environment: { SHELL: "/bin/bash" } });
    expect(bashScript.stdout).toContain(
      "complete -o bashdefault -o default -F _stateside_yargs_completions stateside\n",
    );
    expect(await stateside(["completion", "bash"], { environment: { ZSH_NAME: "zsh" } })).toEqual(bashScript);
  });

  it("escapes colons for zsh, to which they begin a description", async () => {
    const words = ["--get-yargs-completions", "stateside", "types", "aws:s3/bucket:B"];
    const { stdout } = await stateside(words, { environment: { COMP_LINE: "stateside types aws:s3/bucket:B" } });
    expect(stdout).toBe("aws\\:s3/bucket\\:Bucket\n");
  });

  it.each<[string[], Record<string, string>, string]>([
    [["fish"], {}, "unknown shell `fish`"],
    [["\u001b[31m"], {}, "unknown shell `\\x1b[31m`"],
    [[], { SHELL: "/usr/bin/fish" }, "the shell isn't known from SHELL"],
    [[], {}, "the shell isn't known from SHELL"],
  ])("refuses a shell that it doesn't know: %j", async (args, environment, what) => {
    expect(await stateside(["completion", ...args], { environment })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${what}; use bash or zsh\nsee \`stateside completion --help\`\n`,
    });
  });
});
