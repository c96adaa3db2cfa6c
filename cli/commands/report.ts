import path from "node:path";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { assertFolder } from "../judge/input-files";
import { lookOf } from "../judge/judged";
import { readResult } from "../judge/saved-result";
import { assertWritable, formats, parseOutputs, writeOutputs } from "../outputs";
import { render } from "../reports";
import type { Io } from "../standard-streams";
import { UsageError } from "../usage-error";

/**
 * Reports a saved result again. Ends as the check did that saved it.
 * @throws UsageError, WriteError
 */
export async function report(given: Given<"report">, io: Io): Promise<Ending> {
  const { outputs, problems } = parseOutputs(given.output, io.cwd, formats);
  if (problems.length > 0) throw new UsageError(problems, "stateside report --help");
  const directory = path.resolve(io.cwd, given.program ?? ".");
  await assertFolder(directory, io.cwd);
  await assertWritable(outputs);
  const [name = ""] = given.words;
  const result = await readResult(path.resolve(io.cwd, name), io.cwd);
  const options = { directory, color: !given.noColor };
  await writeOutputs(
    outputs,
    ({ format, file }) => render(result, format, lookOf({}, options, file !== undefined, io)),
    io,
  );
  return result.verdict;
}
