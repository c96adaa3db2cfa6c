import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findJudging } from "../../cli/judge/judging";
import type { Io } from "../../cli/standard-streams";
import { Undone } from "../../cli/undone";
import { builtInMandate, parseMandate } from "../../policies/residency/mandate";
import { UsageError } from "../../cli/usage-error";
import { Repository } from "./repository";

// A repository takes a dozen runs of git.
jest.setTimeout(30_000);

const strict = "name: strict\n";
const lax = "name: lax\nclasses:\n  us-user: { countries: [US, DE] }\n";
const waiver = `- finding: 7f3a91c2b4d50e16
  rule: us-data-stays-in-us
  stack: dev
  owner: data-platform
  approver: privacy-board
  reason: rehearsal
  ticket: PRIV-312
  created: 2026-08-20
  expires: 2026-09-03
`;

let folder: string;
let repository: Repository;
let base: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-trust-test-")));
  repository = new Repository(path.join(folder, "repository"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Commits these files on `main`, then leaves these in the working tree. */
function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  repository.write({ "shop/Pulumi.yaml": "name: shop\n", ...before });
  base = repository.commit();
  for (const name of Object.keys(before)) rmSync(path.join(repository.folder, name));
  repository.write(after);
}
const io = (environment: Record<string, string | undefined> = { PATH: process.env["PATH"] }): Io => ({
  cwd: folder,
  environment,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: new AbortController().signal,
  undone: new Undone(),
});
const find = (given: { trust?: string; mandateFile?: string; directory?: string } = {}, at = io()) =>
  findJudging({ directory: path.join(repository.folder, "shop"), trust: "main", ...given }, at);

async function refusal(...args: Parameters<typeof find>): Promise<readonly string[]> {
  try {
    await find(...args);
  } catch (error) {
    if (error instanceof UsageError) return error.messages;
    throw error;
  }
  return [];
}

describe("a mandate that has a name alone", () => {
  it("says what the built-in one does, as reports tell who has none", () => {
    const named = { mandate: { ...builtInMandate(), name: "ours", source: "mandate.yaml" } };
    expect(parseMandate("name: ours\n", "mandate.yaml")).toEqual(named);
  });
});

describe("what judges, at a trusted revision", () => {
  it.each([
    ["unchanged", { "shop/mandate.yaml": strict }, { "shop/mandate.yaml": strict }, "strict", []],
    [
      "unchanged but for line ends",
      { "shop/mandate.yaml": strict },
      { "shop/mandate.yaml": "name: strict\r\n" },
      "strict",
      [],
    ],
    ["loosened", { "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax }, "strict", ["mandate.yaml changed"]],
    ["added", {}, { "shop/mandate.yaml": lax }, "built-in", ["mandate.yaml added"]],
    ["removed", { "shop/mandate.yaml": strict }, {}, "strict", ["mandate.yaml removed"]],
    ["broken", { "shop/mandate.yaml": strict }, { "shop/mandate.yaml": "]" }, "strict", ["mandate.yaml changed"]],
    ["absent", {}, {}, "built-in", []],
  ] as const)("is its mandate, which the working tree has %s", async (_, before, after, name, changes) => {
    changed(before, after);
    const { mandate, trust } = await find();
    expect([mandate.name, mandate.source]).toEqual([name, name === "built-in" ? "built-in" : "mandate.yaml"]);
    expect(trust).toMatchObject({ ref: "main", commit: base });
    expect(trust?.changed.map(({ file, change }) => `${file} ${change}`)).toEqual(changes);
  });

  it.each([
    ["unchanged", { "shop/waivers.yaml": waiver }, { "shop/waivers.yaml": waiver }, 1, []],
    [
      "extended",
      { "shop/waivers.yaml": waiver },
      { "shop/waivers.yaml": waiver + waiver },
      1,
      ["waivers.yaml changed"],
    ],
    ["added", {}, { "shop/waivers.yaml": waiver }, 0, ["waivers.yaml added"]],
    ["removed", { "shop/waivers.yaml": waiver }, {}, 1, ["waivers.yaml removed"]],
  ] as const)("is its waivers, which the working tree has %s", async (_, before, after, count, changes) => {
    changed(before, after);
    const { waivers, trust } = await find();
    expect([waivers.list.length, waivers.source]).toEqual([count, count === 0 ? null : "waivers.yaml"]);
    expect(trust?.changed.map(({ file, change }) => `${file} ${change}`)).toEqual(changes);
  });

  it("is the file that --mandate names, and the waivers beside it", async () => {
    const files = { "rules/ours.yaml": strict, "rules/waivers.yaml": waiver };
    changed(files, { "rules/ours.yaml": lax, "shop/mandate.yaml": lax });
    const { mandate, waivers, trust } = await find({ mandateFile: path.join(repository.folder, "rules/ours.yaml") });
    expect([mandate.name, waivers.list.length]).toEqual(["strict", 1]);
    expect(trust?.changed).toEqual([
      { file: "../rules/ours.yaml", change: "changed" },
      { file: "../rules/waivers.yaml", change: "removed" },
    ]);
  });

  it.each(["HEAD", "HEAD~1", "v1", "short"])("can be named as %s", async (trust) => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": strict });
    repository.git("tag", "--annotate", "--message", "one", "v1");
    if (trust === "HEAD~1") repository.commit();
    const found = await find({ trust: trust === "short" ? base.slice(0, 8) : trust });
    expect(found.trust?.commit).toBe(base);
  });

  it("is found through a link to the repository", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax });
    symlinkSync(repository.folder, path.join(folder, "link"));
    expect((await find({ directory: path.join(folder, "link/shop") })).mandate.name).toBe("strict");
  });

  it("is read from the object that a replacement would stand in for", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax });
    const hash = (name: string) => repository.git("hash-object", "-w", name);
    const laxObject = hash("shop/mandate.yaml");
    repository.git("replace", repository.git("rev-parse", "main:shop/mandate.yaml"), laxObject);
    expect((await find()).mandate.name).toBe("strict");
  });

  it("isn't looked for where git's variables point", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax });
    const other = new Repository(path.join(folder, "other"));
    other.write({ "shop/mandate.yaml": lax });
    other.commit();
    const misled = { PATH: process.env["PATH"], GIT_DIR: path.join(other.folder, ".git") };
    expect((await find({}, io(misled))).mandate.name).toBe("strict");
  });

  it("is given to programs in a file that is gone after them", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax });
    const { withMandateFile } = await find();
    const given = await withMandateFile((file = "") => Promise.resolve({ file, text: readFileSync(file, "utf8") }));
    expect(given.text).toBe(strict);
    expect(existsSync(path.dirname(given.file))).toBe(false);
  });

  it("is given to programs as the built-in mandate, rather than one that was added", async () => {
    changed({}, { "shop/mandate.yaml": lax });
    const { withMandateFile } = await find();
    const text = await withMandateFile((file = "") => Promise.resolve(readFileSync(file, "utf8")));
    expect(text).toBe("name: built-in\n");
  });

  it("is given to programs in no file where there is none at all", async () => {
    changed({}, {});
    const { withMandateFile } = await find();
    expect(await withMandateFile((file) => Promise.resolve(file))).toBeUndefined();
  });
});

