import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readConfiguration } from "../../../doors/program/configuration";
import { PreviewError } from "../../../doors/program/failure";
import type { Failure } from "../../../doors/program/preview";
import { readProject } from "../../../doors/program/project";
import { at, failures, previewed, programs, shown } from "./previewed";

jest.setTimeout(60_000);

// The values of `configuration` were encrypted, and read back, by the Pulumi CLI.
const passphrase = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };
const plain = {
  region: "us-west-2",
  size: 3,
  enabled: true,
  zones: ["a", "b"],
  place: { country: "US", zones: [1, 2] },
  date: "2026-11-22",
  version: "1.10",
  owner: "nobody",
  team: "stores",
  tier: "silver",
  ratio: "1.1",
  big: "12345678901234567890",
  flag: "false",
  nothing: "",
  absent: "absent",
};

describe("a stack's configuration reaches its program", () => {
  it("with secrets decrypted by the passphrase", async () => {
    const { dev } = shown(await previewed("configuration", { environment: passphrase }));
    expect(dev?.exports).toEqual({
      values: plain,
      password: 'secret("hunter 2")',
      account: 'secret({"key":"abc","name":"shop"})',
      all: 'secret("hunter 2!")',
    });
    expect(dev?.resources["cloud:index:Database::orders"]).toMatchObject({
      inputs: { password: 'secret("hunter 2")', region: "us-west-2" },
    });
  });

  it("with unknown secrets when nobody gave the passphrase", async () => {
    const { dev } = shown(await previewed("configuration"));
    expect(dev?.exports).toEqual({
      values: plain,
      password: "<not-yet-known>",
      account: "<not-yet-known>",
      all: "<not-yet-known>",
    });
    expect(dev?.resources["cloud:index:Database::orders"]).toMatchObject({
      inputs: { account: "<encrypted>", password: "<encrypted>", region: "us-west-2" },
    });
  });
});

describe("the passphrase", () => {
  const read = (environment: Record<string, string>) =>
    readConfiguration(readProject(path.join(programs, "configuration")), "dev", environment);

  it("may be in a file", () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "stateside-")), "passphrase");
    writeFileSync(file, "correct horse\n");
    const { values, secretKeys } = read({ PULUMI_CONFIG_PASSPHRASE_FILE: file });
    rmSync(path.dirname(file), { recursive: true });
    expect(values.get("configuration:password")).toBe("hunter 2");
    expect([...secretKeys].sort()).toEqual(["configuration:account", "configuration:password"]);
  });

  it.each([
    [
      "is wrong",
      { PULUMI_CONFIG_PASSPHRASE: "wrong horse" },
      "the passphrase in the environment does not open the secrets of `Pulumi.dev.yaml`",
    ],
    [
      "is wrong when empty",
      { PULUMI_CONFIG_PASSPHRASE: "" },
      "the passphrase in the environment does not open the secrets of `Pulumi.dev.yaml`",
    ],
    [
      "is in a file that isn't there",
      { PULUMI_CONFIG_PASSPHRASE_FILE: "/nowhere/passphrase" },
      "the file that PULUMI_CONFIG_PASSPHRASE_FILE names can't be read",
    ],
  ])("%s", (_, environment, message) => {
    expect(failureOf(() => read(environment))).toEqual({ kind: "configuration", message });
  });

  it("never appears in what the program gets", async () => {
    const result = await previewed("configuration", { environment: passphrase });
    expect(JSON.stringify(shown(result))).not.toContain("correct horse");
  });
});

