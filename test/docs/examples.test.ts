import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...pagesIn("docs")];

/** A command of a `console` block, and what the page says that it prints. */
interface Example {
  readonly page: string;
  readonly command: string;
  readonly output: string;
}

function pagesIn(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join(folder, file));
}

function text(page: string): string {
  return readFileSync(path.join(root, page), "utf8");
}

/** Its commands compare one day with another, and have a test of their own. */
const story = "docs/transition.md";

function examples(): Example[] {
  return pages
    .filter((page) => page !== story)
    .flatMap((page) =>
      [...text(page).matchAll(/^```console\n\$ (.+)\n([\s\S]*?)^```$/gm)].map(([, command = "", output = ""]) => ({
        page,
        command,
        output: output.trimEnd(),
      })),
    );
}

/** What a reader sees on the terminal, without what differs from run to run. */
function run(command: string): string {
  const { stdout } = spawnSync("sh", ["-c", command], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1", npm_config_update_notifier: "false" },
  });
  return withoutTimes(stdout).trimEnd();
}

function withoutTimes(output: string): string {
  return output
    .replaceAll(/ +\d+\.\d s$/gm, " 0.0 s")
    .replaceAll(/judged for \d{4}-\d{2}-\d{2}/g, "judged for <today>");
}

describe("the documentation", () => {
  it.each(examples().map((example) => [example.command, example.page, example] as const))(
    "`%s` prints what %s says",
    (_, __, { command, output }) => {
      expect(run(command)).toBe(withoutTimes(output));
    },
    60_000,
  );

  it("has examples that are run", () => {
    expect(examples().length).toBeGreaterThan(1);
  });

  it.each(pages)("%s links to files that exist", (page) => {
    const targets = [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = ""]) => target,
    );
    const folder = path.dirname(path.join(root, page));
    expect(targets.filter((target) => !existsSync(path.join(folder, target)))).toEqual([]);
  });
});
