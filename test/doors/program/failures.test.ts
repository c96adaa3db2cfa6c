import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Failure } from "../../../doors/program/preview";
import { at, failures, preview, programs } from "./previewed";

jest.setTimeout(120_000);

type Case = readonly [stack: string, message: string, source: string | undefined];

/** The stacks of one program, each of which fails in its own way; run together. */
const cases: readonly Case[] = [
  ["throws-an-error", "the program threw an error: no database", "index.ts:12:11"],
  ["throws-a-string", "the program threw a string: no database (only an Error carries its line)", undefined],
  ["throws-undefined", "the program threw `undefined` (only an Error carries its line)", undefined],
  [
    "throws-an-object",
    "the program threw an object: { code: 7, reason: 'no database' } (only an Error carries its line)",
    undefined,
  ],
  ["throws-what-cannot-be-shown", "the program threw an object: {} (only an Error carries its line)", undefined],
  ["throws-a-run-error", "the program threw an error: the account is closed", "index.ts:37:11"],
  ["throws-a-resource-error", "the program threw an error: the bucket is full", "index.ts:40:11"],
  [
    "throws-an-error-of-many-lines",
    "the program threw an error: first line\n    at second (line)\nthird line",
    "index.ts:43:11",
  ],
  ["rejects-later", "the program threw an error: too late", "index.ts:46:42"],
  ["rejects-with-nothing", "the program threw `undefined` (only an Error carries its line)", undefined],
  ["exits-with-0", "the program called `process.exit(0)` before its end", "index.ts:51:33"],
  ["exits-with-3", "the program called `process.exit(3)` before its end", "index.ts:54:13"],
  ["never-settles", "the program ended while it waited for something that never comes, such as a promise", undefined],
  [
    "registers-a-urn-twice",
    "two resources have the URN `urn:pulumi:registers-a-urn-twice::fails-in-many-ways::cloud:index:Bucket::orders`; give each its own name",
    "index.ts:70:5",
  ],
  [
    "requires-configuration",
    "missing configuration value `shop:region`; set it with `pulumi config set shop:region <value> --stack requires-configuration`",
    "index.ts:73:31",
  ],
  [
    "requires-a-secret",
    "missing configuration value `fails-in-many-ways:password`; set it with `pulumi config set fails-in-many-ways:password <value> --stack requires-a-secret`",
    "index.ts:76:25",
  ],
  ["logs-an-error", "the program reported an error: the quota is used up", undefined],
  ["fails-in-an-apply", "the program threw an error: no orders", "index.ts:83:13"],
  ["fails-in-a-transform", "a transform of resource `transformed` failed: no transform", "index.ts:87:5"],
  ["fails-in-an-input", 'the program threw an error: error serializing property "name": no name', "index.ts:100:51"],
  ["needs-a-missing-module", "package `not-installed-anywhere` is not installed; run `npm install`", "index.ts:102:35"],
  ["needs-a-missing-file", "module `./gone` doesn't exist", "index.ts:103:33"],
  [
    "needs-an-output-that-is-missing",
    "the program threw an error: Required output 'vpc' does not exist on stack 'ends'.",
    undefined,
  ],
  [
    "uses-an-invalid-type",
    "resource `orders` has the type `bucket`; use the form `package:module:Type`",
    "index.ts:108:5",
  ],
  ["throws-a-syntax-error", "the program threw an error: not a list", "index.ts:111:11"],
];

describe("a program that fails", () => {
  const found = failures("fails-in-many-ways", { stacks: [...cases.map(([stack]) => stack), "ends"] });

  it.each(cases)("%s", async (stack, message, source) => {
    const failure = (await found).find((one) => one.stack === stack);
    expect(failure).toMatchObject({ stack, message });
    expect(failure?.source && at(failure.source)).toBe(source);
  });

  it("is the caller's to mend only when configuration is missing", async () => {
    const mendable = (await found).filter(({ kind }) => kind === "configuration").map(({ stack }) => stack);
    expect(mendable).toEqual(["requires-configuration", "requires-a-secret"]);
  });

  it("is told without a word of the engine's own code or the SDK's", async () => {
    const ours = /doors\/|node_modules|preload|\.cjs|UNKNOWN|\bgrpc\b/;
    expect((await found).filter((failure) => ours.test(JSON.stringify(failure)))).toEqual([]);
  });

  it("doesn't hide the stacks that fail beside it, nor adds those that don't", async () => {
    expect((await found).map(({ stack }) => stack).sort()).toEqual(cases.map(([stack]) => stack).sort());
  });
});

