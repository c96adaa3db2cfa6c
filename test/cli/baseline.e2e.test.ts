import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { Repository } from "./repository";
import { root, stateside } from "./run";

jest.setTimeout(120_000);

const date = "2026-11-22";
/** A program of a bucket for each name, in Frankfurt where the name doesn't say otherwise. */
const program = (...names: readonly string[]) => `"use strict";
const aws = require("@pulumi/aws");
const frankfurt = new aws.Provider("frankfurt", { region: "eu-central-1" });
const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
for (const name of ${JSON.stringify(names)}) {
  new aws.s3.Bucket(name, {}, { provider: name.endsWith("ireland") ? ireland : frankfurt });
}
`;
/** A table in Virginia with a replica in Ireland, which is the second of its replicas where \`others\` come before it. */
const copied = (...others: readonly string[]) => `"use strict";
const aws = require("@pulumi/aws");
const provider = new aws.Provider("virginia", { region: "us-east-1" });
const replicas = ${JSON.stringify([...others, "eu-west-1"].map((regionName) => ({ regionName })))};
new aws.dynamodb.Table("orders", { attributes: [{ name: "id", type: "S" }], hashKey: "id", replicas }, { provider });
`;

let folder: string;
let repository: Repository;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-baseline-e2e-")));
  repository = new Repository(path.join(folder, "repository"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  repository.write({
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "Pulumi.dev.yaml": "config: {}\n",
    "package.json": '{ "main": "index.js" }\n',
    "index.js": program("exports", "imports"),
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = (command: string, ...args: readonly string[]) =>
  stateside([...command.split(" "), "--quiet", "--date", date, ...args], { cwd: repository.folder });
const check = (...args: readonly string[]) => run("check", ...args);
const baseline = (...args: readonly string[]) => run("baseline", ...args);
const file = () => path.join(repository.folder, "baseline.json");
const text = () => readFileSync(file(), "utf8");

async function result(...args: readonly string[]): Promise<Result> {
  // SAFETY: the command has just written its own result.
  return JSON.parse((await check("-o", "json", ...args)).stdout) as Result;
}
const names = ({ findings }: Result) => findings.map(({ resource, known }) => [resource.name, known]);

const told =
  "a baseline is no approval: mend what it holds, or have it waived for a while with `stateside waivers new`";
const there =
  "error: `baseline.json` is there already; use `--replace` to accept what is found now, or `--prune` to only take out what no longer occurs\n";

describe("stateside baseline", () => {
  it("accepts what there is, so that only what is new fails", async () => {
    expect((await check()).code).toBe(1);
    expect(await baseline()).toEqual({
      ...{ code: 0, stderr: "" },
      stdout: `baseline.json: written: 2 findings; they are told, and don't count
  new      us-data-stays-in-us  critical  2
${told}
`,
    });
    expect(
      text()
        .split("\n")
        .filter((line) => line.includes("aws:s3/bucket:Bucket::")),
    ).toHaveLength(2);
    const adopted = await check();
    expect(adopted.code).toBe(0);
    expect(adopted.stdout).toContain(' us-data-stays-in-us: bucket "exports" holds us-user data in eu-central-1');
    expect(adopted.stdout).toMatch(/clean · 2 known \(baseline\) +\d+\.\d s\n$/);

    repository.write({ "index.js": program("exports", "imports", "new") });
    const grown = await result();
    expect([grown.verdict, names(grown)]).toEqual([
      "refused",
      [
        ["new", false],
        ["exports", true],
        ["imports", true],
      ],
    ]);
    expect(grown.baseline).toEqual({ source: "baseline.json", count: 2, gone: [] });
    expect((await check()).code).toBe(1);
  });

  it("names what no longer occurs, and takes it out with --prune", async () => {
    await baseline();
    repository.write({ "index.js": program("exports") });
    const { code, stdout } = await check();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\ngone +finding [0-9a-f]{16} of us-data-stays-in-us, aws:s3\/bucket:Bucket::imports in stack dev: no longer occurs/,
    );
    const before = text();
    const dry = await baseline("--prune", "--dry-run");
    expect(dry.stdout).toMatch(/^baseline\.json: would be written: 1 finding \(0 new, 1 taken out\);/);
    expect(text()).toBe(before);
    expect((await baseline("--prune")).stdout).toMatch(
      /\n {2}out {6}finding [0-9a-f]{16} of us-data-stays-in-us, aws:s3\/bucket:Bucket::imports in stack dev: no longer occurs\n/,
    );
    expect(text()).toBe(before.replace(/,\n.*imports" }/, ""));
    expect((await result()).baseline).toMatchObject({ count: 1, gone: [] });
    expect((await baseline("--prune")).stdout).toBe(`baseline.json: as it was: 1 finding\n${told}\n`);
  });

  it("lets a finding count again whose place or trace has changed", async () => {
    repository.write({ "index.js": program("ireland") });
    await baseline();
    repository.write({ "index.js": program("ireland").replaceAll("eu-west-1", "eu-west-3") });
    expect((await check()).code).toBe(1);

    repository.write({ "index.js": copied() });
    expect((await baseline("--replace")).code).toBe(0);
    expect((await check()).code).toBe(0);
    repository.write({ "index.js": copied("us-west-2") });
    const { verdict, findings, baseline: used } = await result();
    const [entry] = (JSON.parse(text()) as { findings: { finding: string; traceHash: string }[] }).findings;
    expect(verdict).toBe("refused");
    expect(findings).toMatchObject([{ fingerprint: entry?.finding, known: false, rule: "us-data-flows-stay-in-us" }]);
    expect(findings[0]?.traceHash).not.toBe(entry?.traceHash);
    expect(used?.gone).toMatchObject([{ finding: entry?.finding }]);
  });

  it("is judged by the base's with --trust, and told on top", async () => {
    repository.write({ "index.js": program("exports") });
    await baseline();
    const commit = repository.commit();
    repository.git("switch", "--quiet", "--create", "feature");
    repository.write({ "index.js": program("exports", "imports") });
    await baseline("--replace");
    expect((await check()).code).toBe(0);
    const { code, stdout } = await check("--trust", "main");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe(
      `! baseline.json is changed since main, ${commit.slice(0, 12)}: that is not used to judge`,
    );
    expect(names(await result("--trust", "main"))).toEqual([
      ["imports", false],
      ["exports", true],
    ]);
  });

  it("isn't written over without a word for it, before anybody waits for a preview", async () => {
    await baseline();
    repository.write({ "index.js": "throw new Error('not run');\n" });
    const before = text();
    expect(await baseline()).toEqual({ code: 2, stdout: "", stderr: there });
    expect(await baseline("--prune", "--replace")).toEqual({
      ...{ code: 2, stdout: "" },
      stderr:
        "error: `--prune` accepts nothing new and `--replace` does; give one of them\nsee `stateside baseline --help`\n",
    });
    expect((await baseline("--replace")).code).toBe(3);
    expect(text()).toBe(before);
  });

  it("isn't written where there is nothing to accept, or nothing to take out", async () => {
    repository.write({ "index.js": program() });
    expect(await baseline()).toEqual({
      code: 0,
      stdout: "baseline.json: not written: nothing to accept\n",
      stderr: "",
    });
    expect(await baseline("--prune")).toEqual({
      ...{ code: 0, stderr: "" },
      stdout: "no baseline.json: nothing to take out\n",
    });
    expect(existsSync(file())).toBe(false);
  });

  it("isn't written with --dry-run", async () => {
    expect((await baseline("--dry-run")).stdout).toMatch(/^baseline\.json: would be written: 2 findings;/);
    expect(existsSync(file())).toBe(false);
  });

  it("keeps the findings of stacks that it doesn't look at", async () => {
    repository.write({ "Pulumi.prod.yaml": "config: {}\n" });
    await baseline();
    const before = text();
    expect(before.match(/"stack": "prod"/g)).toHaveLength(2);
    repository.write({ "index.js": program("exports") });
    expect((await run("check", "--stack", "dev", "-o", "json")).stdout).toContain('"stack": "dev"');
    expect((await result("--stack", "dev")).baseline?.gone).toMatchObject([{ stack: "dev" }]);
    expect((await result()).baseline?.gone).toMatchObject([{ stack: "dev" }, { stack: "prod" }]);
    const { stdout } = await baseline("--replace", "--stack", "dev");
    expect(stdout).toContain("  kept     2 of stacks that weren't seen, or of rules that weren't judged\n");
    expect(text()).toBe(before.replace(/,\n.*"stack": "dev".*imports" }/, ""));
  });

  it("is written from deployed states, and keeps what other states have", async () => {
    const urn = (stack: string, type: string, name: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;
    const state = (stack: string, ...names: readonly string[]) => {
      const provider = urn(stack, "pulumi:providers:aws", "frankfurt");
      const inputs = { region: "eu-central-1" };
      const resources = [
        { urn: urn(stack, "pulumi:pulumi:Stack", `shop-${stack}`), custom: false, type: "pulumi:pulumi:Stack" },
        { urn: provider, custom: true, id: "1", type: "pulumi:providers:aws", inputs, outputs: inputs },
        ...names.map((name) => {
          const type = "aws:s3/bucket:Bucket";
          return { urn: urn(stack, type, name), custom: true, id: name, type, inputs: {}, provider: `${provider}::1` };
        }),
      ];
      const manifest = { time: "2026-11-22T00:00:00Z", magic: "", version: "v3.248.0" };
      return JSON.stringify({ version: 3, deployment: { manifest, resources } });
    };
    repository.write({ "dev.json": state("dev", "exports", "imports"), "prod.json": state("prod", "exports") });
    await baseline("--whole", "--state", "dev.json", "--state", "prod.json");
    const before = text();
    expect((await run("audit", "--state", "dev.json", "--state", "prod.json")).code).toBe(0);
    repository.write({ "dev.json": state("dev", "exports", "returns") });
    expect((await run("audit", "--state", "dev.json")).code).toBe(1);
    const { stdout } = await baseline("--prune", "--state", "dev.json");
    expect(stdout).toContain(
      "Bucket::imports in stack dev: no longer occurs\n  kept     1 of stacks that weren't seen",
    );
    expect(text()).toBe(before.replace(/.*imports" },\n/, ""));
  });

  it("goes with the mandate that it stands beside", async () => {
    mkdirSync(path.join(repository.folder, "rules"));
    repository.write({ "rules/ours.yaml": "name: ours\n" });
    expect((await baseline("--mandate", "rules/ours.yaml")).stdout).toMatch(/^rules\/baseline\.json: written/);
    expect((await check("--mandate", "rules/ours.yaml")).code).toBe(0);
    expect((await check()).code).toBe(1);
  });

  it("can't take in what is wrong with waivers, and says so", async () => {
    repository.write({
      "mandate.yaml": "name: ours\napprovers: [privacy-board]\n",
      "waivers.yaml": `- finding: "0000000000000000"
  rule: us-data-stays-in-us
  stack: dev
  owner: data
  approver: privacy-board
  reason: rehearsal
  ticket: P-1
  created: 2026-11-01
  expires: 2026-11-02
`,
    });
    const { code, stdout } = await baseline();
    expect(code).toBe(0);
    expect(stdout).toContain("  not in   1 finding of waivers-are-valid, which still counts: mend what it refuses\n");
    expect((await check()).code).toBe(1);
  });

  it("gives way to a waiver", async () => {
    repository.write({ "mandate.yaml": "name: ours\napprovers: [privacy-board]\n", "index.js": program("exports") });
    await baseline();
    const id = (await result()).findings[0]?.fingerprint ?? "";
    const explained = await run(`explain ${id}`);
    expect(explained.stdout).toContain("known    from the baseline: it doesn't count, and nobody has approved it\n");
    const said = ["--owner", "data", "--approver", "privacy-board", "--reason", "rehearsal", "--ticket", "P-1"];
    const waived = await run(`waivers new ${id}`, ...said);
    expect(waived).toMatchObject({ code: 0, stderr: "" });
    expect(waived.stdout).toContain(
      "\nthe baseline has the finding, too: `stateside baseline --prune` takes it out there\n",
    );
    expect((await result()).findings).toMatchObject([{ known: false, waiver: { owner: "data" } }]);
    expect((await baseline("--prune")).stdout).toContain(": is waived, which says until when\n");
    expect(text()).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it.each([
    ["check", []],
    ["baseline", ["--replace"]],
    ["explain 7f3a91c2", []],
  ])("is refused by `%s` when its file isn't valid", async (command, args) => {
    repository.write({ "baseline.json": '{"version": 1, "findings": [{}, }' });
    expect(await run(command, ...args)).toEqual({
      ...{ code: 2, stdout: "" },
      stderr: "error: baseline.json:1:33: unreadable JSON: `}` stands where a JSON value has to\n",
    });
  });
});
