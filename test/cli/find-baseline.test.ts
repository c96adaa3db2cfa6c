import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { baselineText } from "../../cli/baseline-file";
import { findBaseline } from "../../cli/judge/find-baseline";
import { findJudging } from "../../cli/judge/judging";
import { Undone } from "../../cli/undone";
import { UsageError } from "../../cli/usage-error";
import { noBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { Repository } from "./repository";

// A repository takes a dozen runs of git.
jest.setTimeout(30_000);

const entry: BaselineEntry = {
  ...{ finding: "7f3a91c2b4d50e16", traceHash: null, rule: "us-data-stays-in-us" },
  ...{ stack: "dev", project: "shop", resource: "a:b:C::d" },
};
const one = baselineText([entry]);
const two = baselineText([entry, { ...entry, stack: "prod" }]);

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-baseline-test-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const file = () => path.join(folder, "baseline.json");

/** What a promise is refused with. */
async function refusal(promise: Promise<unknown>): Promise<readonly string[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UsageError) return error.messages;
    throw error;
  }
  return [];
}

describe("the baseline of a working tree", () => {
  const find = (mandateFile?: string) => findBaseline(folder, mandateFile, folder);

  it("is beside Pulumi.yaml under the built-in mandate, and else beside the mandate", async () => {
    writeFileSync(file(), one);
    mkdirSync(path.join(folder, "rules"));
    writeFileSync(path.join(folder, "rules/baseline.json"), two);
    expect(await find()).toMatchObject({ list: { entries: [entry] }, source: "baseline.json", file: file() });
    const other = await find(path.join(folder, "rules/ours.yaml"));
    expect([other.list.entries.length, other.source]).toEqual([2, "rules/baseline.json"]);
  });

  it("may be absent", async () => {
    expect(await find()).toEqual({ list: noBaseline, source: null, file: file() });
  });

  it.each<[string, () => void, string]>([
    [
      "empty",
      () => {
        writeFileSync(file(), "");
      },
      "baseline.json:1:1: the baseline is empty; use a JSON object",
    ],
    [
      "cut off",
      () => {
        writeFileSync(file(), one.slice(0, -6));
      },
      "baseline.json:5:1: unreadable JSON: the end stands where `,` or `]` has to",
    ],
    [
      "a folder",
      () => {
        mkdirSync(file());
      },
      "can't read `baseline.json`: it is a folder",
    ],
    [
      "a link to nowhere",
      () => {
        symlinkSync("nowhere", file());
      },
      "can't read `baseline.json`: no such file or folder",
    ],
    [
      "10 MB",
      () => {
        writeFileSync(file(), "x".repeat(10_000_000));
      },
      "baseline.json:1:1: the baseline has 10000000 bytes; at most 4000000 are read",
    ],
    [
      "endless",
      () => {
        writeFileSync(file(), "");
        truncateSync(file(), 1 << 30);
      },
      "can't read `baseline.json`: it has more than 20000000 bytes",
    ],
  ])("is refused when it is %s", async (_, make, message) => {
    make();
    expect(await refusal(find())).toEqual([message]);
  });
});

describe("the baseline at a trusted revision", () => {
  let repository: Repository;
  /** Commits these files on `main`, then leaves these in the working tree. */
  function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
    repository.write({ "Pulumi.yaml": "name: shop\n", ...before });
    repository.commit();
    for (const name of Object.keys(before)) rmSync(path.join(folder, name));
    repository.write(after);
  }
  const find = () =>
    findJudging(
      { directory: folder, trust: "main" },
      {
        ...{ cwd: folder, environment: { PATH: process.env["PATH"] }, undone: new Undone() },
        ...{ stdout: process.stdout, stderr: process.stderr, signal: new AbortController().signal },
      },
    );
  beforeEach(() => {
    repository = new Repository(folder);
  });

  it.each<[string, Record<string, string>, Record<string, string>, number, string[]]>([
    ["as it was", { "baseline.json": one }, { "baseline.json": one }, 1, []],
    ["grown", { "baseline.json": one }, { "baseline.json": two }, 1, ["baseline.json changed"]],
    ["broken", { "baseline.json": one }, { "baseline.json": "" }, 1, ["baseline.json changed"]],
    ["added", {}, { "baseline.json": one }, 0, ["baseline.json added"]],
    ["removed", { "baseline.json": one }, {}, 1, ["baseline.json removed"]],
    [
      "added with mandate and waivers",
      {},
      { "baseline.json": one, "mandate.yaml": "name: lax\n", "waivers.yaml": "[]\n" },
      0,
      ["baseline.json added", "mandate.yaml added", "waivers.yaml added"],
    ],
  ])("counts, which the working tree has %s", async (_, before, after, count, changes) => {
    changed(before, after);
    const { baseline, trust } = await find();
    expect([baseline.list.entries.length, baseline.source]).toEqual([count, count === 0 ? null : "baseline.json"]);
    expect(trust?.changed.map((each) => `${each.file} ${each.change}`)).toEqual(changes);
  });

  it("is refused with every error, and with the revision", async () => {
    changed({ "baseline.json": '{"version": 2, "findings": 1}' }, { "baseline.json": one });
    expect(await refusal(find())).toEqual([
      "baseline.json:1:13 at main: `version` is `2`; this version of stateside reads 1",
    ]);
  });

  it("is refused when it is a symbolic link there", async () => {
    repository.write({ "Pulumi.yaml": "name: shop\n", "other.json": two });
    symlinkSync("other.json", file());
    repository.commit();
    expect(await refusal(find())).toEqual([
      "can't read `--trust main`: `baseline.json` is a symbolic link there; use a file",
    ]);
  });

  it("is told as changed where the working tree has made it a link, or can't be read", async () => {
    changed({ "baseline.json": one }, { "other.json": two });
    symlinkSync("other.json", file());
    expect((await find()).trust?.changed).toEqual([{ file: "baseline.json", change: "changed" }]);
    rmSync(file());
    mkdirSync(file());
    const { baseline, trust } = await find();
    expect(baseline.list.entries).toEqual([entry]);
    expect(trust?.changed).toEqual([{ file: "baseline.json", change: "removed" }]);
  });
});
