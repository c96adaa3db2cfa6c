import { readFileSync } from "node:fs";
import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Answers } from "../../doors/program/lookups";
import type { Estate } from "../../policies/residency/estate";
import { mandateOf } from "../support/terms";
import type { Mandate } from "../../policies/residency/mandate";

const root = path.join(__dirname, "../..");

/** The project's own mandate. */
export const ownMandate = path.join(root, "mandate.yaml");

/** The mandate of a file, with its text changed. */
export function readMandate(file: string, change: (text: string) => string = (text) => text): Mandate {
  return mandateOf(change(readFileSync(file, "utf8")));
}

/** All of the project's stacks as one estate, with their example configuration, built by a mandate. */
export async function previewStacks(mandateFile: string, invokes: Answers = new Map()): Promise<PreviewedStacks> {
  const preview = await previewProgram({
    directory: root,
    stacks: [],
    timeout: 60,
    environment: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    assume: new Map(),
    invokes,
    mandateFile,
  });
  if (preview.kind === "failed") throw new Error(preview.failures.map(({ message }) => message).join("\n"));
  return preview;
}

export interface PreviewedStacks {
  readonly estate: Estate;
  /** What each stack exports. */
  readonly outputs: ReadonlyMap<string, object>;
}
