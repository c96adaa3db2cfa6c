import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Diff } from "../../../cli/diff/difference";
import { Repository } from "../repository";
import { command, root, stateside, type Run } from "../run";

jest.setTimeout(120_000);

const here = `"use strict";
const aws = require("@pulumi/aws");
const virginia = { provider: new aws.Provider("virginia", { region: "us-east-1" }) };
const orders = new aws.s3.Bucket("orders", {}, virginia);
`;
const abroad = `${here}
const ireland = { provider: new aws.Provider("ireland", { region: "eu-west-1" }) };
const copy = new aws.s3.Bucket("copy", {}, ireland);
new aws.s3.BucketReplicationConfig("away", {
  bucket: orders.id, role: "r", rules: [{ status: "Enabled", destination: { bucket: copy.arn } }],
}, virginia);
`;

let folder: string;
let temporary: string;
let repository: Repository;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-diff-test-")));
  temporary = path.join(folder, "tmp");
  repository = new Repository(path.join(folder, "the repository"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  repository.write({
    "tmp-outside": "",
    "shop/Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "shop/Pulumi.dev.yaml": "config: {}\n",
    "shop/package.json": '{ "main": "index.js" }\n',
    "shop/index.js": here,
    "shop/mandate.yaml": "name: ours\n",
  });
  repository.commit();
  rmSync(temporary, { recursive: true, force: true });
  new Repository(temporary);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const environment = () => ({ TMPDIR: temporary, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" });
const common = ["--quiet", "--program", "shop", "--date", "2026-11-22"] as const;
const diff = (...args: readonly string[]): Promise<Run> =>
  stateside(["diff", ...common, ...args], { cwd: repository.folder, environment: environment() });
const asJson = async (...args: readonly string[]): Promise<Diff> =>
  JSON.parse(succeeded(await diff("--fail-on", "none", "-o", "json", ...args))) as Diff;
const succeeded = ({ code, stdout, stderr }: Run) => {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};
const namesOf = (items: readonly { readonly urn: string }[]) => items.map(({ urn }) => urn.split("::").at(-1));

/** All that a user has in a repository, and what is left in the folder for temporary files. */
function everything(): unknown {
  const files = readdirSync(repository.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const hashes = files.map((one) => {
    const file = path.join(one.parentPath, one.name);
    return [path.relative(repository.folder, file), createHash("sha256").update(readFileSync(file)).digest("hex")];
  });
  return {
    files: hashes.filter(([name = ""]) => !name.startsWith(".git/objects")).sort(),
    status: repository.git("status", "--porcelain"),
    refs: repository.git("for-each-ref"),
    stash: repository.git("stash", "list"),
    worktrees: repository.git("worktree", "list", "--porcelain"),
    temporary: readdirSync(temporary),
  };
}

describe("diff of a branch", () => {
  beforeEach(() => {
    repository.git("switch", "--quiet", "--create", "feature");
    repository.write({ "shop/index.js": abroad, "shop/mandate.yaml": "name: ours\nterritories: true\n" });
    repository.commit();
  });

  it("tells what the change does, judges each side by its own mandate, and changes nothing of the user's", async () => {
    // An index and a working tree that differ from the commit and from each other.
    repository.write({ "shop/notes.txt": "staged\n", "shop/untracked.txt": "x\n" });
    repository.git("add", "shop/notes.txt");
    repository.write({ "shop/notes.txt": "not staged\n" });
    repository.git("stash", "push", "--quiet", "--include-untracked", "shop/untracked.txt");
    writeFileSync(path.join(repository.folder, ".git/hooks/post-checkout"), `#!/bin/sh\ntouch ${temporary}/hook\n`, {
      mode: 0o755,
    });
    const before = everything();
    const { code, stdout, stderr } = await diff("--base", "main");
    expect(everything()).toEqual(before);
    expect([code, stderr]).toEqual([1, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("! mandate  territories: don't count as the United States → count as the United States");
    expect(stdout).toContain('\n  bucket "copy" holds us-user data in eu-west-1 (Ireland)\n');
    expect(stdout).toContain("\n  explain  stateside explain ");
    expect(stdout).toContain(" --program shop --date 2026-11-22\n");
    expect(stdout).toContain(
      "\n+ new      copy, aws:s3/bucket:Bucket in stack dev: us-user, by the mandate's default; aws:eu-west-1, shop/index.js:7:14\n",
    );
    expect(stdout).toContain("\n+ new      orders (us-east-1) → copy (eu-west-1): us-user by replication, certain; ");
    expect(lines.at(-2)).toMatch(
      /^1 change to what judges · findings: 2 new · holders: 1 new · ways of data: 1 new +\d+\.\d s$/,
    );
  });

  it("is of the working tree as it is on disk, and of revisions as they are committed", async () => {
    repository.write({ "shop/index.js": here });
    expect((await diff("--base", "main")).code).toBe(0);
    const committed = await asJson("--base", "main", "--head", "HEAD");
    expect(namesOf(committed.holders.new)).toEqual(["copy"]);
    expect(committed.head).toMatchObject({
      kind: "revision",
      name: "HEAD",
      commit: repository.git("rev-parse", "HEAD"),
    });
    const back = await asJson("--base", "HEAD", "--head", "main");
    expect(namesOf(back.holders.deleted)).toEqual(["copy"]);
    expect(back.findings.fixed).toHaveLength(2);
  });

  it("is told in a folder whose name has a newline, of a clone that is shallow", async () => {
    const clone = path.join(folder, "shallow\nclone");
    repository.git("clone", "--quiet", "--depth", "1", `file://${repository.folder}`, clone);
    const args = ["diff", ...common, "--base", "HEAD", "-o", "json"];
    writeFileSync(path.join(clone, "shop/index.js"), here);
    const { stdout, stderr } = await stateside(args, { cwd: clone, environment: environment() });
    expect(stderr).toBe("");
    expect(namesOf((JSON.parse(stdout) as Diff).holders.deleted)).toEqual(["copy"]);
  });

  it("ends with 1 for what is newly refused alone, when asked", async () => {
    expect((await diff("--base", "main", "--fail-on", "new")).code).toBe(1);
    expect((await diff("--base", "HEAD", "--fail-on", "new")).code).toBe(0);
    expect((await diff("--base", "HEAD")).code).toBe(1);
  });

  it("judges both sides by a trusted revision, and tells what that kept from judging", async () => {
    repository.write({ "shop/mandate.yaml": "name: ours\nclasses:\n  us-user: { countries: [US, IE] }\n" });
    repository.commit();
    expect((await diff("--base", "main")).code).toBe(0);
    const { code, stdout } = await diff("--base", "main", "--trust", "main", "--fail-on", "new");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(
      /^! shop\/mandate\.yaml is changed since main, [0-9a-f]{12}: that is not used to judge$/,
    );
    const { judges, base, head } = await asJson("--base", "main", "--head", "HEAD", "--trust", "HEAD~2");
    expect(judges).toEqual([]);
    expect([base.trust?.ref, base.trust?.changed, head.trust?.changed]).toEqual([
      ...["HEAD~2", []],
      [{ file: "mandate.yaml", change: "changed" }],
    ]);
  });

  it("writes several formats, from a repository that is reached by a link", async () => {
    const link = path.join(folder, "link");
    symlinkSync(repository.folder, link);
    const report = path.join(folder, "diff.md");
    const args = ["diff", ...common, "--base", "main", "-o", "json", "-o", `markdown=${report}`];
    const { code, stdout, stderr } = await stateside(args, { cwd: link, environment: environment() });
    expect([code, stderr]).toEqual([1, ""]);
    expect((JSON.parse(stdout) as Diff).findings.new).toHaveLength(2);
    expect(readFileSync(report, "utf8")).toMatch(/^<!-- stateside-diff -->\n/);
  });

  it("compares saved results", async () => {
    const [monday, friday] = ["monday.json", "friday.json"].map((name) => path.join(folder, name));
    for (const [revision, file] of [
      ["main", monday],
      ["feature", friday],
    ] as const) {
      repository.git("switch", "--quiet", revision);
      await stateside(["check", ...common, "-o", `json=${file ?? ""}`], { cwd: repository.folder });
    }
    const saved = await asJson("--base", monday ?? "", "--head", friday ?? "");
    expect(namesOf(saved.holders.new)).toEqual(["copy"]);
    expect(saved.notes).toEqual([expect.stringMatching(/^a saved result tells of the mandate its name/)]);
    const live = await asJson("--base", monday ?? "");
    expect(live.findings.new.map(({ fingerprint }) => fingerprint)).toEqual(
      saved.findings.new.map(({ fingerprint }) => fingerprint),
    );
  });
});

describe("a revision in which the program isn't as it is now", () => {
  it("has nothing where it has no program, so that all is new", async () => {
    repository.write({ "other/README.md": "x" });
    const before = repository.commit();
    repository.git("mv", "shop", "store");
    repository.commit();
    const args = ["diff", "--quiet", "--program", "store", "--base", before, "-o", "json"];
    const { stdout, code } = await stateside(args, { cwd: repository.folder, environment: environment() });
    const { holders, notes } = JSON.parse(stdout) as Diff;
    expect([code, namesOf(holders.new)]).toEqual([0, ["orders"]]);
    expect(notes[0]).toBe(`${before} has no program in this folder: nothing is there`);
  });

  it("has no stack that came later", async () => {
    repository.write({ "shop/Pulumi.new.yaml": "config: {}\n" });
    const { notes, holders } = await asJson("--base", "HEAD", "--stack", "new");
    expect(notes[0]).toBe("HEAD has no stack new: nothing is there");
    expect(namesOf(holders.new)).toEqual(["orders"]);
    const both = await asJson("--base", "HEAD", "--stack", "new", "--stack", "dev");
    expect(both.notes[0]).toBe("HEAD has no stack new: nothing of it is there");
  });

  it("tells which side failed, by the names that its files have here", async () => {
    repository.write({ "shop/index.js": "throw new Error('no database: ' + __filename);\n" });
    repository.commit();
    repository.write({ "shop/index.js": here });
    const before = everything();
    expect(await diff("--base", "HEAD")).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: base HEAD: dev: the program threw an error: no database: ${repository.folder}/shop/index.js\n  at shop/index.js:1:7\n`,
    });
    expect(everything()).toEqual(before);
  });

  it("has a mandate that can't be read", async () => {
    repository.write({ "shop/mandate.yaml": "name: [\n" });
    repository.commit();
    repository.write({ "shop/mandate.yaml": "name: ours\n" });
    const { code, stderr } = await diff("--base", "HEAD");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: base HEAD: shop\/mandate\.yaml:\d+:\d+: /);
  });

  it("is previewed with the packages of the working tree, and says so where they differ", async () => {
    repository.write({ ".gitignore": "node_modules\n" });
    repository.commit();
    const installed = path.join(repository.folder, "shop/node_modules");
    repository.write({
      "shop/package.json": '{ "main": "index.js", "dependencies": { "own": "1" } }\n',
      "shop/index.js": `require("own"); require("@scope/inner");\n${here}`,
      "shop/node_modules/own/index.js": "",
      "shop/node_modules/@scope/inner/index.js": "",
    });
    const head = repository.commit();
    repository.write({ "shop/package.json": '{ "main": "index.js", "dependencies": { "own": "2" } }\n' });
    const { notes } = await asJson("--base", head);
    expect(notes).toEqual([
      `${head} was previewed with the packages of the working tree, though these differ: \`shop/package.json\``,
    ]);
    expect(existsSync(path.join(installed, "own/index.js"))).toBe(true);
    expect(existsSync(path.join(installed, "@scope/inner/index.js"))).toBe(true);
  });
});

/** An exported state of buckets in Virginia, by stack. */
function stateOf(stack: string, ...names: readonly string[]): string {
  const urn = (type: string, name: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;
  const provider = {
    urn: urn("pulumi:providers:aws", "virginia"),
    type: "pulumi:providers:aws",
    custom: true,
    id: "p",
  };
  const region = { region: "us-east-1" };
  const buckets = names.map((name) => ({
    ...{ urn: urn("aws:s3/bucket:Bucket", name), type: "aws:s3/bucket:Bucket", custom: true, id: `id-of-${name}` },
    ...{ inputs: {}, outputs: {}, provider: `${provider.urn}::p` },
  }));
  const root = { urn: urn("pulumi:pulumi:Stack", `shop-${stack}`), type: "pulumi:pulumi:Stack", custom: false };
  const manifest = { time: "2026-11-20T09:00:00Z", magic: "", version: "v3.259.0" };
  const resources = [root, { ...provider, inputs: region, outputs: region }, ...buckets];
  return JSON.stringify({ version: 3, deployment: { manifest, resources } });
}

describe("diff with deployed state", () => {
  it("tells what `pulumi up` would change, in the stacks that the state has", async () => {
    repository.write({ "state.json": stateOf("dev", "orders", "old"), "shop/Pulumi.later.yaml": "config: {}\n" });
    const { holders, notes, head, base } = await asJson("--base", "state.json");
    expect([namesOf(holders.new), namesOf(holders.deleted)]).toEqual([[], ["old"]]);
    expect([base, head].map(({ kind, stacks }) => [kind, stacks.map(({ name }) => name)])).toEqual([
      ["states", ["dev"]],
      ["working-tree", ["dev"]],
    ]);
    expect(notes).toContain("left out, as the state doesn't have it: stack later of the program");
    const all = await asJson("--base", "state.json", "--stack", "dev", "--stack", "later");
    expect(all.holders.new.map(({ urn }) => urn)).toEqual(["urn:pulumi:later::shop::aws:s3/bucket:Bucket::orders"]);
  });

  it("is of several files by commas, the other way round, too, and of two deployments", async () => {
    repository.write({ "a.json": stateOf("dev", "orders"), "b.json": stateOf("prod", "orders") });
    const { holders, notes } = await asJson("--base", "HEAD", "--head", "a.json,b.json");
    expect([holders.new, holders.deleted]).toEqual([[], []]);
    expect(notes).toContain("left out, as the program doesn't have it: stack prod of the state");
    const named = await asJson("--base", "a.json,b.json", "--stack", "dev");
    expect(named.notes).toContain("left out, as `--stack` doesn't name it: stack prod of the state");
    repository.write({ "c.json": stateOf("dev", "orders").replace("id-of-orders", "another") });
    const deployed = await diff("--base", "a.json", "--head", "c.json");
    expect([deployed.code, deployed.stderr]).toEqual([0, ""]);
    expect(deployed.stdout).toContain("\n~ replaced orders, aws:s3/bucket:Bucket in stack dev: another id");
    expect(deployed.stdout).not.toContain("id-of-orders");
  });

  it("is a wrong use where the program has none of its stacks", async () => {
    repository.write({ "state.json": stateOf("prod", "orders") });
    expect(await diff("--base", "state.json")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: head: nothing to compare: the state has stack prod, the program stack dev; name the program's with --stack\n",
    });
  });
});

describe("what can't be compared", () => {
  it.each<[string, readonly string[], number, string]>([
    [
      "no base",
      [],
      2,
      "error: no `--base`; name a revision such as origin/main, a JSON result or a state file\nsee `stateside diff --help`\n",
    ],
    [
      "an unknown revision",
      ["--base", "nowhere"],
      2,
      "error: can't read `--base nowhere`: no such revision here; use a branch, tag or commit that is fetched, such as origin/main\n",
    ],
    [
      "what git could take for an option",
      ["--base=--output=x"],
      2,
      "error: can't read `--base --output=x`: no such file, and no name of a revision; use a JSON result, a file of deployed state (several parted by commas), or a revision such as origin/main\n",
    ],
    [
      "a file that isn't there",
      ["--base", "gone.json"],
      2,
      "error: can't read `--base gone.json`: no such file, and no name of a revision; use a JSON result, a file of deployed state (several parted by commas), or a revision such as origin/main\n",
    ],
    [
      "an unknown word for --fail-on",
      ["--base", "main", "--fail-on", "all"],
      2,
      "error: bad `--fail-on all`; use any, new, none\nsee `stateside diff --help`\n",
    ],
    [
      "a file that has a revision's name",
      ["--base", "tmp-outside"],
      2,
      "error: `--base tmp-outside` is a file here, and may be a revision; write ./tmp-outside for the file, or a revision's whole name, such as refs/heads/tmp-outside\n",
    ],
    [
      "several files with a result among them",
      ["--base", "shop/package.json,result.json"],
      2,
      "error: `--base shop/package.json,result.json` has a result among several files; use one result, or files of deployed state\n",
    ],
    ["an unknown stack", ["--base", "main", "--stack", "nope"], 2, "error: head: dev"],
  ])("ends as a wrong use: %s", async (what, args, code, stderr) => {
    repository.write({ "result.json": '{"version":1,"verdict":"clean"}' });
    const run = await diff(...args);
    expect(run.stdout).toBe("");
    if (what === "an unknown stack")
      expect(run.stderr).toMatch(/^error: head: no stack `nope` in project `shop`; use `dev`\n/);
    else expect(run.stderr).toBe(stderr);
    expect(run.code).toBe(code);
  });

  it.each<[string, string, RegExp]>([
    [
      "a result that isn't whole",
      '{"version": 1, "verdict": "clean"}',
      /^error: base: `file\.json` is no result of stateside: date: /,
    ],
    ["what is no JSON", "hello", /^error: base: file\.json: /],
    ["nothing", "", /^error: base: file\.json: /],
  ])("ends as a file that can't be read: %s", async (_, text, message) => {
    repository.write({ "file.json": text });
    const { code, stdout, stderr } = await diff("--base", "file.json");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(message);
  });

  it("is a name that a branch and a tag share", async () => {
    repository.git("tag", "both");
    repository.git("branch", "both");
    const { code, stderr } = await diff("--base", "both");
    expect(code).toBe(2);
    expect(stderr).toContain("can't read `--base both`: `refs/heads/both` or `refs/tags/both` may be meant");
  });
});

describe("diff that is interrupted", () => {
  it.each<[NodeJS.Signals, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("by %s leaves no worktree and no program behind", async (signal, code) => {
    const started = path.join(folder, "started");
    repository.write({
      "shop/index.js": `require("fs").writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000);\n`,
    });
    repository.commit();
    const before = everything();
    const child = spawn(process.execPath, [command, "diff", ...common, "--base", "HEAD"], {
      cwd: repository.folder,
      env: { PATH: process.env["PATH"], ...environment() },
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    while (!existsSync(started) || readFileSync(started, "utf8") === "")
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(
      repository
        .git("worktree", "list")
        .split("\n")
        .filter((line) => line.includes(temporary)),
    ).toHaveLength(1);
    const program = Number(readFileSync(started, "utf8"));
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(everything()).toEqual(before);
    expect(() => process.kill(program, 0)).toThrow("ESRCH");
  });
});
