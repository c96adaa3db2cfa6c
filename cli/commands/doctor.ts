import type { Given } from "../command-line/given";
import type { Check } from "../doctor/facts";
import { gatherFacts } from "../doctor/gather";
import { machineChecks } from "../doctor/machine";
import { judgingChecks, programChecks } from "../doctor/program";
import type { Ending } from "../exit-codes";
import { assertFolder } from "../judge/input-files";
import { lookOf } from "../judge/judged";
import { parseReportOptions } from "../judge/options";
import { assertWritable, listFormats, writeOutputs } from "../outputs";
import { doctorText } from "../reports/doctor-text";
import { escapeJson } from "../reports/json";
import type { Io } from "../standard-streams";
import { today } from "../today";

/**
 * Tells what would make a run fail. Ends with 0 when nothing would, with 2 otherwise.
 * @throws UsageError, WriteError
 */
export async function doctor(given: Given<"doctor">, io: Io): Promise<Ending> {
  const options = parseReportOptions(given, listFormats, io.cwd, today(), "doctor");
  await assertWritable(options.outputs);
  await assertFolder(options.directory, io.cwd);
  const facts = await gatherFacts(options.directory, io);
  const checks = [...machineChecks(facts), ...programChecks(facts.program), ...judgingChecks(facts.judging)];
  await writeOutputs(
    options.outputs,
    ({ format, file }) =>
      format === "json"
        ? escapeJson({ version: 1, checks: checks.map(asJson) })
        : doctorText(checks, lookOf(given, options, file !== undefined, io)),
    io,
  );
  return checks.some(({ state }) => state === "fault") ? "usage" : "clean";
}

function asJson({ name, state, message, mend = null }: Omit<Check, "mend"> & { readonly mend?: string | null }) {
  return { name, state, message, mend };
}
