import type { CheckArguments } from "../command-line";
import type { Ending } from "../exit-codes";
import { assertWritable, writeReport, type Output } from "../outputs";
import { renderJson } from "../reports/json";
import type { Look } from "../reports/pen";
import { renderText } from "../reports/text";
import type { Result } from "../result";
import { print, type Io } from "../standard-streams";
import { parseCheckOptions } from "./check-options";
import { lookOf, previewAndJudge } from "./judged";

/**
 * Previews programs, judges them as one estate, and reports.
 * @throws UsageError, WriteError
 */
export async function check(given: CheckArguments, io: Io): Promise<Ending> {
  const options = parseCheckOptions(given, io.cwd, new Date().toISOString().slice(0, 10));
  await assertWritable(options.outputs);
  const judged = await previewAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;
  const { result } = judged;
  for (const { format, file } of options.outputs) {
    const text = render(result, format, lookOf(given, options, file !== undefined, io));
    await (file === undefined ? print(io.stdout, text) : writeReport(file, text));
  }
  return result.verdict;
}

function render(result: Result, format: Output["format"], look: Look): string {
  switch (format) {
    case "text":
      return renderText(result, look);
    case "json":
      return renderJson(result);
  }
}
