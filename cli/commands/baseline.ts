import { baselineText } from "../baseline-file";
import { planBaseline } from "../baseline-plan";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { assertFolder, shownPath } from "../judge/input-files";
import { judgeSeen, see } from "../judge/judged";
import { findJudging } from "../judge/judging";
import { parseJudgeOptions } from "../judge/options";
import { assertWritable, changeFile } from "../outputs";
import { renderBaseline } from "../reports/baseline-text";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { UsageError } from "../usage-error";

/**
 * Judges as `check` does, and accepts the findings that count: from then on they are told, and don't count.
 * @throws UsageError, WriteError
 */
export async function baseline(given: Given<"baseline">, io: Io): Promise<Ending> {
  const { prune, replace, dryRun } = given;
  const clash = prune && replace ? ["`--prune` accepts nothing new and `--replace` does; give one of them"] : [];
  const options = parseJudgeOptions(given, io.cwd, today(), "baseline", clash);
  await assertFolder(options.directory, io.cwd);
  const judging = await findJudging(options, io);
  const { file, source, list } = judging.baseline;
  const shown = shownPath(io.cwd, file);
  if (source === null && prune) {
    await print(io.stdout, `no ${shown}: nothing to take out\n`);
    return "clean";
  }
  if (source !== null && !prune && !replace) {
    throw new UsageError([
      `\`${shown}\` is there already; use \`--replace\` to accept what is found now, or \`--prune\` to only take out what no longer occurs`,
    ]);
  }
  // Told before anybody waits for a preview.
  if (!dryRun) await assertWritable([{ format: "json", file }]);
  const seen = await see(options, judging, io);
  if (seen.kind === "ended") return seen.ending;

  const { outcome, estate } = judgeSeen(seen, judging, options.date);
  const plan = planBaseline(list, outcome, estate, !prune);
  const isWritten = plan.added.length > 0 || plan.removed.length > 0;
  const text = baselineText(plan.entries);
  if (isWritten && !dryRun) await changeFile(file, text, io);
  await print(io.stdout, renderBaseline({ file: shown, plan, isWritten, isDryRun: dryRun }));
  return "clean";
}
