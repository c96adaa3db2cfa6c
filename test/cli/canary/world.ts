import { createHash } from "node:crypto";
import {
  cpSync,
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
import { renderJson } from "../../../cli/reports/json";
import { unprintable } from "../../../policies/residency/problems";
import { goldenResult } from "../golden/result";
import { hostileNames, hostileResult } from "../hostile";
import { Repository } from "../repository";
import { root, stateside, type Run } from "../run";
import { everyStringOf } from "./every-string";
import { canaryResources, hostileResources, stateFiles } from "./states";

const fixtures = path.join(root, "test/fixtures/programs");
/** How many results there are whose every text is hostile, so that most texts have had most names. */
const everyStrings = 3;

/** As the name of a file in a folder, which can be neither empty, nor long, nor have slashes. */
export const asFileName = (name: string) => Array.from(name.replaceAll(/[/\0]/g, "_")).slice(0, 60).join("");

/** Without what YAML can't hold, so that all else of the file is read. */
const printable = (name: string) => name.replaceAll(new RegExp(`${unprintable.source}|\\p{Cs}`, "gu"), "");

/**
 * A folder with all that commands read: programs under version control, deployed state, results, each with canaries and with
 * hostile names, and a place for what the commands write.
 */
export class World {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-canary-")));
  readonly outputs = path.join(this.folder, "outputs");
  /** Where commands run: the paths below are relative to it. */
  readonly cwd = path.join(this.folder, "repository");
  readonly temporary = path.join(this.folder, "tmp");
  readonly results: readonly string[];
  readonly states: Readonly<Record<"canaries" | "hostile", readonly string[]>>;

  constructor() {
    for (const name of [this.outputs, this.temporary]) mkdirSync(name);
    symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"));
    const repository = new Repository(this.cwd);
    this.#program(repository);
    this.results = this.#results();
    this.states = {
      canaries: this.#states("canaries", canaryResources()),
      hostile: this.#states("hostile", hostileResources()),
    };
    mkdirSync(path.join(this.cwd, "empty"));
    this.#hostileStacks();
  }

  /** `base` has no hostile names, and judges by less than the working tree. */
  #program(repository: Repository): void {
    for (const name of ["canaries", "canaries-in-errors"]) {
      cpSync(path.join(fixtures, name), path.join(this.cwd, name), { recursive: true });
    }
    repository.commit();
    repository.git("branch", "base");
    const modules = hostileNames.map((name, index) => [`${asFileName(name)}.js`, index] as const);
    for (const [file, index] of modules) {
      const text = `const aws = require("@pulumi/aws");\nnew aws.s3.Bucket("in module ${index}", { region: "eu-west-1" });\n`;
      writeFileSync(path.join(this.cwd, "canaries", file), text);
    }
    repository.write({
      "canaries/names.json": JSON.stringify({ names: hostileNames, modules: modules.map(([file]) => file) }),
      "canaries/waivers.yaml": waiversText(hostileNames.map(printable)),
      "canaries/hostile-mandate.yaml": `name: ${JSON.stringify(printable(hostileNames.join(" ")))}\nclasses:\n${hostileNames
        .map((name) => `  ${JSON.stringify(name)}: { countries: any, reason: ${JSON.stringify(name)} }\n`)
        .join("")}`,
      "canaries/hostile.yaml": hostileNames
        .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(name)}\n`)
        .join(""),
      "canaries/invokes.yaml": '"aws:ssm/getParameter:getParameter": { value: qzxkvj-invoke }\n',
      "canaries/bad-invokes.yaml": '"aws:ssm/getParameter:getParameter": [qzxkvj-invoke]\n',
      "canaries/bad.json": '{ "version": 1, "verdict": "qzxkvj-verdict", "findings": "qzxkvj-findings" }',
    });
  }

  #results(): readonly string[] {
    const results = [
      hostileResult(),
      ...Array.from({ length: everyStrings }, (_, index) => everyStringOf(goldenResult(), hostileNames, index * 5)),
    ];
    mkdirSync(path.join(this.cwd, "results"));
    return results.map((result, index) => {
      const file = `results/${index} ${asFileName(hostileNames[index] ?? "")}.json`;
      writeFileSync(path.join(this.cwd, file), renderJson(result));
      return file;
    });
  }

  #states(of: "canaries" | "hostile", resources: ReturnType<typeof canaryResources>): readonly string[] {
    const folder = path.join(this.cwd, "states", of);
    mkdirSync(folder, { recursive: true });
    return Object.entries(stateFiles(resources, of === "hostile" ? printable(hostileNames.join(" ")) : undefined)).map(
      ([name, text], index) => {
        const file = of === "canaries" ? name : `${asFileName(hostileNames[index + 2] ?? "")}.${name}`;
        writeFileSync(path.join(folder, file), text);
        return path.join("states", of, file);
      },
    );
  }

  #hostileStacks(): void {
    const folder = path.join(this.cwd, "stacks");
    mkdirSync(folder);
    const text = `name: ${JSON.stringify("a\u001b[31m")}\nruntime: nodejs\n`;
    writeFileSync(path.join(folder, "Pulumi.yaml"), text);
    for (const name of [...hostileNames, "dev"]) {
      writeFileSync(
        path.join(folder, `Pulumi.${asFileName(name)}.yaml`),
        `config:\n  ${JSON.stringify(name)}: { secure: qzxkvj }\n`,
      );
    }
    mkdirSync(path.join(folder, "named"));
    writeFileSync(path.join(folder, "named/Pulumi.yaml"), "name: named\nruntime: nodejs\n");
    for (const name of [...hostileNames, "dev"])
      writeFileSync(path.join(folder, "named", `Pulumi.${asFileName(name)}.yaml`), "");
  }

  /** Runs a command with secrets in its environment, and tells on standard error what it did to shared prototypes. */
  run(args: readonly string[], environment: Readonly<Record<string, string | undefined>> = {}): Promise<Run> {
    return stateside(args, {
      cwd: this.cwd,
      environment: {
        ...{ TMPDIR: this.temporary, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" },
        ...{
          PULUMI_CONFIG_PASSPHRASE: "correct horse",
          AWS_SECRET_ACCESS_KEY: "qzxkvj-key",
          SHOP_TOKEN: "qzxkvj-token",
        },
        NODE_OPTIONS: `--require ${path.join(__dirname, "prototype-guard.cjs")}`,
        ...environment,
      },
    });
  }

  /** Every file but those that commands were told to write, by what is in it; and what is left in the folder for temporary ones. */
  files(): ReadonlyMap<string, string> {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(this.folder, file);
      if (name.startsWith("outputs/") || name.startsWith("repository/.git/")) return [];
      const hash = entry.isFile() ? createHash("sha256").update(readFileSync(file)).digest("hex") : "";
      return [[name, hash] as const];
    });
    return new Map(entries.sort());
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waivers that nothing needs, whose every text is hostile. */
function waiversText(names: readonly string[]): string {
  const entries = names.map((name, index) => ({
    ...{ finding: index.toString(16).padStart(16, "0"), rule: "us-data-stays-in-us", stack: "dev" },
    ...{ owner: name, approver: `approver ${name}`, reason: name, ticket: name },
    ...{ created: "2026-11-20", expires: "2026-12-01" },
  }));
  return entries.map((entry) => `- ${JSON.stringify(entry)}\n`).join("");
}
