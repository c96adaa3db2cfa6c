import { standing } from "../../policies/residency/exceptions";
import { exemptionsOf, type Exemption } from "../../policies/residency/exemptions";
import { escapeText } from "../../policies/residency/terminal-safe";
import type { Waivable } from "../../policies/residency/waivers";
import { waivable } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { ofAnotherTrace, useOf } from "../../policies/rules/waivers-are-valid";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { shownPath } from "../judge/input-files";
import { changeFile } from "../outputs";
import { counted } from "../reports/pen";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { edited } from "../waivers-file";
import { parseJudgeOptions } from "../judge/options";
import { seeAndJudge } from "../judge/judged";
import { findWaiversHere, waiversIn } from "./waivers-here";

const lineLimit = 1000;

/**
 * Judges every stack, and removes the waivers that lapsed or that are for nothing.
 * @throws UsageError, WriteError
 */
export async function pruneWaivers(given: Given<"waivers prune">, io: Io): Promise<Ending> {
  const options = parseJudgeOptions(given, io.cwd, today(), "waivers prune", []);
  const { file, source, text } = await findWaiversHere(options, io.cwd);
  if (text === undefined) {
    await print(io.stdout, `no ${shownPath(io.cwd, file)}: nothing to remove\n`);
    return "clean";
  }
  const waivers = waiversIn({ file, source, text }, io.cwd);
  const judged = await seeAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;

  const { outcome, terms } = judged;
  const found = outcome.findings.map(waivable);
  const removed = exemptionsOf({ centers: [], source }, waivers).flatMap((one, index) => {
    const because = whyRemove(one, found, terms);
    return because === undefined ? [] : [{ ...one, index, because }];
  });
  const shown = shownPath(io.cwd, file);
  if (removed.length > 0 && !given.dryRun) {
    const remove = new Set(removed.map(({ index }) => index));
    await changeFile(file, edited(text, { remove, add: [] }, source), io);
  }
  const verb = given.dryRun ? "would remove" : "removed";
  const lines = removed.map(
    ({ position: { line, column }, what, because }) => `${shown}:${line}:${column}: ${verb} ${what}: it ${because}`,
  );
  const left = waivers.length - removed.length;
  const count = `${counted(waivers.length, "waiver")} · ${removed.length} ${given.dryRun ? "to remove" : "removed"} · ${left} left`;
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
      return ofAnotherTrace;
    case "unused":
      return "is for nothing: no stack has such a finding";
  }
}