describe("a program that swallows the error", () => {
  it("fails all the same when a resource was refused", async () => {
    const found = await failures("errors-swallowed");
    expect(found.map(({ stack, ...failure }) => [stack, shownFailure(failure)])).toEqual([
      [
        "read",
        {
          message: "resource `orders` has the type `Bucket`; use the form `package:module:Type`",
          source: "index.ts:19:3",
        },
      ],
      ["transform", { message: "a transform of resource `orders` failed: no transform", source: "index.ts:16:3" }],
      [
        "twice",
        {
          message:
            "two resources have the URN `urn:pulumi:twice::errors-swallowed::cloud:index:Bucket::orders`; give each its own name",
          source: "index.ts:10:3",
        },
      ],
    ]);
  });

  it("fails when it looks up a resource without an id", async () => {
    const found = await failures("looked-up-without-an-id");
    expect(found.map(shownFailure)).toEqual([{ message: "resource `orders` has an empty id", source: "index.ts:4:8" }]);
  });

  it("fails when it writes more than any preload does to the descriptor of reports", async () => {
    const found = await failures("reports-flooded");
    const message = "the program wrote too much to descriptor 3, which is Stateside's";
    expect(found.map(shownFailure)).toEqual([{ message }, { message }]);
  });

  it("fails when it registers what no SDK would", async () => {
    const found = await failures("registrations-hostile");
    const self = (stack: string) => `urn:pulumi:${stack}::registrations-hostile::pulumi:pulumi:Stack::self`;
    expect(found.map(({ message }) => message)).toEqual([
      "resource `custom` has the type `pulumi:pulumi:Stack`, which is the program's own",
      `resource \`self\` has the parent \`${self("its-own-parent")}\`, which is not registered`,
      `resource \`bucket\` has the parent \`${self("parent-unknown")}-not\`, which is not registered`,
      "`second` is a second stack; a program has one",
    ]);
  });
});

describe("a program whose error holds a secret of its configuration", () => {
  it("fails without showing it", async () => {
    const found = await failures("secret-in-an-error", { environment: { PULUMI_CONFIG_PASSPHRASE: "correct horse" } });
    expect(found.map(shownFailure)).toEqual([
      {
        message:
          "the program threw an error: Configuration 'secret-in-an-error:password' value '[secret]' is not a valid number",
        source: "index.ts:4:44",
      },
      {
        message: 'the program threw an error: can\'t log in with [secret], {"password":"[secret]"}',
        source: "index.ts:6:9",
      },
    ]);
  });
});

describe("a program that can't be loaded", () => {
  it.concurrent.each([
    ["broken-typescript", 'syntax error: Expected "]" but found "new"', "index.ts:4:1"],
    ["broken-javascript", "syntax error: Unexpected token ';'", "index.js:4:1"],
    ["broken-es-module", 'syntax error: Unexpected "="', "index.js:3:21"],
    ["broken-import", 'syntax error: Expected "}" but found ";"', "regions.ts:2:19"],
    [
      "es-module-fails",
      "missing configuration value `es-module-fails:region`; set it with `pulumi config set es-module-fails:region <value> --stack dev`",
      "config.ts:4:30",
    ],
    [
      "declared-configuration-missing",
      "missing configuration value `declared-configuration-missing:region`; set it with `pulumi config set declared-configuration-missing:region <value> --stack dev`",
      "Pulumi.yaml:8:5",
    ],
    ["broken-empty-program", "the program `index.ts` is empty", undefined],
    ["broken-binary-program", "the program `index.ts` is a binary file; it must be source text", undefined],
    [
      "main-is-missing",
      "the program has no entry point; add index.ts, or name one as `main` in package.json",
      undefined,
    ],
    [
      "lookup-unanswered",
      "`aws:ec2/getVpc:getVpc` asks the cloud, and a preview without an account can't; give its result with --invokes FILE",
      "index.ts:4:29",
    ],
  ])("%s", async (program, message, source) => {
    expect((await failures(program)).map(shownFailure)).toEqual([{ message, source }]);
  });

  it("says that the SDK is not installed", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
    try {
      cpSync(path.join(programs, "module-commonjs"), folder, { recursive: true });
      const message = "the package @pulumi/pulumi is not installed for this program; run `npm install` in its folder";
      expect((await failures(folder)).map(shownFailure)).toEqual([{ message, source: undefined }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a program that doesn't end", () => {
  const stopped = (stack: string) => `the program did not end within 2 s; raise the limit with --timeout (${stack})`;

  it("is ended at its time limit, with every process that it started", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
    const file = path.join(folder, "pid");
    try {
      const found = await failures("fails-in-many-ways", {
        stacks: ["loops-for-ever", "waits-for-ever"],
        timeout: 2,
        environment: { PID_FILE: file },
      });
      expect(found.map(({ stack, message }) => `${message} (${stack ?? ""})`)).toEqual([
        stopped("loops-for-ever"),
        stopped("waits-for-ever"),
      ]);
      const grandchild = Number(readFileSync(file, "utf8"));
      expect(grandchild).toBeGreaterThan(1);
      expect(isRunning(grandchild)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ["before it starts", () => AbortSignal.abort()],
    ["while it runs", () => AbortSignal.timeout(500)],
  ])("is ended when the preview is interrupted %s", async (_, signal) => {
    const result = await preview("fails-in-many-ways", { stacks: ["waits-for-ever"], signal: signal() });
    expect(result).toEqual({
      kind: "failed",
      failures: [{ kind: "program", stack: "waits-for-ever", message: "the preview was interrupted" }],
    });
  });
});

function shownFailure({ message, source }: Failure) {
  return { message, source: source && at(source) };
}

/** A process that has ended but that nobody waited for (a container without an init) counts as ended. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  if (existsSync("/proc/self/stat")) {
    return existsSync(status) && !/\) Z /.test(readFileSync(status, "utf8"));
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
