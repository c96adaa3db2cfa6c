import { standing } from "../../policies/residency/exceptions";
import { exemptionsOf, type Exemption } from "../../policies/residency/exemptions";
import { escapeText } from "../../policies/residency/terminal-safe";
import { parseWaivers, type Waivable } from "../../policies/residency/waivers";
import { waivable } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { useOf } from "../../policies/rules/waivers-are-valid";
import type { PruneArguments } from "../command-line";
import type { Ending } from "../exit-codes";
import { fileErrors, shownPath } from "../input-files";
import { writeReport } from "../outputs";
import { counted } from "../reports/pen";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { edited } from "../waivers-file";
import { parseJudgeOptions } from "./check-options";
import { previewAndJudge } from "./judged";
import { findWaiversHere } from "./waivers-here";

const lineLimit = 1000;

/**
 * Judges every stack, and removes the waivers that lapsed or that are for nothing.
 * @throws UsageError, WriteError
 */
export async function pruneWaivers(given: PruneArguments, io: Io): Promise<Ending> {
  const options = parseJudgeOptions(given, io.cwd, today(), "waivers prune", []);
  const { file, source, text } = await findWaiversHere(options, io.cwd);
  if (text === undefined) {
    await print(io.stdout, `no ${shownPath(io.cwd, file)}: nothing to remove\n`);
    return "clean";
  }
  const parsed = parseWaivers(text, source);
  if ("errors" in parsed) throw fileErrors(file, parsed.errors, io.cwd);
  const judged = await previewAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;

  const { outcome, terms } = judged;
  const found = outcome.findings.map(waivable);
  const removed = exemptionsOf({ centers: [], source }, parsed.waivers).flatMap((one, index) => {
    const because = whyRemove(one, found, terms);
    return because === undefined ? [] : [{ ...one, index, because }];
  });
  const shown = shownPath(io.cwd, file);
  if (removed.length > 0 && !given.dryRun) {
    const remove = new Set(removed.map(({ index }) => index));
    await writeReport(file, edited(text, { remove, add: [] }, source));
  }
  const verb = given.dryRun ? "would remove" : "removed";
  const lines = removed.map(
    ({ position: { line, column }, what, because }) => `${shown}:${line}:${column}: ${verb} ${what}: it ${because}`,
  );
  const left = parsed.waivers.length - removed.length;
  const count = `${counted(parsed.waivers.length, "waiver")} · ${removed.length} ${given.dryRun ? "to remove" : "removed"} · ${left} left`;
  await print(io.stdout, `${[...lines, count].map((line) => escapeText(line, lineLimit)).join("\n")}\n`);
  return "clean";
}

/** Undefined for one that stays: what was never approved as it should be, somebody has to mend. */
function whyRemove(one: Exemption, found: readonly Waivable[], { mandate, date }: Terms): string | undefined {
  if (one.kind !== "waiver") return undefined;
  const state = standing(one.approved, mandate.approvers, date);
  if (state.kind === "void" && state.fault === "lapsed") return state.because;
  switch (useOf(one.approved, found)) {
    case "used":
      return undefined;
    case "trace-changed":
      return "was approved for another trace, or class of data, than the finding has now";
    case "unused":
      return "is for nothing: no stack has such a finding";
  }
}
