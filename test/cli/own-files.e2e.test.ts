import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./run";

jest.setTimeout(60_000);

/** Says in every table of Stateside's own that its bucket abroad is at home. */
const program = `"use strict";
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const preload = process.execArgv.find((one) => one.endsWith("preload.cjs"));
const data = path.join(path.dirname(preload), "../data");
for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (entry.isFile()) writeFileSync(file, readFileSync(file, "utf8").replaceAll('"DE"', '"US"').replaceAll("store", "network"));
}
const aws = require("@pulumi/aws");
new aws.s3.Bucket("orders", { region: "eu-central-1" });
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-own-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  cpSync(path.join(root, "dist"), path.join(folder, "dist"), { recursive: true });
  mkdirSync(path.join(folder, "shop"));
  writeFileSync(path.join(folder, "shop/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "shop/package.json"), '{ "main": "index.js" }\n');
  writeFileSync(path.join(folder, "shop/index.js"), program);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("a program that changes the tables that judge it", () => {
  it("is judged by what they said before", () => {
    const regions = path.join(folder, "dist/data/regions.json");
    const before = readFileSync(regions, "utf8");
    const args = [path.join(folder, "dist/stateside.js"), "check", "--quiet", "--program", path.join(folder, "shop")];
    const run = () => execFileSync(process.execPath, args, { env: { PATH: process.env["PATH"] }, stdio: "pipe" });
    expect(run).toThrow(expect.objectContaining({ status: 1 }) as Error);
    // It did change them.
    expect(readFileSync(regions, "utf8")).not.toBe(before);
  });
});
