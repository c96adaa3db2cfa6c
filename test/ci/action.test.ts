import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../cli/run";
import { Repository } from "../cli/repository";
import { runAction, type Context, type Runner } from "./runner";
import { anywhere, bucketAbroad as program } from "./programs";

jest.setTimeout(120_000);

let folder: string;
let workspace: string;
let tools: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-action-"));
  workspace = path.join(folder, "workspace");
  tools = path.join(folder, "tools");
  mkdirSync(tools);
  tool("npm", `echo "npm $*" >> "$NPM_LOG"`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function tool(name: string, script: string) {
  const file = path.join(tools, name);
  writeFileSync(file, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(file, 0o755);
}

/** The base branch, and a checkout of what a pull request would merge to, without the base branch, as actions/checkout leaves it. */
function pullRequest(
  files: Readonly<Record<string, string>>,
  { base = "main", before = {} }: { base?: string; before?: Readonly<Record<string, string>> } = {},
) {
  const origin = new Repository(path.join(folder, "origin"));
  origin.write({
    ".gitignore": "node_modules\n",
    "infra/Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.js\n",
    "infra/Pulumi.dev.yaml": "",
    "infra/index.js": program,
    ...before,
  });
  origin.commit();
  if (base !== "main") origin.git("branch", "--quiet", "-m", base);
  origin.git("checkout", "--quiet", "-b", "merge");
  origin.write(files);
  origin.commit();
  execFileSync("git", [
    ...["clone", "--quiet", "--depth=1", "--branch=merge", `file://${path.join(folder, "origin")}`, workspace],
  ]);
  symlinkSync(path.join(root, "node_modules"), path.join(workspace, "node_modules"));
}

const pull = { base_ref: "main", token: "a-token", event: { pull_request: { number: 7 } } };

function runner(): Runner {
  const actionPath = path.join(folder, "action");
  mkdirSync(actionPath);
  symlinkSync(path.join(root, "dist"), path.join(actionPath, "dist"));
  const temp = path.join(folder, "temp");
  mkdirSync(temp);
  const environment = {
    PATH: `${tools}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    GITHUB_SERVER_URL: "https://github.example",
    NPM_LOG: path.join(folder, "npm.log"),
  };
  return { actionPath, workspace, temp, environment };
}

const act = (inputs: Readonly<Record<string, string>>, github: Context = pull) =>
  runAction(path.join(root, "action.yml"), inputs, github, runner());

describe("the action", () => {
  it("judges a pull request by its base branch, reports, and ends as the check does", async () => {
    pullRequest({ "infra/mandate.yaml": anywhere });
    const run = await act({ program: "infra" });
    expect(run).toMatchObject({
      code: 1,
      outputs: { verdict: "refused", folder: path.join(folder, "temp/stateside") },
    });
    expect(run.log).toContain("! infra/mandate.yaml is added since origin/main, ");
    expect(run.log).toContain("✖ us-data-stays-in-us");
    expect(run.summary).toContain("us-data-stays-in-us");
    const results = path.join(folder, "temp/stateside");
    expect(readdirSync(results).sort()).toEqual(["annotations", "number", "result.json", "result.sarif", "summary.md"]);
    expect(readFileSync(path.join(results, "number"), "utf8")).toBe("7\n");
    // SAFETY: the command wrote it; the test looks at two fields.
    const result = JSON.parse(readFileSync(path.join(results, "result.json"), "utf8")) as Record<string, unknown>;
    expect(result).toMatchObject({ verdict: "refused", trust: { ref: "origin/main" } });
    expect(readFileSync(path.join(folder, "npm.log"), "utf8")).toBe(
      "npm ci --include=dev --ignore-scripts=false --no-audit --no-fund\n",
    );
  });

  it("judges a push by its own mandate", async () => {
    pullRequest({ "infra/mandate.yaml": anywhere });
    const run = await act({ program: "infra" }, { base_ref: "", event: {} });
    expect(run).toMatchObject({ code: 0, outputs: { verdict: "clean" } });
  });

  it("judges what is merged in a group by its base branch", async () => {
    pullRequest({ "infra/mandate.yaml": anywhere });
    const run = await act({ program: "infra" }, { event: { merge_group: { base_ref: "refs/heads/main" } } });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: "refused" } });
  });

  it("passes on stacks, mandate and further arguments, each whole", async () => {
    pullRequest({ "infra/Pulumi.other.yaml": "", "infra/my mandate.yaml": anywhere });
    const inputs = { program: "infra", stacks: "dev\nother\n", mandate: "infra/my mandate.yaml", trust: "HEAD" };
    const run = await act({ ...inputs, args: "--date\n2026-11-20\n" });
    expect(run).toMatchObject({ code: 0, outputs: { verdict: "clean" } });
    expect(run.log).toContain("anywhere (infra/my mandate.yaml at HEAD, ");
    expect(run.log).toContain("judged for 2026-11-20");
    expect(run.log).toContain("2 stacks · ");
  });

  it("says in the summary that there is no result, and leaves none of before", async () => {
    pullRequest({ "infra/index.js": "throw new Error('no');\n" });
    const run = await act({ program: "infra" });
    expect(run).toMatchObject({ code: 3, outputs: { verdict: "error" } });
    expect(run.summary).toBe("**Stateside judged nothing**: it ended with 3, and the log of the step says why.\n");
    expect(readdirSync(path.join(folder, "temp/stateside"))).toEqual(["number"]);
  });

  it("shows and keeps nothing that the program has put in the place of a result", async () => {
    const folderOfResults = JSON.stringify(path.join(folder, "temp/stateside"));
    const forged = `for (const name of ["annotations", "summary.md", "result.json", "result.sarif"])
  require("node:fs").writeFileSync(require("node:path").join(${folderOfResults}, name), "::notice::forged\\n");
throw new Error("no");\n`;
    pullRequest({ "infra/index.js": forged });
    const run = await act({ program: "infra" });
    expect(run).toMatchObject({ code: 3, outputs: { verdict: "error" } });
    expect(`${run.log}${run.summary}`).not.toContain("forged");
    expect(readdirSync(path.join(folder, "temp/stateside"))).toEqual(["number"]);
  });

  it("fetches with its token only where the checkout kept no right to, and shows it to nobody", async () => {
    pullRequest({});
    const git = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
    const guard = `for one in "$@"; do if [ "$one" = fetch ] && [ -z "$GIT_CONFIG_COUNT" ]; then exit 128; fi; done`;
    tool(
      "git",
      `${guard}\nenv | grep ^GIT_CONFIG_ >> "${folder}/git.log"\necho "$@" >> "${folder}/git.log"\nexec ${git} "$@"`,
    );
    const run = await act({ program: "infra" });
    expect(run.code).toBe(1);
    const asked = readFileSync(path.join(folder, "git.log"), "utf8");
    const basic = Buffer.from("x-access-token:a-token").toString("base64");
    expect(asked).toContain("GIT_CONFIG_KEY_0=http.https://github.example/.extraheader\n");
    expect(asked).toContain(`GIT_CONFIG_VALUE_0=AUTHORIZATION: basic ${basic}\n`);
    expect(asked.split("\n").filter((line) => line.startsWith("-C") && line.includes(basic))).toEqual([]);
    expect(run.log).not.toContain(basic);
  });

  it("runs nothing that an input, a branch or an event says", async () => {
    const evil = '$(touch pwned)`touch pwned`"; touch pwned; #';
    pullRequest({});
    for (const inputs of [{ program: evil }, { stacks: evil }, { mandate: evil }, { trust: evil }, { args: evil }]) {
      const run = await act({ program: "infra", ...inputs });
      expect(run.code).toBeGreaterThan(1);
      rmSync(path.join(folder, "action"), { recursive: true });
      rmSync(path.join(folder, "temp"), { recursive: true });
    }
    expect(existsSync(path.join(workspace, "pwned"))).toBe(false);
    expect(existsSync(path.join(workspace, "infra/pwned"))).toBe(false);
  });

  it("refuses a base branch whose name no revision has, rather than to judge by the pull request's files", async () => {
    const base = "$(touch${IFS}pwned)";
    pullRequest({ "infra/mandate.yaml": anywhere }, { base });
    const run = await act({ program: "infra" }, { ...pull, base_ref: base });
    expect(run).toMatchObject({ code: 2, outputs: { verdict: "error" } });
    expect(existsSync(path.join(workspace, "pwned"))).toBe(false);
  });

  it("fails where the base branch can't be fetched", async () => {
    pullRequest({ "infra/mandate.yaml": anywhere });
    const run = await act({ program: "infra" }, { ...pull, base_ref: "gone" });
    expect(run.code).toBeGreaterThan(1);
    expect(run.outputs).toEqual({ verdict: "", folder: "" });
  });

  it("lets no word of the program act as a command of the workflow", async () => {
    pullRequest({ "infra/index.js": "throw new Error('no\\n::add-mask::e\\n::stop-commands::x');\n" });
    const { log } = await act({ program: "infra" });
    const stop = /^::stop-commands::([0-9a-f-]{36})$/m.exec(log)?.[1] ?? "none";
    const [before = "", said = "", after = ""] = log.split(stop);
    expect(before).toBe("::stop-commands::");
    expect(said).toContain(":add-mask::e");
    expect(after).toBe("::\n");
  });

  it("uses other actions by commit alone", async () => {
    pullRequest({});
    const { uses } = await act({ program: "infra" });
    expect(uses.filter((one) => !/^[\w/-]+@[0-9a-f]{40}$/.test(one))).toEqual([]);
    expect(uses).toHaveLength(1);
  });
});
