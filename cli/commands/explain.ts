import { rules } from "../../policies/rules";
import { explain as explanationOf } from "../../policies/rules/explanation";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { badFinding, parseId } from "../finding-ids";
import { renderExplanations } from "../reports/explanation";
import { meantFindings, whichFindingText } from "../reports/which-finding";
import { sortedFindings } from "../judge/build-result";
import { sourceReader } from "../source-lines";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { parseJudgeOptions } from "../judge/options";
import { lookOf, seeAndJudge } from "../judge/judged";

/**
 * Judges as `check` does, and tells how one finding comes about, in every stack that has it, and where it could be cut.
 * @throws UsageError, WriteError
 */
export async function explain(given: Given<"explain">, io: Io): Promise<Ending> {
  const [text = ""] = given.words;
  const id = parseId(text);
  const options = parseJudgeOptions(given, io.cwd, today(), "explain", id === undefined ? [badFinding(text)] : []);
  const judged = await seeAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;

  const { estate, terms, outcome, result } = judged;
  const [first] = meantFindings(id ?? text, result.findings);
  if (first === undefined) {
    await print(io.stderr, whichFindingText(text, result.findings));
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
