import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readStates, type StateOptions, type StatesRead } from "../../../doors/state";

const folder = mkdtempSync(path.join(tmpdir(), "stateside-states-"));
process.once("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});
let written = 0;

/** A file of a test's own, gone when the test's process ends. */
export function fileOf(content: string | Uint8Array, name = `state-${(written += 1)}.json`): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

export function fixture(name: string): string {
  return path.resolve(__dirname, "../../fixtures/states", name);
}

/** Reads files whose positions are named as the files are. */
export function read(files: readonly string[], more: Partial<StateOptions> = {}): Promise<StatesRead> {
  return readStates({ files, name: (file) => path.basename(file), areWhole: false, assume: new Map(), ...more });
}

/** The estate; or an error that says what was wrong with the files. */
export async function estateOf(files: readonly string[], more: Partial<StateOptions> = {}) {
  const result = await read(files, more);
  if (result.kind === "failed") throw new Error(result.faults.map(({ message }) => message).join("\n"));
  return result.estate;
}

/** What is wrong with a file of this content. */
export async function faultOf(content: string | Uint8Array): Promise<string> {
  const result = await read([fileOf(content)]);
  return result.kind === "failed" ? result.faults.map(({ message }) => message).join("\n") : "nothing";
}

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** A resource of stack `dev` of project `shop` as a state has it. */
export function stated(type: string, name: string, more: Readonly<Record<string, unknown>> = {}) {
  return { urn: urnOf(type, name), custom: true, id: name, type, inputs: {}, outputs: {}, ...more };
}

export const aws = stated("pulumi:providers:aws", "virginia", { id: "1", inputs: { region: "us-east-1" } });

/** An exported state of these resources. */
export function exported(resources: readonly unknown[], more: object = {}, deployment: object = {}): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources, ...deployment }, ...more }, null, 4);
}

/** A bucket, with the provider above. */
export function bucket(name: string, inputs: Readonly<Record<string, unknown>> = {}, more: object = {}) {
  return stated("aws:s3/bucket:Bucket", name, { provider: `${aws.urn}::${aws.id}`, inputs, ...more });
}
