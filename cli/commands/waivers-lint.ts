import path from "node:path";
import { standing } from "../../policies/residency/exceptions";
import { exemptionsOf } from "../../policies/residency/exemptions";
import type { SourcePosition } from "../../policies/residency/estate";
import { escapeText } from "../../policies/residency/terminal-safe";
import { parseWaivers } from "../../policies/residency/waivers";
import { readYaml } from "../../policies/residency/yaml-source";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { fileErrors, shownPath } from "../judge/input-files";
import { counted } from "../reports/pen";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { parseJudgeOptions } from "../judge/options";
import { findWaiversHere } from "./waivers-here";

const messageLimit = 1000;

/**
 * Tells each waiver and exception that isn't valid by itself; whether it is used, only `check` can tell.
 * @throws UsageError for a file that can't be read as YAML, and for a mandate that isn't valid; WriteError
 */
export async function lintWaivers(given: Given<"waivers lint">, io: Io): Promise<Ending> {
  const options = parseJudgeOptions(given, io.cwd, today(), "waivers lint", []);
  const { mandate, file, source, text = "" } = await findWaiversHere(options, io.cwd);
  const readable = readYaml(text, "the list of waivers", () => true);
  if ("errors" in readable) throw fileErrors(file, readable.errors, io.cwd);

  const parsed = parseWaivers(text, source);
  const waivers = "waivers" in parsed ? parsed.waivers : [];
  const exemptions = exemptionsOf(mandate, waivers);
  const notCounting = exemptions.flatMap(({ what, approved, position }) => {
    const state = standing(approved, mandate.approvers, options.date);
    return state.kind === "void" ? [{ ...position, message: `${what} ${state.because}` }] : [];
  });
  const errors = "errors" in parsed ? parsed.errors.map((error) => ({ file: source, ...error })) : [];
  const faults = [...errors, ...notCounting];
  const shown = ({ file: name, line, column }: SourcePosition) =>
    `${shownPath(io.cwd, path.resolve(options.directory, name))}:${line}:${column}`;
  const lines = faults.map((fault) => escapeText(`${shown(fault)}: ${fault.message}`, messageLimit));
  const isRead = "waivers" in parsed;
  const counts = [
    isRead ? counted(waivers.length, "waiver") : "waivers not read",
    counted(exemptions.length - waivers.length, "exception"),
    faults.length === 0 ? `clean on ${options.date}` : `${counted(faults.length, "fault")} on ${options.date}`,
  ];
  await print(io.stdout, `${[...lines, counts.join(" · ")].join("\n")}\n`);
  return faults.length === 0 ? "clean" : "refused";
}
