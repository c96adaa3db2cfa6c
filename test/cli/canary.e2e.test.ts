import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandNames, commandOf, type CommandName } from "../../cli/command-line/commands";
import type { Format } from "../../cli/outputs";
import type { Result } from "../../cli/judge/result";
import { cases, misuses, type Case, type Found } from "./canary/cases";
import { leaks } from "./canary/leaks";
import { breakouts, type Output } from "./canary/output";
import { World } from "./canary/world";
import { hostileNames } from "./hostile";
import type { Run } from "./run";

jest.setTimeout(600_000);

/** Runs at a time; each waits about as much as it works. */
const atOnce = 3;

interface Done {
  readonly name: CommandName;
  readonly one: Case;
  readonly run: Run;
  readonly outputs: readonly Output[];
}

let world: World;
let files: ReadonlyMap<string, string>;
let first: Result;
let done: readonly Done[];
const allOutputs = () => done.flatMap(({ outputs }) => outputs);

beforeAll(async () => {
  world = new World();
  mkdirSync(path.join(world.cwd, "adopted"));
  writeFileSync(path.join(world.cwd, "adopted/mandate.yaml"), "name: ours\napprovers: [board]\n");
  files = world.files();
  const check: Case = { args: ["--quiet", "--program", "canaries", "--date", "2026-11-22"], code: 1 };
  const [checked] = await runs("check", check);
  // SAFETY: what the command wrote; tests look at some of its fields.
  first = JSON.parse(checked?.outputs.find(({ format }) => format === "json")?.text ?? "") as Result;
  const found = foundIn(first);
  const todo = commandNames.flatMap((name) => [
    ...cases[name](world, found).map((one) => [name, one] as const),
    ...misuses(name).map((one) => [name, one] as const),
  ]);
  done = [...(checked === undefined ? [] : [checked]), ...(await pooled(todo))];
});

afterAll(() => {
  world.remove();
});

