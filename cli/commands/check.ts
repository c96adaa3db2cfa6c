import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { parseReportOptions } from "../judge/options";
import { formats } from "../outputs";
import type { Io } from "../standard-streams";
import { today } from "../today";
import { judgeAndReport } from "./judge-and-report";

/**
 * Previews programs, judges them as one estate, and reports.
 * @throws UsageError, WriteError
 */
export async function check(given: Given<"check">, io: Io): Promise<Ending> {
  return judgeAndReport(given, parseReportOptions(given, formats, io.cwd, today(), "check"), io);
}
