import path from "node:path";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { lookOf, seeAndJudge, type Judged } from "../judge/judged";
import { parseReportOptions } from "../judge/options";
import type { Result } from "../judge/result";
import { readResult } from "../judge/saved-result";
import { assertWritable, inventoryFormats, writeOutputs } from "../outputs";
import { renderInventory } from "../reports/inventory";
import type { Io } from "../standard-streams";
import { today } from "../today";

/** Options that say what to look at, or by what; a saved result has its own answers. */
const ofJudging = [
  ...(["program", "stack", "state", "whole", "mandate", "trust", "date", "assume", "invokes", "timeout"] as const),
];

/**
 * Lists every holder of data, of programs, states or a saved result. Ends with 0 when it could, whatever the verdict.
 * @throws UsageError, UnreadableError, WriteError
 */
export async function inventory(given: Given<"inventory">, io: Io): Promise<Ending> {
  const options = parseReportOptions(given, inventoryFormats, io.cwd, today(), "inventory", clashes(given));
  await assertWritable(options.outputs);
  const found = given.result === undefined ? await seeAndJudge(options, io) : await saved(given.result, io);
  if (found.kind === "ended") return found.ending;
  const { result } = found;
  const look = (toFile: boolean) => lookOf(given, options, toFile, io);
  await writeOutputs(
    options.outputs,
    ({ format, file }) => renderInventory(result, format, look(file !== undefined)),
    io,
  );
  return "clean";
}

async function saved(
  file: string,
  { cwd }: Io,
): Promise<{ readonly kind: "judged"; readonly result: Result } | Extract<Judged, { readonly kind: "ended" }>> {
  return { kind: "judged", result: await readResult(path.resolve(cwd, file), cwd) };
}

function clashes(given: Given<"inventory">): string[] {
  if (given.result === undefined) return [];
  return ofJudging.flatMap((name) => {
    const value = given[name];
    const isGiven = typeof value === "object" ? value.length > 0 : value !== undefined && value !== false;
    return isGiven ? [`\`--${name}\` is about what is judged, and \`--result\` is judged already; leave one out`] : [];
  });
}
