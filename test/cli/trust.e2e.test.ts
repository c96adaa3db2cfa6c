import { mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { Repository } from "./repository";
import { root, stateside } from "./run";

jest.setTimeout(60_000);

const strict = "name: strict\n";
const lax = "name: lax\nclasses:\n  us-user: { countries: [US, DE] }\n";
/** Builds a bucket abroad that is named for the mandate that it was given. */
const program = `"use strict";
const aws = require("@pulumi/aws");
const { readFileSync } = require("node:fs");
const file = process.env.STATESIDE_MANDATE;
const [, name] = /^name: (.*)$/m.exec(readFileSync(file === undefined ? "none" : file, "utf8"));
const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
new aws.s3.Bucket(name, {}, { provider: frankfurt });
`;

let folder: string;
let repository: Repository;
let commit: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-trust-test-")));
  repository = new Repository(path.join(folder, "repository"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  repository.write({
    "shop/Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "shop/Pulumi.dev.yaml": "config: {}\n",
    "shop/package.json": '{ "main": "index.js" }\n',
    "shop/index.js": program,
    "shop/mandate.yaml": strict,
  });
  commit = repository.commit();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = (command: readonly string[], ...args: readonly string[]) =>
  stateside([...command, "--quiet", "--program", "shop", "--date", "2026-11-22", ...args], { cwd: repository.folder });
const check = (...args: readonly string[]) => run(["check"], ...args);
const changed = (file: string, change: string) =>
  `! shop/${file} is ${change} since main, ${commit.slice(0, 12)}: that is not used to judge`;

describe("a pull request that loosens the mandate", () => {
  beforeEach(() => {
    repository.git("switch", "--quiet", "--create", "feature");
    repository.write({ "shop/mandate.yaml": lax, "shop/waivers.yaml": "[]\n" });
    repository.commit();
  });

  it("would pass by its own", async () => {
    expect(await check()).toMatchObject({ code: 0, stderr: "" });
  });

  it("is judged by the base's with --trust, and the report begins with what was changed", async () => {
    const { code, stdout } = await check("--trust", "main");
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(0, 5)).toEqual([
      changed("mandate.yaml", "changed"),
      changed("waivers.yaml", "added"),
      "",
      expect.stringMatching(/^✖ us-data-stays-in-us/),
      expect.stringContaining('bucket "strict" holds us-user data in eu-central-1'),
    ]);
    expect(stdout).toContain(
      `mandate    strict (shop/mandate.yaml at main, ${commit.slice(0, 12)}); judged for 2026-11-22\n`,
    );
  });

  it("is told of in the JSON result", async () => {
    const { stdout } = await check("--trust", "main", "-o", "json");
    const result = JSON.parse(stdout) as Result;
    expect(result.trust).toEqual({
      ref: "main",
      commit,
      changed: [
        { file: "mandate.yaml", change: "changed" },
        { file: "waivers.yaml", change: "added" },
      ],
    });
    expect(result.mandate).toMatchObject({ name: "strict", source: "mandate.yaml" });
  });

  it("leaves nothing behind of what programs were given", async () => {
    const before = readdirSync(tmpdir()).filter((name) => /^stateside-trust-(?!test)/.test(name));
    await check("--trust", "main");
    const after = readdirSync(tmpdir()).filter((name) => /^stateside-trust-(?!test)/.test(name));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it("is explained by the base's mandate", async () => {
    const [{ fingerprint } = { fingerprint: "" }] = (
      JSON.parse((await check("--trust", "main", "-o", "json")).stdout) as Result
    ).findings;
    const { code, stdout } = await run(["explain", fingerprint], "--trust", "main");
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(changed("mandate.yaml", "changed"));
    expect(stdout).toContain('bucket "strict" holds us-user data in eu-central-1');
  });

  it("says what was changed before why its program failed", async () => {
    repository.write({ "shop/index.js": "throw new Error('no database');\n" });
    const { code, stderr } = await check("--trust", "main");
    expect(code).toBe(3);
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      changed("mandate.yaml", "changed"),
      changed("waivers.yaml", "added"),
      expect.stringContaining("error: dev: "),
    ]);
  });
});

describe("--trust", () => {
  it("says nothing of files that are as they were", async () => {
    const { code, stdout } = await check("--trust", "main");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✖ us-data-stays-in-us/);
  });

  it("judges by the built-in mandate where the revision has none", async () => {
    repository.git("rm", "--quiet", "shop/mandate.yaml");
    commit = repository.commit();
    repository.write({ "shop/mandate.yaml": lax });
    const { code, stdout } = await check("--trust", "main");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe(changed("mandate.yaml", "added"));
    expect(stdout).toContain('bucket "built-in" holds us-user data in eu-central-1');
    expect(stdout).toContain(
      `mandate    built in, as there is none at main, ${commit.slice(0, 12)}; judged for 2026-11-22\n`,
    );
  });

  it("ends as a wrong use where the revision isn't there", async () => {
    expect(await check("--trust", "origin/main")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: can't read `--trust origin/main`: no such revision here; " +
        "use a branch, tag or commit that is fetched, such as origin/main\n",
    });
  });

  it("ends as a wrong use for what git could take for an option", async () => {
    expect(await check("--trust=--output=x")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: bad `--trust --output=x`; use a branch, tag or commit, such as origin/main\n" +
        "see `stateside check --help`\n",
    });
  });
});
