import {
  existsSync,
  lstatSync,
  mkdirSync,
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
import { withCheckout, type Checkout } from "../../../cli/diff/checkout";
import { openRevision } from "../../../cli/judge/revision";
import type { Io } from "../../../cli/standard-streams";
import { Undone } from "../../../cli/undone";
import { UsageError } from "../../../cli/usage-error";
import { Repository } from "../repository";

let folder: string;
let repository: Repository;
let told: string;
let temporary: string;
beforeEach(() => {
  told = "";
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-checkout-test-")));
  temporary = path.join(folder, "tmp");
  mkdirSync(temporary);
  repository = new Repository(path.join(folder, "repository"));
  repository.write({ ".gitignore": "node_modules\n", "shop/package.json": "{}\n", "shop/index.js": "1\n" });
  repository.commit();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function io(signal: AbortSignal = new AbortController().signal): Io {
  const stderr = { write: (text: string) => (told += text) };
  return {
    ...{
      cwd: repository.folder,
      environment: { ...process.env, HOME: folder, TMPDIR: temporary },
      signal,
      undone: new Undone(),
    },
    // SAFETY: a checkout only writes to it.
    ...{ stdout: process.stdout, stderr: stderr as unknown as NodeJS.WriteStream },
  };
}

async function checkedOut<T>(use: (checkout: Checkout) => T | Promise<T>, ref = "HEAD", given = io()): Promise<T> {
  const directory = path.join(repository.folder, "shop");
  const revision = await openRevision(ref, directory, given, "--base");
  return withCheckout(revision, directory, { option: `--base ${ref}`, ref }, given, async (checkout) => use(checkout));
}

const text = (...parts: string[]) => readFileSync(path.join(...parts), "utf8");
const left = () => [readdirSync(temporary), repository.git("worktree", "list").split("\n").length];
const nothingLeft = [[], 1];

describe("a checkout", () => {
  it("has the files of the commit, and is gone afterwards", async () => {
    repository.write({ "shop/index.js": "2\n", "shop/untracked.js": "" });
    const seen = await checkedOut(({ directory = "" }) => [
      // What is there meanwhile is what has to be gone.
      ...left(),
      text(directory, "index.js"),
      existsSync(path.join(directory, "untracked.js")),
    ]);
    expect(seen).toEqual([[expect.stringMatching(/^stateside-diff-/)], 2, "1\n", false]);
    expect(left()).toEqual(nothingLeft);
    expect(existsSync(path.join(repository.folder, ".git/worktrees"))).toBe(false);
  });

  it("is gone after an error, too", async () => {
    await expect(checkedOut(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(left()).toEqual(nothingLeft);
  });

  it("isn't begun when somebody has interrupted", async () => {
    const interruption = new AbortController();
    const given = io(interruption.signal);
    const directory = path.join(repository.folder, "shop");
    const revision = await openRevision("HEAD", directory, given, "--base");
    interruption.abort();
    const named = { option: "--base HEAD", ref: "HEAD" };
    await expect(withCheckout(revision, directory, named, given, () => Promise.resolve())).rejects.toThrow("aborted");
    expect(left()).toEqual(nothingLeft);
  });

  it("is gone even when the program has made a mess of it", async () => {
    const outside = path.join(folder, "precious");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "file"), "precious");
    repository.write({ "shop/node_modules/own/index.js": "precious" });
    await checkedOut(({ root, directory = "" }) => {
      writeFileSync(path.join(root, ".git"), `gitdir: ${outside}\n`);
      symlinkSync(outside, path.join(root, "link"));
      rmSync(path.join(directory, "node_modules/own"));
      mkdirSync(path.join(directory, "node_modules/own"));
      symlinkSync(outside, path.join(directory, "node_modules/other"));
    });
    expect(left()).toEqual(nothingLeft);
    expect(existsSync(path.join(repository.folder, ".git/worktrees/stateside"))).toBe(false);
    expect([text(outside, "file"), text(repository.folder, "shop/node_modules/own/index.js")]).toEqual([
      "precious",
      "precious",
    ]);
    expect(told).toBe("");
  });

  it("leaves worktrees of the user's alone, those that are gone included", async () => {
    repository.git("worktree", "add", "--quiet", "--detach", path.join(folder, "stateside"));
    repository.git("worktree", "add", "--quiet", "--detach", path.join(folder, "gone"));
    rmSync(path.join(folder, "gone"), { recursive: true });
    const before = repository.git("worktree", "list", "--porcelain");
    await checkedOut(() => undefined);
    expect(repository.git("worktree", "list", "--porcelain")).toBe(before);
  });

  it("runs no hook, and reads all files where the working tree is sparse", async () => {
    const hook = path.join(folder, "hook");
    writeFileSync(path.join(repository.folder, ".git/hooks/post-checkout"), `#!/bin/sh\ntouch ${hook}\n`, {
      mode: 0o755,
    });
    repository.write({ "lib/a.js": "a" });
    repository.commit();
    repository.git("sparse-checkout", "set", "shop");
    expect(existsSync(path.join(repository.folder, "lib"))).toBe(false);
    expect(await checkedOut(({ root }) => text(root, "lib/a.js"))).toBe("a");
    expect(existsSync(hook)).toBe(false);
  });

  it("says that a commit has no folder of the program", async () => {
    repository.git("mv", "shop", "store");
    repository.commit();
    repository.write({ "shop/index.js": "" });
    expect(await checkedOut(({ directory }) => directory)).toBeUndefined();
  });

  it("is refused where the program's folder is a link that leads elsewhere", async () => {
    rmSync(path.join(repository.folder, "shop"), { recursive: true });
    symlinkSync("/", path.join(repository.folder, "shop"));
    const ref = repository.commit();
    rmSync(path.join(repository.folder, "shop"));
    repository.write({ "shop/index.js": "" });
    await expect(checkedOut(() => undefined, ref)).rejects.toThrow(
      /is a symbolic link that leads out of the repository$/,
    );
    expect(left()).toEqual(nothingLeft);
  });

  it("is refused where the folder for temporary files is in the repository", async () => {
    temporary = path.join(repository.folder, "tmp");
    mkdirSync(temporary);
    await expect(checkedOut(() => undefined)).rejects.toThrow(UsageError);
    expect(left()).toEqual(nothingLeft);
  });

  it("is refused where there is no folder for temporary files", async () => {
    temporary = path.join(folder, "none");
    await expect(checkedOut(() => undefined)).rejects.toThrow(/none`: no such file or folder$/);
  });
});

describe("the packages of a checkout", () => {
  const at = (directory: string | undefined, name: string) =>
    realpathSync(path.join(directory ?? "", "node_modules", name));

  it("are those of the working tree, in folders of its own", async () => {
    repository.write({
      "shop/node_modules/near/index.js": "",
      "shop/node_modules/@scope/inner/index.js": "",
      "node_modules/far/index.js": "",
      "../node_modules/outside/index.js": "",
    });
    const own = repository.folder;
    await checkedOut(({ root, directory }) => {
      expect(at(directory, "near")).toBe(path.join(own, "shop/node_modules/near"));
      expect(at(directory, "@scope/inner")).toBe(path.join(own, "shop/node_modules/@scope/inner"));
      expect(at(root, "far")).toBe(path.join(own, "node_modules/far"));
      expect(at(path.dirname(root), "outside")).toBe(path.join(folder, "node_modules/outside"));
      // Otherwise a program that writes there would write into the user's.
      expect(lstatSync(path.join(directory ?? "", "node_modules")).isSymbolicLink()).toBe(false);
    });
    expect(readdirSync(path.join(own, "shop/node_modules"))).toEqual(["@scope", "near"]);
  });

  it("of a workspace are the commit's", async () => {
    repository.write({ "package.json": "{}", "lib/package.json": "{}", "lib/index.js": "old" });
    repository.commit();
    repository.write({
      "lib/index.js": "new",
      "lib/node_modules/dep/index.js": "",
      "late/package.json": "{}",
      "node_modules/x/index.js": "",
    });
    symlinkSync("../lib", path.join(repository.folder, "node_modules/lib"));
    symlinkSync("../late", path.join(repository.folder, "node_modules/late"));
    await checkedOut(({ root }) => {
      expect(text(root, "node_modules/lib/index.js")).toBe("old");
      expect(at(path.join(root, "lib"), "dep")).toBe(path.join(repository.folder, "lib/node_modules/dep"));
      expect(existsSync(path.join(root, "node_modules/late"))).toBe(false);
    });
  });

  it("aren't linked where the commit has its own, or a link in the folder's place", async () => {
    const outside = path.join(folder, "outside");
    mkdirSync(outside);
    rmSync(path.join(repository.folder, ".gitignore"));
    repository.write({ "shop/node_modules/own/index.js": "committed" });
    symlinkSync(outside, path.join(repository.folder, "lib"));
    const ref = repository.commit();
    rmSync(path.join(repository.folder, "lib"));
    repository.write({
      "shop/node_modules/own/index.js": "changed",
      "lib/package.json": "{}",
      "lib/node_modules/a/index.js": "",
    });
    expect(await checkedOut(({ directory = "" }) => text(directory, "node_modules/own/index.js"), ref)).toBe(
      "committed",
    );
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each([
    ["a dependency", { "shop/package.json": '{ "dependencies": { "a": "1" } }' }, ["shop/package.json"]],
    ["a lock file", { "package-lock.json": "{}" }, ["package-lock.json"]],
    ["another key of a manifest", { "shop/package.json": '{ "description": "shop" }' }, []],
    ["a manifest of another program", { "other/package.json": '{ "dependencies": { "a": "1" } }' }, []],
  ])("are noted to differ only by what decides them: %s", async (_, files, differing) => {
    repository.write(files);
    const notes = await checkedOut((checkout) => checkout.notes);
    const names = differing.map((name) => `\`${name}\``).join(", ");
    expect(notes).toEqual(
      names === "" ? [] : [`HEAD was previewed with the packages of the working tree, though these differ: ${names}`],
    );
  });
});
