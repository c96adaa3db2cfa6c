import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { root } from "../cli/run";

const folder = path.join(root, "docs/ci/github");
const workflows = readdirSync(folder);
const actions = ["action.yml", "comment/action.yml"];
const text = (file: string) => readFileSync(path.join(root, file), "utf8");
const all = [...workflows.map((file) => path.join("docs/ci/github", file)), ...actions];

const linter = path.join(__dirname, "actionlint");
/** The linter is a Go module: where there is no Go, the test is skipped, unless it is demanded as those of the engine are. */
const hasGo = spawnSync("go", ["version"], { cwd: linter }).status === 0;
const itLints = hasGo || process.env["STATESIDE_ENGINE"] === "required" ? it : it.skip;

interface Job {
  readonly permissions?: unknown;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[];
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
// SAFETY: the linter holds them to GitHub's form.
const workflow = (file: string) => parse(text(path.join("docs/ci/github", file))) as Workflow;

describe("the example workflows", () => {
  itLints(
    "pass actionlint, which finds what is planted",
    () => {
      const own = mkdtempSync(path.join(tmpdir(), "stateside-actionlint-"));
      try {
        const target = path.join(own, ".github/workflows");
        mkdirSync(target, { recursive: true });
        for (const file of workflows) writeFileSync(path.join(target, file), text(path.join("docs/ci/github", file)));
        const lint = () => {
          const files = readdirSync(target).map((file) => path.join(target, file));
          const env = { ...process.env, GOFLAGS: "-mod=readonly" };
          const run = spawnSync("go", ["tool", "actionlint", "-no-color", ...files], {
            cwd: linter,
            env,
            encoding: "utf8",
          });
          return { status: run.status, out: run.stdout };
        };
        expect(lint()).toEqual({ status: 0, out: "" });
        writeFileSync(
          path.join(target, "planted.yml"),
          "on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.head_ref }}\n",
        );
        expect(lint()).toMatchObject({ status: 1, out: expect.stringContaining("github.head_ref") as string });
      } finally {
        rmSync(own, { recursive: true });
      }
    },
    300_000,
  );

  it.each(all)("of %s uses other actions by commit alone, with the version beside it", (file) => {
    const used = [...text(file).matchAll(/uses: (.*)$/gm)].map(([, one = ""]) => one);
    expect(used.length).toBeGreaterThan(0);
    const pinned = /^(OWNER\/stateside(\/comment)?@COMMIT|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(used.filter((one) => !pinned.test(one))).toEqual([]);
  });

  it.each(all)("of %s puts no expression into a script", (file) => {
    // SAFETY: both forms have steps somewhere; what else there is doesn't matter.
    const scripts: string[] = [];
    JSON.stringify(parse(text(file)), (key, value: unknown) => {
      if (key === "run") scripts.push(String(value));
      return value;
    });
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it.each(workflows)("%s gives no job a right that it doesn't name", (file) => {
    const { permissions, jobs } = workflow(file);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).toBeDefined();
  });

  it("never run a pull request's program where something can be written", () => {
    for (const file of workflows) {
      const { on, jobs } = workflow(file);
      expect(Object.keys(on)).not.toContain("pull_request_target");
      for (const job of Object.values(jobs)) {
        const runsProgram = job.steps.some(
          ({ uses = "", run = "" }) => uses.startsWith("OWNER/stateside@") || /npm/.test(run),
        );
        const checksOut = job.steps.some(({ uses = "" }) => uses.startsWith("actions/checkout"));
        expect(runsProgram).toBe(checksOut);
        if (runsProgram) expect(job.permissions).toEqual({ contents: "read" });
      }
      expect(text(path.join("docs/ci/github", file))).not.toContain("secrets.");
    }
  });

  it("keep no credentials in the checkout", () => {
    for (const file of workflows) {
      const steps = Object.values(workflow(file).jobs).flatMap((job) => job.steps);
      for (const step of steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout"))) {
        expect(step.with).toEqual({ "persist-credentials": false });
      }
    }
  });
});