describe("configuration that the project declares", () => {
  it.each([
    [
      "size:\n    type: integer",
      "size: many",
      "configuration value `p:size` must be of type `integer`",
      "Pulumi.dev.yaml:2:9",
    ],
    [
      "size:\n    type: integer",
      "size: 1.5",
      "configuration value `p:size` must be of type `integer`",
      "Pulumi.dev.yaml:2:9",
    ],
    [
      "on:\n    type: boolean",
      "on: maybe",
      "configuration value `p:on` must be of type `boolean`",
      "Pulumi.dev.yaml:2:7",
    ],
    [
      "zones:\n    type: array",
      "zones: a",
      "configuration value `p:zones` must be of type `array`",
      "Pulumi.dev.yaml:2:10",
    ],
    [
      "region:\n    type: string",
      "size: 1",
      "missing configuration value `p:region`; set it with `pulumi config set p:region <value> --stack dev`",
      "Pulumi.yaml:5:5",
    ],
  ])("%s, set to %s, is refused", (declared, set, message, source) => {
    const failure = failureOf(() => readText(declared, `config:\n  ${set}\n`));
    expect(failure).toMatchObject({ kind: "configuration", message });
    expect(failure.source && at(failure.source)).toBe(source);
  });

  it.each([
    ["size:\n    type: integer", "p:size: 3", [["p:size", "3"]]],
    [
      "size:\n    type: integer\n    default: 4",
      "other:key: v",
      [
        ["p:size", "4"],
        ["other:key", "v"],
      ],
    ],
    [
      "aws:region: us-east-1",
      "p:x: 1",
      [
        ["aws:region", "us-east-1"],
        ["p:x", "1"],
      ],
    ],
    ["aws:region:\n    value: us-east-1", "aws:region: us-west-2", [["aws:region", "us-west-2"]]],
    [
      "list:\n    type: array\n    default: [1, b]",
      "x: {a: [true]}",
      [
        ["p:list", '[1,"b"]'],
        ["p:x", '{"a":[true]}'],
      ],
    ],
  ])("%s, with %s, is read", (declared, set, values) => {
    expect([...readText(declared, `config:\n  ${set}\n`).values]).toEqual(values);
  });
});

it.each([
  ["config: [a]\n", "`config` in `Pulumi.dev.yaml` must be a mapping", "configuration"],
  ["config:\n  a: [\n", /^`Pulumi\.dev\.yaml` is not valid YAML: /, "program"],
  ["\u0000", "`Pulumi.dev.yaml` is a binary file; it must be YAML text", "program"],
])("a stack file %j is refused", (text, message, kind) => {
  expect(failureOf(() => readText("x: 1", text))).toMatchObject({
    kind,
    message: typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
  });
});

it.each([
  ["config:\n  aws:config:region: us-east-1\n", { "p:x": "1", "aws:region": "us-east-1" }],
  ["config:\n  p:config:x: 2\n", { "p:x": "2" }],
])("a stack file %j has keys in their old form", (text, values) => {
  expect(Object.fromEntries(readText("x: 1", text).values)).toEqual(values);
});

it.each([
  ["a:b:c: 1", "a:b:c", "Pulumi.dev.yaml:2:10"],
  ["a:config:b:c: 1", "a:config:b:c", "Pulumi.dev.yaml:2:17"],
])("a key with more colons, as in %s, is refused", (line, key, source) => {
  const failure = failureOf(() => readText("x: 1", `config:\n  ${line}\n`));
  const message = `configuration key \`${key}\` has too many colons; use \`<namespace>:<name>\``;
  expect(failure).toMatchObject({ kind: "configuration", message });
  expect(failure.source && at(failure.source)).toBe(source);
});

it.each([
  ["environment:\n  - shop/production\n", "Pulumi.dev.yaml:2:3"],
  ["config: {}\nenvironment:\n  imports: [shop]\n", "Pulumi.dev.yaml:3:3"],
  ["environment: []\n", undefined],
  ["environment:\n", undefined],
])("a stack file %j imports an environment: %s", (text, source) => {
  const { environment } = readText("x: 1", text);
  expect(environment && at(environment)).toBe(source);
});

it("what an environment adds is a gap", async () => {
  const { estate } = await previewed("environment-imported");
  const source = { file: "Pulumi.dev.yaml", line: 2, column: 3 };
  expect(estate.gaps).toEqual([
    { stack: "dev", kind: "configuration", what: "environment", cause: "not-seen", source },
  ]);
});

