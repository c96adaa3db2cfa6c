import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commandGroups, commandNames, commandOf } from "../../cli/command-line/commands";
import { command, root, stateside } from "../cli/run";

const page = readFileSync(path.join(root, "docs/commands.md"), "utf8");
const guides = ["README.md", ...readdirSync(path.join(root, "docs")).map((file) => path.join("docs", file))]
  .filter((file) => file.endsWith(".md") && file !== "docs/commands.md")
  .map((file) => readFileSync(path.join(root, file), "utf8"))
  .join("\n");

/** Commands as somebody would type them, in code of the guides: what stands behind `stateside`. */
function typed(text: string): string[] {
  const code = [...text.matchAll(/^```(?:sh|console|yaml)\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  const inline = [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, one = ""]) => one);
  return [...code.flatMap((block) => block.replaceAll("\\\n", " ").split("\n")), ...inline].flatMap((line) =>
    [...line.matchAll(/(?:^|npx |[;&|$(] ?)stateside ([a-z][^;&|#)]*)/g)].map(([, rest = ""]) => rest.trim()),
  );
}

const named = (line: string) => {
  const [first = "", second = ""] = line.split(/\s+/);
  return commandNames.find((name) => name === first || name === `${first} ${second}`);
};

describe("docs/commands.md", () => {
  it("is as `npm run commands` writes it", () => {
    // prettier is an ES module, which tests can't load.
    const script = "require('./test/docs/commands.ts').reference().then((text) => process.stdout.write(text))";
    const written = execFileSync(process.execPath, ["-r", "tsx/cjs", "-e", script], { cwd: root, encoding: "utf8" });
    expect(page).toBe(written);
  }, 60_000);

  it.each(commandNames)("tells every option and example of %s", (name) => {
    const [, rest = ""] = page.split(`\n## ${name}\n`);
    const section = rest.split("\n## ")[0] ?? "";
    for (const option of Object.keys(commandOf(name).options))
      expect(section).toMatch(new RegExp(`\`--${option}[ \`]`));
    for (const [example] of commandOf(name).examples) expect(section).toContain(example);
  });
});

describe("the help", () => {
  it.each(commandNames)("of %s has every option, at least one example, and fits 80 columns", async (name) => {
    const { code, stdout } = await stateside([...name.split(" "), "--help"]);
    expect(code).toBe(0);
    const { options, examples } = commandOf(name);
    for (const option of Object.keys(options)) expect(stdout).toContain(`--${option} `);
    expect(examples.length).toBeGreaterThan(0);
    // One that is longer than the help is wide is wrapped.
    const words = stdout.replaceAll(/\s+/g, " ");
    for (const [example, does] of examples) expect(words).toContain(`${example} ${does}`);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("of all names every command", async () => {
    const { stdout } = await stateside(["--help"]);
    const firsts = new Set(commandNames.map((name) => name.split(" ")[0] ?? ""));
    for (const first of firsts) expect(stdout).toMatch(new RegExp(`^  stateside ${first} `, "m"));
  });
});

const examples = commandNames.flatMap((name) => commandOf(name).examples.map(([example]) => [example] as const));

describe("the examples of the help", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stateside-examples-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // Where there is no project, those that need one say so, and nothing of how they were written.
  it.each(examples)("`%s` is written as it can be", (example) => {
    const script = `pulumi() { :; }; stateside() { "${process.execPath}" "${command}" "$@"; }; ${example}`;
    const env = { PATH: process.env["PATH"], HOME: folder };
    const { stderr, status } = spawnSync("bash", ["--norc", "-c", script], { cwd: folder, env, encoding: "utf8" });
    expect(stderr).not.toMatch(/see `stateside|unknown|internal/);
    expect([0, 2, 3]).toContain(status);
    if (status !== 0) expect(stderr).toMatch(/^error: /);
  });
});

describe("the guides", () => {
  it("tell of every command", () => {
    const told = new Set(typed(guides).map(named));
    expect(commandNames.filter((name) => !told.has(name))).toEqual([]);
  });

  it("name no command and no option that there isn't", () => {
    const wrong = [...typed(guides), ...typed(page)].filter((line) => {
      const name = named(line);
      if (name === undefined) return commandGroups[line] === undefined;
      const { options } = commandOf(name);
      const given = [...line.matchAll(/(?<=\s)--([a-z][a-z-]*)/g)].map(([, option = ""]) => option);
      return given.some((option) => !Object.hasOwn(options, option) && option !== "help");
    });
    expect(wrong).toEqual([]);
  });
});