describe("a trusted revision is refused", () => {
  it("where there is no repository", async () => {
    const message =
      "can't read `--trust main`: `.` is not in a git repository; use it where the program is under version control";
    expect(await refusal({ directory: folder })).toEqual([message]);
  });

  it.each(["origin/main", "0123456", "v2"])("where %s is no revision", async (trust) => {
    changed({}, {});
    expect(await refusal({ trust })).toEqual([
      `can't read \`--trust ${trust}\`: no such revision here; use a branch, tag or commit that is fetched, such as origin/main`,
    ]);
  });

  it("where it names something else than a commit", async () => {
    changed({ "shop/mandate.yaml": strict }, {});
    const [message] = await refusal({ trust: repository.git("rev-parse", "main:shop/mandate.yaml") });
    expect(message).toContain("no such revision here");
  });

  it("without git", async () => {
    changed({}, {});
    const message = "can't read `--trust main`: git is not installed, or not on the PATH";
    expect(await refusal({}, io({ PATH: path.join(folder, "nothing") }))).toEqual([message]);
  });

  it("for a file outside of the repository", async () => {
    changed({}, {});
    expect(await refusal({ mandateFile: path.join(folder, "ours.yaml") })).toEqual([
      `can't read \`--trust main\`: \`ours.yaml\` is outside of the repository \`${repository.folder}\`; use a file in it`,
    ]);
  });

  it("for a file that leads outside of the repository by a folder", async () => {
    changed({}, {});
    symlinkSync(folder, path.join(repository.folder, "shop/out"));
    const [message] = await refusal({ mandateFile: path.join(repository.folder, "shop/out/ours.yaml") });
    expect(message).toContain("is outside of the repository");
  });

  it("where the mandate is a link there", async () => {
    repository.write({ "shop/ours.yaml": strict });
    symlinkSync("ours.yaml", path.join(repository.folder, "shop/mandate.yaml"));
    repository.commit();
    expect(await refusal()).toEqual([
      "can't read `--trust main`: `repository/shop/mandate.yaml` is a symbolic link there; use a file",
    ]);
  });

  it("where a link has taken the place of the program's folder", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop2/Pulumi.yaml": "name: shop\n" });
    rmSync(path.join(repository.folder, "shop"), { recursive: true });
    symlinkSync("shop2", path.join(repository.folder, "shop"));
    expect(await refusal()).toEqual([
      "can't read `--trust main`: `repository/shop/mandate.yaml` is reached by a symbolic link here; " +
        "use a path of the repository that has none",
    ]);
  });

  it("where a folder has taken the place of a link", async () => {
    repository.write({ "shop2/mandate.yaml": strict });
    symlinkSync("shop2", path.join(repository.folder, "shop"));
    repository.commit();
    rmSync(path.join(repository.folder, "shop"));
    repository.write({ "shop/Pulumi.yaml": "name: shop\n" });
    expect(await refusal()).toEqual([
      "can't read `--trust main`: `repository/shop/mandate.yaml` is below `shop`, a symbolic link there; " +
        "use a file of the repository",
    ]);
  });

  it("where the program's files look like a repository of its own", async () => {
    changed({ "shop/mandate.yaml": strict }, { "shop/mandate.yaml": lax });
    const other = new Repository(path.join(folder, "other"));
    other.write({ "mandate.yaml": lax });
    other.commit();
    cpSync(path.join(other.folder, ".git"), path.join(repository.folder, "shop"), { recursive: true });
    repository.write({ "shop/config": "[core]\n\trepositoryformatversion = 0\n\tworktree = .\n" });
    expect(await refusal()).toEqual([expect.stringContaining("cannot use bare repository")]);
  });

  it("where the program is in a submodule", async () => {
    changed({ "other/mandate.yaml": strict }, { "other/mandate.yaml": strict });
    const other = new Repository(path.join(repository.folder, "shop"));
    other.write({ "mandate.yaml": lax });
    other.commit();
    repository.git("rm", "--quiet", "--cached", "shop/Pulumi.yaml");
    repository.commit();
    expect(await refusal()).toEqual([
      "can't read `--trust main`: `repository/shop` is a submodule of another repository; use it in a clone of its own",
    ]);
  });

  it.each([
    ["refs/tags/main", "main", "`refs/heads/main` or `refs/tags/main`"],
    ["refs/tags/main", "main~0", "`refs/heads/main` or `refs/tags/main`"],
    ["refs/remotes/main/HEAD", "main", "`refs/heads/main` or `refs/remotes/main/HEAD`"],
    ["refs/tags/0123abc", "0123abc", "`refs/tags/0123abc`"],
  ])("where %s makes it unclear what %s is", async (name, trust, meant) => {
    changed({ "shop/mandate.yaml": strict }, {});
    repository.git("update-ref", name, base);
    expect(await refusal({ trust })).toEqual([
      `can't read \`--trust ${trust}\`: ${meant} may be meant; give the whole name of one, or a commit's whole id`,
    ]);
    expect((await find({ trust: "refs/heads/main" })).trust?.commit).toBe(base);
  });

  it("where the mandate is a folder there", async () => {
    changed({ "shop/mandate.yaml/ours.yaml": strict }, {});
    expect(await refusal()).toEqual([
      "can't read `--trust main`: `repository/shop/mandate.yaml` is a folder there; use a file",
    ]);
  });

  it("where the mandate there isn't valid, with every error", async () => {
    changed({ "shop/mandate.yaml": "name: ours\ndefaultClass: us-usr\neffects: { possible: pass }\n" }, {});
    expect(await refusal()).toEqual([
      "repository/shop/mandate.yaml:2:15 at main: unknown class `us-usr`; use `us-user` or `operational`",
      "repository/shop/mandate.yaml:3:22 at main: unknown effect `pass`; use `block` or `warn`",
    ]);
  });

  it.each(["mandate", "waivers"])("where the %s there have a name that is not read", async (name) => {
    changed({ [`shop/${name}.yml`]: strict }, {});
    expect(await refusal()).toEqual([`\`repository/shop/${name}.yml\` at main is not read; name it ${name}.yaml`]);
  });

  it("where --mandate names a file that is nowhere", async () => {
    changed({}, {});
    expect(await refusal({ mandateFile: path.join(repository.folder, "ours.yaml") })).toEqual([
      "can't read `repository/ours.yaml`: it is neither here nor at main; --mandate takes a file",
    ]);
  });

  it("where a file is larger than any that people write", async () => {
    changed({ "shop/mandate.yaml": `# ${"x".repeat(5_000_000)}\nname: ours\n` }, {});
    expect(await refusal()).toEqual(["can't read `--trust main`: git answers with more than 4000000 bytes"]);
  });
});
