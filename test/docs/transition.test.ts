import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { expectFile } from "../cli/golden/golden";
import { Repository } from "../cli/repository";
import { mandateAfter, steps } from "../support/transition";

const root = path.join(__dirname, "../..");
const page = path.join(root, "docs/transition.md");
const text = readFileSync(page, "utf8");

/** A fenced block: `yaml` is the mandate, `diff` changes it, `diff try` only until the next one, `console` is run. */
interface Block {
  readonly info: string;
  readonly body: string;
  readonly command: string;
}

const isWriting = process.env["UPDATE_GOLDEN"] === "1";
const fence = /^```([a-z ]+)\n([\s\S]*?)^```$/gm;
const blocks: readonly Block[] = [...text.matchAll(fence)].map(([, info = "", body = ""]) => {
  return { info, body, command: /^\$ (.+)\n/.exec(body)?.[1] ?? "" };
});

const folder = mkdtempSync(path.join(tmpdir(), "stateside-transition-"));
const repository = new Repository(folder);
/** What the page would say if it were written now. */
const written: string[] = [];
/** The mandates that the page ends each step with. */
const mandates: string[] = [];
let committed = "";

beforeAll(() => {
  for (const name of ["stacks", "components", "policies", "images", "Pulumi.yaml", "package.json", "tsconfig.json"]) {
    const filter = (file: string) => !file.includes(`${path.sep}policies${path.sep}dist`);
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true, filter });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  repository.write({ ".gitignore": "node_modules\n" });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The mandate is another from now on, which the next change commits. */
function step(mandate: string): void {
  committed = mandate;
  mandates.push(mandate);
  repository.write({ "mandate.yaml": mandate });
}

/** Lines that begin with a blank or a minus become those that begin with a blank or a plus. */
function changed(mandate: string, body: string): string {
  const lines = body.trimEnd().split("\n");
  const side = (others: string) =>
    lines
      .filter((line) => !line.startsWith(others))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const parts = mandate.split(side("+"));
  expect(parts).toHaveLength(2);
  return parts.join(side("-"));
}

function run(command: string): string {
  const cli = `node ${path.join(root, "dist/stateside.js")}`;
  const { stdout } = spawnSync("sh", ["-c", command.replaceAll("npx stateside", cli)], {
    ...{ cwd: folder, encoding: "utf8" },
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1" },
  });
  return stdout;
}

/** Times, and the ids of commits, are others in each run; their width isn't. */
function steady(output: string): string {
  return output
    .replaceAll(/ +\d+\.\d s$/gm, "      0.0 s")
    .replaceAll(/\b[0-9a-f]{12}\b/g, "0123456789ab")
    .trimEnd();
}

describe("docs/transition.md", () => {
  it.each(blocks.map((block, index) => [block.command || `${block.info} ${index}`, block, index] as const))(
    "tells what happens: %s",
    (_, { info, body, command }) => {
      if (info === "yaml") step(body);
      else if (info.startsWith("diff")) {
        repository.write({ "mandate.yaml": committed });
        repository.commit();
        const mandate = changed(committed, body);
        if (info === "diff") step(mandate);
        else repository.write({ "mandate.yaml": mandate });
      } else {
        expect(info).toBe("console");
        const output = steady(run(command));
        written.push(`\`\`\`console\n$ ${command}\n${output}\n\`\`\``);
        if (!isWriting) expect(output).toBe(steady(body.replace(/^\$ .+\n/, "")));
      }
    },
    120_000,
  );

  it("goes through the steps that the tests judge, one by one, to their end", () => {
    const counts = [0, ...steps.map((_, index) => index + 1)];
    expect(mandates.map(centersOf)).toEqual(counts.map((count) => centersOf(mandateAfter(steps.slice(0, count)))));
  });

  it("passes the mandate that ships", () => {
    const shipped = readFileSync(path.join(root, "mandate.yaml"), "utf8");
    expect(mandates.map(centersOf)).toContainEqual(centersOf(shipped));
  });

  it("is written anew with UPDATE_GOLDEN=1", () => {
    const outputs = [...written];
    const renewed = text.replaceAll(fence, (block, info: string) =>
      info === "console" ? (outputs.shift() ?? block) : block,
    );
    if (isWriting) expectFile(page, renewed);
    expect(outputs).toEqual([]);
  });
});

function centersOf(mandate: string): unknown {
  return z.object({ centers: z.unknown() }).parse(parse(mandate)).centers;
}