it("repeated keys are refused, and many keys are read at once", () => {
  const failure = failureOf(() => readText("x: 1", "config:\n  a: 1\n  b: 1\n  a: 2\n"));
  expect(failure).toMatchObject({ message: "`Pulumi.dev.yaml` is not valid YAML: map keys must be unique" });
  expect(failure.source && at(failure.source)).toBe("Pulumi.dev.yaml:4:3");
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `  k${index}: 1\n`).join("");
  expect(readText("x: 1", `config:\n${lines(8000)}`).values.size).toBe(8001);
  expect(failureOf(() => readText("x: 1", `config:\n${lines(70_000)}`))).toMatchObject({
    message: "`Pulumi.dev.yaml` goes on; at most 100000 YAML tokens are read",
  });
});

it("a configuration that no program could get is refused", () => {
  const failure = failureOf(() => readText("x: 1", `config:\n  big: ${"x".repeat(130_000)}\n`));
  expect(failure).toMatchObject({
    kind: "configuration",
    message: "the configuration of stack `dev` in `Pulumi.dev.yaml` has 130022 bytes; at most 120000 reach a program",
  });
});

it("an empty stack file has no configuration", () => {
  expect([...readText("x: 1", "").values]).toEqual([["p:x", "1"]]);
});

it.each([
  ["runtime: nodejs\n", "`Pulumi.yaml` lacks `name`; use a project name"],
  ["name: p\n", "`Pulumi.yaml` lacks `runtime`; use `nodejs`, or a mapping with `name` and `options`"],
  ["name: p\nruntime: python\n", "runtime `python` is not supported; only `nodejs` programs can be previewed"],
  ["name: p\nruntime: nodejs\nmain: ../elsewhere\n", "`main` must lie in the project's folder, not at `../elsewhere`"],
  ["name: p\nruntime: nodejs\nmain: gone/index.ts\n", "`main` names `gone/index.ts`, whose folder doesn't exist"],
  ['name: p\nruntime: nodejs\nmain: "a\\0b"\n', '`main` must be a path, not "a\\u0000b"'],
  ["name: a b\nruntime: nodejs\n", 'project name "a b" is not valid; use letters, digits, `-`, `_` and `.`'],
  [
    "name: p\nruntime: nodejs\nstackConfigDir: Pulumi.yaml\n",
    "the stacks' files must lie in a folder; `Pulumi.yaml` is none",
  ],
])("a project file %j is refused", async (text, message) => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), text);
  const found = await failures(folder);
  rmSync(folder, { recursive: true });
  expect(found.map((failure) => failure.message)).toEqual([message]);
});

it("a stack file whose ending isn't the project file's is refused", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: p\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "");
  writeFileSync(path.join(folder, "Pulumi.dev.yml"), "");
  const found = await failures(folder);
  rmSync(folder, { recursive: true });
  const message = "`Pulumi.dev.yml` is not read beside `Pulumi.yaml`; use `Pulumi.dev.yaml`";
  expect(found).toEqual([{ kind: "configuration", message }]);
});

it("a stack that doesn't exist is refused, with those that do", async () => {
  const [failure] = await failures("stacks-in-a-folder", { stacks: ["four"] });
  const message = "no stack `four` in project `stacks-in-a-folder`; use `one`, `three`, `two`";
  expect(failure).toEqual({ kind: "configuration", message });
});

function readText(declared: string, stackFile: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
  try {
    writeFileSync(path.join(folder, "Pulumi.yaml"), `name: p\nruntime: nodejs\nconfig:\n  ${declared}\n`);
    writeFileSync(path.join(folder, "Pulumi.dev.yaml"), stackFile);
    return readConfiguration(readProject(folder), "dev", {});
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function failureOf(read: () => unknown): Failure {
  try {
    read();
  } catch (error) {
    if (error instanceof PreviewError) return error.failure;
    throw error;
  }
  throw new Error("nothing failed");
}

it("the fixture's secrets are encrypted in its file", () => {
  const text = readFileSync(path.join(programs, "configuration", "Pulumi.dev.yaml"), "utf8");
  expect(text).not.toContain("hunter");
});
