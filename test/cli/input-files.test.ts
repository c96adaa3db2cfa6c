import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { assertFolder, findMandate, readInvokes, relativeTo, shownPath } from "../../cli/judge/input-files";
import { UsageError } from "../../cli/usage-error";

let folder: string;
let program: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-files-"));
  program = path.join(folder, "infra");
  mkdirSync(program);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: string | Buffer) => {
  writeFileSync(path.join(folder, name), content);
};
const find = (given?: string) => findMandate(program, given && path.join(folder, given), folder);

async function messages(attempt: Promise<unknown>): Promise<readonly string[]> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof UsageError) return error.messages;
    throw error;
  }
  return [];
}

describe("the mandate", () => {
  it("is the file that was given", async () => {
    write("infra/mandate.yaml", "name: beside\n");
    write("other.yaml", "name: other\n");
    const { mandate, file } = await find("other.yaml");
    expect([mandate.name, mandate.source, file]).toEqual(["other", "../other.yaml", path.join(folder, "other.yaml")]);
  });

  it("is else the one beside Pulumi.yaml", async () => {
    write("infra/mandate.yaml", "name: beside\n");
    const { mandate, file } = await find();
    expect([mandate.name, mandate.source, file]).toEqual([
      "beside",
      "mandate.yaml",
      path.join(program, "mandate.yaml"),
    ]);
  });

  it("is else the built-in one, which has no file", async () => {
    const found = await find();
    expect(found.mandate.source).toBe("built-in");
    expect(found).not.toHaveProperty("file");
  });

  it("never gives way to the built-in one when something is wrong with it", async () => {
    expect(await messages(find("none.yaml"))).toEqual([
      "can't read `none.yaml`: no such file or folder; --mandate takes a file",
    ]);
    write("infra/mandate.yml", "name: beside\n");
    expect(await messages(find())).toEqual([
      "`infra/mandate.yml` is not read; name it mandate.yaml, or give it with --mandate",
    ]);
    symlinkSync("nowhere.yaml", path.join(program, "mandate.yaml"));
    expect(await messages(find())).toEqual([
      "can't read `infra/mandate.yaml`: no such file or folder; --mandate takes a file",
    ]);
    rmSync(path.join(program, "mandate.yaml"));
    mkdirSync(path.join(program, "mandate.yaml"));
    expect(await messages(find())).toEqual(["can't read `infra/mandate.yaml`: it is a folder; --mandate takes a file"]);
  });

  it("tells each of its errors with file, line and column", async () => {
    write(
      "infra/mandate.yaml",
      "name: m\nclasses: { us-user: { countries: [US] } }\ndefaultClass: us-users\nefects: {}\n",
    );
    const [first, second] = await messages(find());
    expect(first).toMatch(/^infra\/mandate\.yaml:3:15: unknown class `us-users`/);
    expect(second).toMatch(/^infra\/mandate\.yaml:4:1: unknown key `efects`/);
  });
});

describe("invoke results", () => {
  const read = (content: string) => {
    write("invokes.yaml", content);
    return readInvokes(path.join(folder, "invokes.yaml"), folder);
  };

  it("are none when no file is given", async () => {
    expect(await readInvokes(undefined, folder)).toEqual(new Map());
  });

  it.each([
    ["JSON", '{ "aws:index/getRegion:getRegion": { "name": "us-east-1", "zones": [1, null, { "a": true }] } }'],
    ["YAML", "aws:index/getRegion:getRegion:\n  name: us-east-1\n  zones: [1, null, { a: true }]\n"],
  ])("are read from %s", async (_, content) => {
    const results = await read(content);
    expect([...results.keys()]).toEqual(["aws:index/getRegion:getRegion"]);
    const [answer] = results.values();
    expect(JSON.stringify(answer)).toBe('{"name":"us-east-1","zones":[1,null,{"a":true}]}');
    expect(Object.getPrototypeOf(answer)).toBeNull();
  });

  it.each<[string, string, string]>([
    ["an empty file", "", "1:1: the file of invoke results is empty; use a mapping"],
    ["a list", "- a", "1:1: the file of invoke results is a list; use a mapping"],
    [
      "a bad token",
      "a:b:c: {}\ngetRegion: {}\n",
      "2:1: unfit token `getRegion`; use one such as `aws:index/getRegion:getRegion`",
    ],
    ["a bare result", "a:b:c: us-east-1\n", "1:8: the result of `a:b:c` isn't a mapping; use { <output>: <value> }"],
    ["a binary file", "\u007fELF\u0000", "1:1: unprintable character `\\u{7f}`; use plain UTF-8 text"],
  ])("are refused from %s", async (_, content, message) => {
    expect(await messages(read(content))).toEqual([`invokes.yaml:${message}`]);
  });

  it("are refused from no file", async () => {
    expect(await messages(readInvokes(path.join(folder, "none.json"), folder))).toEqual([
      "can't read `none.json`: no such file or folder; --invokes takes a file",
    ]);
  });
});

describe("a file that is no file to read", () => {
  it.each([
    ["never ends", "/dev/zero", "it has more than 20000000 bytes"],
    ["is a folder", "/", "it is a folder"],
  ])("is refused when it %s, in bounded time", async (_, file, because) => {
    expect(await messages(findMandate(program, file, folder))).toEqual([
      `can't read \`${file}\`: ${because}; --mandate takes a file`,
    ]);
  });

  it("is told how long it is, where it is only long", async () => {
    write("long.yaml", `name: test\n${"# padding\n".repeat(1_000_000)}`);
    expect(await messages(findMandate(program, path.join(folder, "long.yaml"), folder))).toEqual([
      "long.yaml:1:1: the mandate has 10000011 bytes; at most 1000000 are read",
    ]);
  });
});

describe("the program's folder", () => {
  it.each([
    ["is missing", "none", "no such file or folder"],
    ["is a file", "file", "it is not a folder"],
  ])("is refused when it %s", async (_, name, because) => {
    write("file", "");
    expect(await messages(assertFolder(path.join(folder, name), folder))).toEqual([
      `can't read \`--program ${name}\`: ${because}; use a folder that holds Pulumi.yaml`,
    ]);
    expect(await messages(assertFolder(program, folder))).toEqual([]);
  });

  it("is shown from where the command runs", () => {
    expect(shownPath("/home/shop/a/b/c", "/etc/mandate.yaml")).toBe("/etc/mandate.yaml");
    expect(shownPath("/home/shop", "/home/other/mandate.yaml")).toBe("../other/mandate.yaml");
    expect(relativeTo("/home/shop", "/home/shop")).toBe(".");
    expect(relativeTo("/home/shop", "/home/shop/infra/a.ts")).toBe("infra/a.ts");
    expect(relativeTo("/home/shop", "/home/other/a.ts")).toBe("../other/a.ts");
  });
});