async function pooled(todo: readonly (readonly [CommandName, Case])[]): Promise<Done[]> {
  const rest = [...todo];
  const found: Done[] = [];
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) found.push(...(await runs(...next)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}

/** A run for each format that is to be on standard output; every other one goes to a file. */
async function runs(name: CommandName, one: Case): Promise<Done[]> {
  const formats = commandOf(name).formats ?? [];
  const on: readonly (Format | undefined)[] = one.on ?? [formats[0]];
  return Promise.all(on.map((format) => runOnce(name, one, format)));
}

let outputFolders = 0;

async function runOnce(name: CommandName, one: Case, format: Format | undefined): Promise<Done> {
  const folder = path.join(world.outputs, String((outputFolders += 1)));
  mkdirSync(folder);
  const others = (commandOf(name).formats ?? []).filter((other) => other !== format);
  const file = (other: Format) => path.join(folder, `report.${other}`);
  const wanted =
    format === undefined ? [] : ["-o", format, ...others.flatMap((other) => ["-o", `${other}=${file(other)}`])];
  const run = await world.run([...name.split(" "), ...one.args, ...wanted], one.environment);
  const of = `${name} ${one.args.join(" ").slice(0, 150)}`;
  const written = others.filter((other) => existsSync(file(other)));
  return {
    ...{ name, one, run },
    outputs: [
      { of: `${of}, stdout`, text: run.stdout, ...(format !== undefined && { format }) },
      { of: `${of}, stderr`, text: run.stderr },
      ...written.map((other) => ({ of: `${of}, ${other}`, format: other, text: readFileSync(file(other), "utf8") })),
    ],
  };
}

function foundIn({ findings }: Result): Found {
  const idOf = (what: (finding: Result["findings"][number]) => boolean) => findings.find(what)?.fingerprint ?? "none";
  return {
    hostile: idOf(({ resource, trace }) => resource.name === hostileNames[0] && trace.length > 0),
    beside: idOf(({ resource, trace }) => resource.name === "again" && trace.length > 0),
    secret: idOf(({ resource, trace }) => resource.name === "hidden" && trace.length > 0),
  };
}

describe("every command and format, given canaries and hostile names", () => {
  it("is run: no command and no format is left out, on standard output and in a file", () => {
    expect(Object.keys(cases).sort()).toEqual([...commandNames].sort());
    for (const name of commandNames) {
      const own = done.filter((one) => one.name === name && one.run.code !== 2);
      const formats = [...(commandOf(name).formats ?? [])].sort();
      const told = own.flatMap(({ outputs }) =>
        outputs.flatMap(({ format, text }) => (text === "" ? [] : (format ?? []))),
      );
      expect([name, [...new Set(told)].sort()]).toEqual([name, formats]);
    }
  });

  it("ends as it should", () => {
    const others = done.filter(({ one: { code }, run }) =>
      code === undefined ? ![2, 3].includes(run.code) : run.code !== code,
    );
    expect(
      others.map(({ outputs, one, run }) => [outputs[0]?.of, one.code, run.code, run.stderr.slice(0, 300)]),
    ).toEqual([]);
  });

  it("finds what is abroad, the secret places too, and each finding that the canaries are there for", () => {
    expect([...new Set(first.findings.map(({ rule }) => rule))].sort()).toEqual([
      "backups-drain-on-time",
      "backups-stay-in-declared-centers",
      "data-is-classed",
      "places-are-known",
      "primary-is-oracle",
      "state-stays-in-us",
      "types-are-known",
      "us-data-flows-stay-in-us",
      "us-data-has-a-second-us-region",
      "us-data-stays-in-us",
      "waivers-are-valid",
    ]);
    expect(first.findings.filter(({ message }) => message.includes("(secret)")).length).toBeGreaterThan(8);
  });

  it("shows no canary, no secret place and no ciphertext, in any form", () => {
    expect(allOutputs().flatMap(({ of, text }) => leaks(text).map((leak) => `${of}: ${leak}`))).toEqual([]);
  });

  it("lets nothing break out, as readers that aren't ours read it", () => {
    expect(breakouts(allOutputs())).toEqual([]);
  });

  it("pollutes no prototype", () => {
    expect(done.filter(({ run }) => run.stderr.includes("POLLUTED")).map(({ run }) => run.stderr)).toEqual([]);
  });

  it("writes no file but those that it is told to, and leaves none behind", () => {
    const now = world.files();
    const changed = [...now].filter(([name, hash]) => files.get(name) !== hash).map(([name]) => name);
    expect(changed.sort()).toEqual(["repository/adopted/baseline.json", "repository/adopted/waivers.yaml"]);
    expect([...files.keys()].filter((name) => !now.has(name))).toEqual([]);
    const texts = changed.map((name) => ({ of: name, text: readFileSync(path.join(world.folder, name), "utf8") }));
    expect(texts.flatMap(({ text }) => leaks(text))).toEqual([]);
    // The waiver has what its owner typed.
    expect(breakouts(texts.filter(({ of }) => of.endsWith(".json")))).toEqual([]);
  });

  it("tells a shell no name that it would run", async () => {
    const args = ["stateside", "check", "--program", "stacks/named", "--stack", ""];
    const { code, stdout, stderr } = await world.run(["--get-yargs-completions", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").sort()).toEqual(["", "__proto__", "constructor", "dev", "x".repeat(60)]);
  });

  it("gives back every name as it is in JSON", () => {
    const names = new Set(first.findings.map(({ resource }) => resource.name));
    // Protobuf, by which a program tells them, has no halves of characters.
    expect(hostileNames.filter((name) => !/\p{Cs}/u.test(name) && !names.has(name))).toEqual([]);
  });
});

describe("the checks of this test", () => {
  const canary = ["qz", "xkvj"].join("");
  it.each([
    ["as it is", canary],
    ["in capitals", canary.toUpperCase()],
    ["in base64", Buffer.from(`x:${canary}-1`).toString("base64")],
    ["in hex", Buffer.from(canary).toString("hex")],
    ["as JSON may write it", `\\u0071${canary.slice(1)}`],
    ["as a URL may write it", `%71${canary.slice(1)}`],
    ["as XML may write it", `&#x71;${canary.slice(1)}`],
    ["backwards", Array.from(canary).reverse().join("")],
    ["as a place", "aws:sa-east-1"],
    ["as ciphertext", "v1:AAAAAAAAAAAA"],
  ])("find a canary %s", (_, text) => {
    expect(leaks(`before ${text} after`)).not.toEqual([]);
  });

  it.each<[string, Format | undefined, string]>([
    ["an escape", undefined, "a\u001b[31m"],
    ["a direction", "text", "a\u202eb"],
    ["a command of the runner", "text", "a\n::error::b"],
    ["a command of the runner in its old form", "json", '{"a":"##[error]b"}'],
    ["another command among annotations", "github", "::add-mask::b"],
    ["JSON that is cut off", "json", '{"a":'],
    ["a log that is none", "sarif", "{}"],
    ["a formula", "csv", 'a\n"=1+1"\n'],
    ["a row that is too long", "csv", "a\nb,c\n"],
    ["no XML", "junit", "<testsuites>"],
    ["HTML", "markdown", "a <b>c</b>"],
    ["a mention", "markdown", "a @b"],
  ])("find %s", (_, format, text) => {
    expect(breakouts([{ of: "a test", text, ...(format !== undefined && { format }) }])).not.toEqual([]);
  });
});
