import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { exitCodes } from "../../cli/exit-codes";
import { Repository } from "../cli/repository";
import { command, root } from "../cli/run";
import { anywhere, bucketAbroad as program } from "./programs";

jest.setTimeout(60_000);

const page = readFileSync(path.join(root, "docs/ci.md"), "utf8");

let folder: string;
let clone: string;
let tools: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-ci-"));
  tools = path.join(folder, "tools");
  mkdirSync(tools);
  tool("stateside", `exec "${process.execPath}" "${command}" "$@"`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function tool(name: string, script: string) {
  writeFileSync(path.join(tools, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(tools, name), 0o755);
}

/** A clone whose branch has loosened the mandate. */
function loosened() {
  const origin = new Repository(path.join(folder, "origin"));
  origin.write({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "Pulumi.dev.yaml": "", "index.js": program });
  origin.write({ ".gitignore": "node_modules\n" });
  origin.commit();
  clone = path.join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", path.join(folder, "origin"), clone]);
  symlinkSync(path.join(root, "node_modules"), path.join(clone, "node_modules"));
  writeFileSync(path.join(clone, "mandate.yaml"), anywhere);
}

function run(script: string, environment: Record<string, string> = {}) {
  const env = { PATH: `${tools}:${process.env["PATH"] ?? ""}`, HOME: folder, ...environment };
  return spawnSync("sh", ["-e", "-c", script], { cwd: clone, env, encoding: "utf8" });
}

/** The block of shell that holds a text. */
function block(holding: string): string {
  const found = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  const [one, ...others] = found.filter((text) => text.includes(holding));
  if (one === undefined || others.length > 0) throw new Error(`docs/ci.md has not one block with \`${holding}\``);
  return one;
}

describe("docs/ci.md", () => {
  it("judges a change by the base branch in plain shell", () => {
    loosened();
    const { stdout, status } = run(block("--trust origin/main"));
    expect(status).toBe(1);
    expect(stdout).toContain("! mandate.yaml is added since origin/main, ");
    expect(stdout.endsWith("failed: see the findings above\n")).toBe(true);
    for (const file of ["result.json", "junit.xml"]) expect(existsSync(path.join(clone, file))).toBe(true);
  });

  it("says in plain shell when nothing was judged", () => {
    loosened();
    writeFileSync(path.join(clone, "index.js"), "throw new Error('no');");
    expect(run(block("--trust origin/main"))).toMatchObject({ status: 3, stdout: "nothing was judged\n" });
  });

  it("names every exit code", () => {
    const named = page
      .slice(page.indexOf("## Exit codes"), page.indexOf("## GitHub"))
      .match(/^\| (.*?) +\|/gm)
      ?.join();
    const codes = new Set(named?.match(/\d+/g)?.map(Number));
    expect(codes).toEqual(new Set(Object.values(exitCodes).map(({ code }) => code)));
  });

  it("names every input and output of the action", () => {
    const { inputs, outputs } = parse(readFileSync(path.join(root, "action.yml"), "utf8")) as Record<string, object>;
    const table = page.slice(page.indexOf("| input"), page.indexOf("Outputs:"));
    const named = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(inputs ?? {}));
    for (const name of Object.keys(outputs ?? {})) expect(page).toContain(`\`${name}\``);
  });

  it("shows hooks that there are", () => {
    const hooks = parse(readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8")) as {
      id: string;
      entry: string;
    }[];
    for (const { id, entry } of hooks) {
      expect(page).toContain(`- id: ${id}\n`);
      expect(entry.startsWith("npx --no -- stateside ")).toBe(true);
    }
  });
});

describe("the job for GitLab", () => {
  const job = (
    parse(readFileSync(path.join(root, "docs/ci/gitlab-ci.yml"), "utf8")) as Record<string, Record<string, unknown>>
  )["stateside"];
  const lines = (name: string) => (job?.[name] as string[]).join("\n");

  /** As GitLab's runner does: every line of both scripts in one shell that ends at the first error. */
  function pipeline(environment: Record<string, string>) {
    loosened();
    const stateside = new Repository(path.join(folder, "stateside"));
    stateside.write({ "dist/stateside.js": `require(${JSON.stringify(command)});` });
    const commit = stateside.commit();
    tool("npm", `echo "npm $*" >> "${folder}/npm.log"`);
    const variables = { STATESIDE_REPOSITORY: path.join(folder, "stateside"), STATESIDE_COMMIT: commit, PROGRAM: "." };
    const builds = path.join(folder, "builds");
    mkdirSync(builds);
    return run(`${lines("before_script")}\n${lines("script")}`, {
      ...variables,
      CI_BUILDS_DIR: builds,
      ...environment,
    });
  }

  it("judges a merge request by its target branch, and leaves its reports", () => {
    const { status, stdout } = pipeline({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" });
    expect(status).toBe(1);
    expect(stdout).toContain("! mandate.yaml is added since origin/main, ");
    for (const file of job?.["artifacts"] === undefined ? [] : ["result.json", "junit.xml"]) {
      expect(existsSync(path.join(clone, "stateside-report", file))).toBe(true);
    }
    expect(readFileSync(path.join(folder, "npm.log"), "utf8")).toContain("npm ci --prefix ");
  });

  it("judges the default branch by its own mandate", () => {
    expect(pipeline({}).status).toBe(0);
  });

  it("runs nothing that a branch's name says", () => {
    const { status } = pipeline({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "$(touch pwned)" });
    expect(status).not.toBe(0);
    expect(existsSync(path.join(clone, "pwned"))).toBe(false);
  });
});
