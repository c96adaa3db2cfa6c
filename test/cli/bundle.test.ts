import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { command, root } from "./run";

/** Every file of a folder with the digest of its content. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const ofFiles = files.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(ofFiles.map((name) => [name, digest(path.join(folder, name))]));
}

function digest(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
}

describe("the bundle", () => {
  it("is built quietly", () => {
    expect(spawnSync("node", ["build.mjs"], { cwd: root, encoding: "utf8" })).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("needs no package of the program's", () => {
    const required = readFileSync(command, "utf8").matchAll(/\brequire\("([^"]+)"\)/g);
    expect([...required].map(([, name]) => name).filter((name) => !isBuiltin(name ?? ""))).toEqual([]);
  });

  it("can be run as it is", () => {
    expect(statSync(command).mode & 0o111).toBe(0o111);
    expect(readFileSync(command, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("has the kernel's data and the child's files beside it", () => {
    expect(contents(path.join(root, "dist/data"))).toEqual(contents(path.join(root, "policies/residency/data")));
    expect(contents(path.join(root, "dist/child"))).toEqual(contents(path.join(root, "doors/program/child")));
  });

  it("loads the engine only when it is needed, so that help comes at once", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-loaded-"));
    try {
      const preload = path.join(folder, "print-loaded.cjs");
      writeFileSync(
        preload,
        'process.on("exit", () => process.stderr.write(process.moduleLoadList.join("\\n") + "\\n"));',
      );
      // gRPC needs HTTP/2 and nothing else does; how long a start takes is for the benchmarks to say.
      const loadsEngine = (line: string) => {
        const args = ["--require", preload, command, ...line.split(" ")];
        return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" }).stderr.includes(
          "NativeModule http2\n",
        );
      };
      const lines = ["--version", "--help", "check --help", "check --stak", "explain", "check"];
      expect(lines.filter(loadsEngine)).toEqual(["check"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a fault of ours", () => {
  /** A bundle without its data can't look up a region. */
  function broken(environment: Record<string, string>) {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-bundle-"));
    try {
      copyFileSync(command, path.join(folder, "stateside.js"));
      const args = [path.join(folder, "stateside.js"), "check", "--assume", "aws:region=us-east-1"];
      return { folder, ...spawnSync(process.execPath, args, { env: environment, encoding: "utf8" }) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it("ends with 70, one line and how to report it", () => {
    const { folder, status, stdout, stderr } = broken({});
    expect({ status, stdout, stderr }).toEqual({
      status: 70,
      stdout: "",
      stderr:
        `internal error: ENOENT: no such file or directory, open '${folder}/data/regions.json'\n` +
        "  this is a fault of stateside: please report it with the output of STATESIDE_DEBUG=1\n",
    });
  });

  it("shows its stack on request", () => {
    expect(broken({ STATESIDE_DEBUG: "1" }).stderr).toMatch(/^Error: ENOENT: .*\n {4}at /);
  });
});
