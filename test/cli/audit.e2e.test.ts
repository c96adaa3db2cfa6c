import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { aws, bucket, exported } from "../doors/state/reading";
import { root, stateside } from "./run";

const fixtures = path.join(root, "test/fixtures/states");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-audit-"));
  for (const file of ["dev.json", "base.json", "base.secrets.json"])
    copyFileSync(path.join(fixtures, file), path.join(folder, file));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

jest.setTimeout(60_000);

const audit = (...args: string[]) => stateside(["audit", "--date", "2026-11-22", ...args], { cwd: folder });
/** Writes a state of stack `dev` and returns its name. */
function written(name: string, ...resources: readonly object[]): string {
  writeFileSync(path.join(folder, name), exported([aws, ...resources]));
  return name;
}

describe("stateside audit", () => {
  it("ends with 0 where all that is deployed is in the US, and says which files it read", async () => {
    const state = written("home.json", bucket("orders", { region: "us-east-1" }));
    const { code, stdout, stderr } = await audit("--state", state);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^✔ dev {2}1 resource {2}clean\n1 stack · 1 resource · clean +\d+\.\d s\n$/m);
    const json = await audit("--state", state, "-o", "json");
    // SAFETY: the command has just written its own result.
    expect((JSON.parse(json.stdout) as Result).subject).toEqual({ kind: "states", files: ["home.json"] });
  });

  it("ends with 1 where something is abroad, and says where in the file it is", async () => {
    const { code, stdout } = await audit("--state", written("abroad.json", bucket("orders", { region: "eu-west-1" })));
    expect(code).toBe(1);
    expect(stdout).toContain(`\
  bucket "orders" holds us-user data in eu-west-1 (Ireland)
    abroad.json:16:13  aws:s3/bucket:Bucket in stack dev, region: aws:eu-west-1
`);
  });

  it("ends with 4 where a place is encrypted, which only an export with secrets tells, and then not what it is", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const encrypted = written("encrypted.json", bucket("orders", { region: { ...secret, ciphertext: "v1:canary" } }));
    const shown = written("shown.json", bucket("orders", { region: { ...secret, plaintext: '"eu-west-1"' } }));
    const [dark, light] = [await audit("--state", encrypted), await audit("--state", shown)];
    expect([dark.code, light.code]).toEqual([4, 1]);
    expect(light.stdout).toContain(
      'bucket "orders" holds us-user data in a place that its class doesn\'t allow (secret)',
    );
    for (const text of ["canary", "eu-west-1", "Ireland"]) {
      expect([dark.stdout, light.stdout].join("\n")).not.toContain(text);
    }
  });

  it("follows data from one stack's state to another's, and says how to explain it with the same options", async () => {
    const files = ["--state", "dev.json", "--state", "base.json"];
    const alone = await audit("--state", "dev.json");
    expect(alone.code).toBe(4);
    const both = await audit(...files, "--whole");
    expect(both.code).toBe(1);
    expect(both.stdout).toContain("  trace    dev/orders (us-east-1) → base/abroad (eu-central-1)\n");
    const [, command = ""] = /^ {2}explain {2}stateside (explain .*)$/m.exec(both.stdout) ?? [];
    expect(command).toMatch(/^explain [0-9a-f]{8} --date 2026-11-22 --state dev\.json --state base\.json --whole$/);
    const explained = await stateside(command.split(" "), { cwd: folder });
    expect([explained.code, explained.stderr]).toEqual([0, ""]);
    expect(explained.stdout).toContain("  hop 1    dev/orders (us-east-1) → base/abroad (eu-central-1)\n");
  });

  it("tells of operations whose end nobody knows", async () => {
    const pending_operations = [{ type: "creating", resource: bucket("new", { region: "eu-west-1" }) }];
    writeFileSync(path.join(folder, "pending.json"), exported([aws], {}, { pending_operations }));
    const { code, stdout } = await audit("--state", "pending.json");
    expect(code).toBe(1);
    expect(stdout).toContain('bucket "new (creating)" holds us-user data in eu-west-1 (Ireland)');
    expect(stdout).toContain("not seen   pending operation creating new in stack dev\n");
  });

  it("prints no secret of a state in any format", async () => {
    const secrets = Object.values(JSON.parse(readFileSync(path.join(folder, "base.secrets.json"), "utf8")) as object);
    expect(JSON.stringify(secrets)).toContain("eu-central-1");
    for (const format of ["text", "json", "sarif", "junit", "markdown", "github"]) {
      const { stdout } = await audit("--state", "dev.json", "--state", "base.secrets.json", "-o", format);
      expect(stdout).not.toMatch(/canary|v1:[A-Za-z0-9+/]{8}/);
    }
  });

  it("escapes names that would act on a terminal", async () => {
    const { stdout } = await audit(
      "--state",
      written("hostile.json", bucket("\u001b[2Jx\u202e", { region: "eu-west-1" })),
    );
    expect(stdout).toContain(String.raw`bucket "\x1b[2Jx\u202e"`);
    expect(stdout).not.toContain("\u001b");
  });
});

describe("an audit that can't be made", () => {
  it("ends with 3 and tells what is wrong with every file, and with no result", async () => {
    writeFileSync(path.join(folder, "empty.json"), "");
    writeFileSync(path.join(folder, "cut.json"), exported([aws]).slice(0, 100));
    const files = ["empty.json", "cut.json", "none.json", "home.json", "."].flatMap((file) => ["--state", file]);
    const { code, stdout, stderr } = await audit(...files, "-o", "json");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      "error: empty.json: it is empty",
      "error: cut.json: it is cut off: it ends at line 6 in the middle of a value",
      "error: none.json: there is no such file",
      expect.stringMatching(/^error: .*: it is a folder; --state takes a file/),
      "",
    ]);
  });

  it.each([
    ["no file", [], "error: no `--state`; name a file, such as the one of `pulumi stack export`\n"],
    ["an empty name", ["--state", ""], "error: `--state` has no value"],
    ["a stack", ["--state", "dev.json", "--stack", "dev"], "error: unknown option `--stack`"],
    ["a mandate that isn't there", ["--state", "dev.json", "--mandate", "no.yaml"], "error: can't read `"],
    ["a format that nobody knows", ["--state", "dev.json", "-o", "xml"], "error: "],
  ])("ends with 2 for %s", async (_, args, message) => {
    const { code, stdout, stderr } = await audit(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(message)).toBe(true);
  });
});
