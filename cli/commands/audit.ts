import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { parseReportOptions } from "../judge/options";
import { formats } from "../outputs";
import type { Io } from "../standard-streams";
import { today } from "../today";
import { judgeAndReport } from "./judge-and-report";

/**
 * Reads files of deployed state, judges them as one estate, and reports.
 * @throws UsageError, WriteError
 */
export async function audit(given: Given<"audit">, io: Io): Promise<Ending> {
  const missing =
    given.state.length === 0 ? ["no `--state`; name a file, such as the one of `pulumi stack export`"] : [];
  return judgeAndReport(given, parseReportOptions(given, formats, io.cwd, today(), "audit", missing), io);
}
