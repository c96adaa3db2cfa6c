import { readFileSync } from "node:fs";
import path from "node:path";
import { types } from "node:util";
import { isLive } from "../components/phases";
import { ProgramError } from "../components/program-error";
import { parseMandate } from "../policies/residency/mandate";
import type { Center, Mandate } from "../policies/residency/mandate";

/**
 * The center that a stack is, as the mandate has it today.
 *
 * @throws ProgramError when the mandate can't be read, or when the stack isn't exactly one center in one region of the cloud
 */
export function centerOf(stack: string, cloud: Center["cloud"]): Center & { readonly region: string } {
  const file = mandateFile();
  const centers = readMandate(file).centers.filter((center) => center.stack === stack);
  const [center] = centers;
  if (center === undefined) {
    throw new ProgramError(`${file}: no center has \`stack: ${stack}\`; add it under \`centers\``);
  }
  const [region] = center.regions;
  if (centers.length > 1 || center.cloud !== cloud || region === undefined || center.regions.length > 1) {
    throw new ProgramError(
      `${file}: center \`${center.name}\` has cloud \`${center.cloud}\` and regions \`${center.regions.join(", ")}\`; ` +
        `stack \`${stack}\` builds one center with cloud \`${cloud}\` and one region`,
    );
  }
  return { ...center, region };
}

/**
 * The mandate that the stacks are built by.
 *
 * @throws ProgramError when it can't be read
 */
export function currentMandate(): Mandate {
  return readMandate(mandateFile());
}

/** The regions of a cloud's centers that aren't deleted yet, sorted. */
export function liveRegions({ centers }: Mandate, cloud: Center["cloud"]): string[] {
  const live = centers.filter((center) => center.cloud === cloud && isLive(center));
  return [...new Set(live.flatMap(({ regions }) => regions))].sort();
}

/** The classes that data may have, in the mandate's order. */
export function dataClasses({ classes }: Mandate): string[] {
  return [...classes.keys()];
}

/** `check` hands its mandate down, so that judge and program read the same one; else it is the project's own. */
function mandateFile(): string {
  const given = process.env["STATESIDE_MANDATE"];
  return given === undefined || given === "" ? path.join(__dirname, "..", "mandate.yaml") : given;
}

function readMandate(file: string): Mandate {
  const result = parseMandate(readText(file), file);
  if ("mandate" in result) return result.mandate;
  const lines = result.errors.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  throw new ProgramError(lines.join("\n"));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = types.isNativeError(error) ? error.message : String(error);
    throw new ProgramError(`the mandate can't be read: ${reason}`);
  }
}
