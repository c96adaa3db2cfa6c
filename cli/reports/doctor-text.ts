import { escapeText } from "../../policies/residency/terminal-safe";
import type { Check } from "../doctor/facts";
import { counted, penOf, type Look } from "./pen";

const lineLimit = 1000;

/** Every check on a line, what to do below it, and at the end whether a run would fail. */
export function doctorText(checks: readonly Check[], look: Look): string {
  const { colors } = penOf(look);
  const marks = { ok: colors.green("✔"), note: colors.yellow("○"), fault: colors.red("✖") };
  const width = Math.max(...checks.map(({ name }) => escapeText(name).length));
  const lines = checks.flatMap(({ name, state, message, mend }) => [
    `${marks[state]} ${escapeText(name).padEnd(width)}  ${escapeText(message, lineLimit)}`,
    ...(mend === undefined ? [] : [`  ${" ".repeat(width)}  ${colors.dim(escapeText(mend, lineLimit))}`]),
  ]);
  const faults = checks.filter(({ state }) => state === "fault").length;
  const end = faults === 0 ? "nothing here would make a run fail" : `${counted(faults, "fault")}: a run would fail`;
  return [...lines, "", end, ""].join("\n");
}
