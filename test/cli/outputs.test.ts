import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { assertWritable, writeReport } from "../../cli/outputs";
import { WriteError } from "../../cli/write-error";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-outputs-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a report's file", () => {
  it("is made, and leaves nothing else in the folder", async () => {
    await writeReport(path.join(folder, "result.json"), "{}\n");
    expect(readdirSync(folder)).toEqual(["result.json"]);
    expect(readFileSync(path.join(folder, "result.json"), "utf8")).toBe("{}\n");
  });

  it("is replaced whole and keeps its mode", async () => {
    const file = path.join(folder, "result.json");
    writeFileSync(file, "before");
    chmodSync(file, 0o640);
    const { ino } = statSync(file);
    await writeReport(file, "after");
    expect(readFileSync(file, "utf8")).toBe("after");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(statSync(file).ino).not.toBe(ino);
  });

  it("is written behind a symbolic link, which stays", async () => {
    mkdirSync(path.join(folder, "real"));
    writeFileSync(path.join(folder, "real/result.json"), "before");
    symlinkSync("real/result.json", path.join(folder, "link.json"));
    await writeReport(path.join(folder, "link.json"), "after");
    expect(readFileSync(path.join(folder, "real/result.json"), "utf8")).toBe("after");
    expect(readdirSync(folder).sort()).toEqual(["link.json", "real"]);
  });

  it("may be a device, which stays one", async () => {
    await writeReport("/dev/null", "text");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("fails with its path and the cause, and leaves nothing behind", async () => {
    mkdirSync(path.join(folder, "taken"));
    const missing = path.join(folder, "missing/result.json");
    const taken = path.join(folder, "taken");
    await expect(writeReport(missing, "x")).rejects.toEqual(
      new WriteError(`can't write \`${missing}\`: no such file or folder`),
    );
    await expect(writeReport(taken, "x")).rejects.toEqual(new WriteError(`can't write \`${taken}\`: it is a folder`));
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("fails when a device is full", async () => {
    await expect(writeReport("/dev/full", "x")).rejects.toThrow("can't write `/dev/full`: no space left on the device");
  });
});

describe("before the work", () => {
  it("accepts files that can be written, and standard output", async () => {
    writeFileSync(path.join(folder, "old.json"), "");
    const files = ["old.json", "new.json"].map((name) => ({ format: "json" as const, file: path.join(folder, name) }));
    await expect(assertWritable([{ format: "text" }, ...files])).resolves.toBeUndefined();
  });

  it("tells every file that can't be written", async () => {
    const files = [folder, path.join(folder, "no/such/result.json")];
    const outputs = files.map((file) => ({ format: "json" as const, file }));
    await expect(assertWritable(outputs)).rejects.toMatchObject({
      messages: [
        `can't write \`${folder}\`: it is a folder; use a file in a folder that exists`,
        `can't write \`${folder}/no/such/result.json\`: no such file or folder; use a file in a folder that exists`,
      ],
    });
  });
});
