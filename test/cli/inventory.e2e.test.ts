import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Papa from "papaparse";
import { root, stateside } from "./run";

const programs = path.join(root, "test/fixtures/programs");
const inventory = (...args: string[]) => stateside(["inventory", "--quiet", ...args], { cwd: programs });
const ofProgram = ["--program", "holders-and-keys", "--date", "2026-11-22"];
let folder = "";

jest.setTimeout(60_000);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-inventory-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("stateside inventory", () => {
  it("lists each holder with class, place, key, copies and source, and ends with 0 whatever the verdict", async () => {
    const { code, stdout, stderr } = await inventory(...ofProgram);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, orders = ""] = /^( {2}orders {2}aws:s3\/bucket:Bucket\n(?: {4}.*\n)+)/m.exec(stdout) ?? [];
    expect(orders).toBe(
      [
        "  orders  aws:s3/bucket:Bucket",
        "    holds   us-user data (content); classed by the mandate's default",
        "    place   aws:us-east-1",
        '    key     customer\'s: key "orders" in aws:us-east-1, by `rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId` of bucket server side encryption configuration "orders"',
        '    copies  → bucket "replica" in aws:us-west-2 (replication)',
        "    source  holders-and-keys/index.ts:7:16",
        "",
      ].join("\n"),
    );
    expect(stdout).toContain("not known whether they hold data\n  unheard-of  cloud:index:Vault  in stack dev\n");
    expect(stdout).toContain("by class  us-user 7 · operational 1\n");
    expect(stdout).toContain("1 stack · 8 holders · 1 not known\n");
  });

  it("tells the keys of parts by what they are parts of, and nothing of a key that is a secret", async () => {
    const files = { csv: path.join(folder, "holders.csv"), json: path.join(folder, "holders.json") };
    const outputs = ["-o", "text", "-o", `csv=${files.csv}`, "-o", `json=${files.json}`];
    const { code, stdout } = await inventory(...ofProgram, ...outputs);
    expect(code).toBe(0);
    const csv = readFileSync(files.csv, "utf8");
    const json = readFileSync(files.json, "utf8");
    for (const text of [stdout, csv, json]) expect(text).not.toContain("canary");
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    const told = data.map(({ type = "", name, key, key_names }) => [type.split(":")[1], name, key, key_names]);
    expect(told).toEqual([
      ["cloudwatch/logGroup", "access", "customer", ""],
      ["ebs/volume", "scratch", "unknown", ""],
      ["kms/key", "orders", "provider", ""],
      ["rds/instance", "database", "none", ""],
      ["rds/snapshot", "nightly", "none", ""],
      ["s3/bucket", "orders", "customer", "orders"],
      ["s3/bucket", "replica", "provider", ""],
      ["s3/bucketObject", "terms", "customer", "orders"],
      ["index", "unheard-of", "", ""],
    ]);
    const { holders } = JSON.parse(json) as { holders: readonly { name: string; key: { keys: readonly unknown[] } }[] };
    expect(holders.find(({ name }) => name === "access")?.key.keys).toEqual([
      expect.objectContaining({ urn: null, places: ["an allowed place (secret)"], property: "kmsKeyId" }),
    ]);
  });

  it("is the same of a result that check saved", async () => {
    const file = path.join(folder, "result.json");
    const check = await stateside(["check", "--quiet", ...ofProgram, "-o", `json=${file}`], { cwd: programs });
    expect(check.code).toBe(1);
    const saved = await inventory("--result", file, "-o", "json");
    const fresh = await inventory(...ofProgram, "-o", "json");
    expect(saved).toEqual(fresh);
  });

  it("lists what is deployed, and the key by what its state says of it", async () => {
    const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
    const aws = urn("pulumi:providers:aws", "default");
    const arn = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
    const managed = (type: string, name: string, inputs: object, outputs: object = {}) => ({
      ...{ urn: urn(type, name), custom: true, id: name, type, inputs, outputs, provider: `${aws}::p` },
    });
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "canary" };
    const resources = [
      { urn: aws, custom: true, id: "p", type: "pulumi:providers:aws", inputs: { region: "us-east-1" }, outputs: {} },
      managed("aws:kms/key:Key", "main", {}, { arn }),
      managed("aws:cloudwatch/logGroup:LogGroup", "logs", { kmsKeyId: arn }),
      managed("aws:sqs/queue:Queue", "jobs", { kmsMasterKeyId: secret }),
    ];
    const file = path.join(folder, "state.json");
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
    const { code, stdout, stderr } = await inventory("--state", file, "--date", "2026-11-22");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('key     customer\'s: key "main" in aws:us-east-1, by `kmsKeyId`\n');
    expect(stdout).toContain("key     not known: encrypted, and nobody gave the means to decrypt it\n");
    expect(stdout).not.toContain("canary");
  });

  it("refuses options about judging beside a saved result", async () => {
    const run = await inventory("--result", "result.json", "--stack", "dev", "--date", "2026-11-22", "-o", "yaml");
    expect(run).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: `--stack` is about what is judged, and `--result` is judged already; leave one out\n" +
        "error: `--date` is about what is judged, and `--result` is judged already; leave one out\n" +
        "error: unknown format `yaml` in `-o yaml`; use text, csv, json\n" +
        "see `stateside inventory --help`\n",
    });
    const state = await inventory("--result", "result.json", "--state", "state.json", "--whole");
    expect(state.code).toBe(2);
    expect(state.stderr).toContain("`--state` is about what is judged");
    expect(state.stderr).toContain("`--whole` is about what is judged");
  });

  it("ends with 3 where there is nothing to read, and with 2 where there is no program", async () => {
    expect(await inventory("--result", "nowhere.json")).toMatchObject({ code: 3, stdout: "" });
    const file = path.join(folder, "half.json");
    writeFileSync(file, '{"version": 1, "verdict": "clean"');
    const half = await inventory("--result", file);
    expect(half).toMatchObject({ code: 3, stdout: "" });
    expect(half.stderr).toContain("is not JSON, or not all of it is there");
    expect(await inventory("--program", "broken-no-project")).toMatchObject({ code: 2, stdout: "" });
    expect(await inventory("--program", "broken-syntax")).toMatchObject({ code: 3, stdout: "" });
  });

  it("has help within 80 columns", async () => {
    const { code, stdout } = await inventory("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("stateside inventory -o csv=holders.csv");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
