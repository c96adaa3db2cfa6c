import { rules } from "../../policies/rules";
import { explain as explanationOf } from "../../policies/rules/explanation";
import type { ExplainArguments } from "../command-line";
import type { Ending } from "../exit-codes";
import { parseId } from "../finding-ids";
import { renderExplanations } from "../reports/explanation";
import { whichFindingText } from "../reports/which-finding";
import { sortedFindings } from "../result";
import { sourceReader } from "../source-lines";
import { print, type Io } from "../standard-streams";
import { parseJudgeOptions } from "./check-options";
import { lookOf, previewAndJudge } from "./judged";

/**
 * Judges as `check` does, and tells how one finding comes about, in every stack that has it, and where it could be cut.
 * @throws UsageError, WriteError
 */
export async function explain(given: ExplainArguments, io: Io): Promise<Ending> {
  const id = parseId(given.finding);
  const problems =
    id === undefined
      ? [`bad finding \`${given.finding}\`; use 4 to 16 hex digits, as a report of check shows them`]
      : [];
  const options = parseJudgeOptions(given, io.cwd, new Date().toISOString().slice(0, 10), "explain", problems);
  const judged = await previewAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;

  const { estate, terms, outcome, result } = judged;
  const meant = result.findings.filter(({ fingerprint }) => fingerprint.startsWith(id ?? ""));
  const [first] = meant;
  if (first === undefined || meant.some(({ fingerprint }) => fingerprint !== first.fingerprint)) {
    await print(io.stderr, whichFindingText(given.finding, meant, result.findings));
    return "usage";
  }
  // Results stand in the order of their findings.
  const findings = sortedFindings(outcome.findings);
  const explained = result.findings.flatMap((told, index) => {
    const finding = findings[index];
    if (finding === undefined || told.fingerprint !== first.fingerprint) return [];
    return [{ told, explanation: explanationOf(finding, findings, estate, rules, terms) }];
  });
  await print(
    io.stdout,
    renderExplanations(explained, result.trust, lookOf(given, options, false, io), sourceReader(options.directory)),
  );
  return "clean";
}
