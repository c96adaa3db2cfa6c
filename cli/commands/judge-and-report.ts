import type { JudgeArguments } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { lookOf, seeAndJudge } from "../judge/judged";
import type { ReportOptions } from "../judge/options";
import { assertWritable, writeOutputs, type ResultFormat } from "../outputs";
import { render } from "../reports";
import type { Io } from "../standard-streams";

/**
 * Judges what the options say as one estate, and writes every report that was asked for. Ends as the verdict does.
 * @throws UsageError, WriteError
 */
export async function judgeAndReport(
  given: JudgeArguments,
  options: ReportOptions<ResultFormat>,
  io: Io,
): Promise<Ending> {
  await assertWritable(options.outputs);
  const judged = await seeAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;
  const { result } = judged;
  const look = (toFile: boolean) => lookOf(given, options, toFile, io);
  await writeOutputs(options.outputs, ({ format, file }) => render(result, format, look(file !== undefined)), io);
  return result.verdict;
}
