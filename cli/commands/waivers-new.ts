import { existsSync } from "node:fs";
import path from "node:path";
import { daysBetween } from "../../policies/residency/dates";
import type { Estate } from "../../policies/residency/estate";
import { approvalFault, standing } from "../../policies/residency/exceptions";
import { globMatches, globsMeet } from "../../policies/residency/glob";
import type { Mandate } from "../../policies/residency/mandate";
import { ruleNames } from "../../policies/residency/rule-names";
import { escapeText } from "../../policies/residency/terminal-safe";
import { parseWaivers, type Waivable, type Waiver } from "../../policies/residency/waivers";
import { waivable } from "../../policies/rules/judge";
import { useOf, waiversAreValid } from "../../policies/rules/waivers-are-valid";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { shownPath } from "../judge/input-files";
import { changeFile } from "../outputs";
import { daysText } from "../reports/waived-text";
import { meantFindings, whichFindingText } from "../reports/which-finding";
import type { FindingResult } from "../judge/result";
import { print, type Io } from "../standard-streams";
import { today } from "../today";
import { UsageError } from "../usage-error";
import { edited, type WaiverFields } from "../waivers-file";
import { seeAndJudge } from "../judge/judged";
import { parseNewWaiverOptions, type NewWaiverOptions } from "./new-waiver-options";
import { findWaiversHere } from "./waivers-here";

const lineLimit = 1000;
/** Where the waiver ends, the finding is to count again. */
const knownText = "the baseline has the finding, too: `stateside baseline --prune` takes it out there";

/**
 * Judges as `check` does, and adds a waiver for one finding to the file of waivers.
 * @throws UsageError, WriteError
 */
export async function newWaiver(given: Given<"waivers new">, io: Io): Promise<Ending> {
  const options = parseNewWaiverOptions(given, io.cwd, today());
  const here = await findWaiversHere(options, io.cwd);
  // Told before anybody waits for a preview.
  refuseApproval(options, here.mandate);
  const judged = await seeAndJudge(options, io);
  if (judged.kind === "ended") return judged.ending;

  const { result, outcome, estate, terms } = judged;
  const meant = meantFindings(options.finding, result.findings);
  const [first] = meant;
  if (first === undefined) {
    await print(io.stderr, whichFindingText(options.finding, result.findings));
    return "usage";
  }
  if (first.rule === waiversAreValid.name) {
    throw new UsageError([`findings of ${first.rule} can't be waived; mend the waiver or exception that it refuses`]);
  }
  const stack = stackOf(first, meant, options);
  const waiving = meant.filter(({ resource }) => globMatches(stack, resource.stack));
  const found = outcome.findings.map(waivable);
  const { text = headOf(here.file), file, source } = here;
  const parsed = parseWaivers(text, source);
  const before = "waivers" in parsed ? parsed.waivers : [];
  const standsFor = (waiver: Waiver) => standing(waiver, here.mandate.approvers, options.date).kind === "in-force";
  const near = before.filter((one) => isNear(one, first, stack));
  const replaced = near.filter((one) => !standsFor(one) || isUseless(one, found, estate));
  refuseWaived(waiving, near);

  const hashes = [...new Set(waiving.map(({ traceHash }) => traceHash))];
  const add = hashes.map((traceHash) => entryOf(first, stack, traceHash, options, terms.date));
  const remove = new Set(replaced.map((one) => before.indexOf(one)));
  await changeFile(file, edited(text, { remove, add }, source), io);
  const shown = shownPath(io.cwd, file);
  const lines = [
    ...replaced.map((one) => `${shown}: replaced the entry of line ${one.position.line}, which no longer counts`),
    ...add.map((one) => addedText(one, shown)),
    ...(waiving.some(({ known }) => known) ? [knownText] : []),
  ];
  await print(io.stdout, `${lines.map((line) => escapeText(line, lineLimit)).join("\n")}\n`);
  return "clean";
}

function refuseApproval({ owner, approver }: NewWaiverOptions, { approvers }: Mandate): void {
  const fault = approvalFault({ owner, approver }, approvers)?.fault;
  if (fault === undefined) return;
  const names = approvers.map((name) => `\`${name}\``).join(", ");
  const message =
    approvers.length === 0
      ? "nobody can approve a waiver: the mandate's `approvers` names nobody; add who may"
      : fault === "self-approved"
        ? `bad \`--approver ${approver}\`: the owner can't approve; use another of the mandate's \`approvers\`: ${names}`
        : `bad \`--approver ${approver}\`; use one of the mandate's \`approvers\`: ${names}`;
  throw new UsageError([message]);
}

/** The stacks that the waiver is to cover: at least one has the finding. */
function stackOf(
  { fingerprint }: FindingResult,
  meant: readonly FindingResult[],
  { covers }: NewWaiverOptions,
): string {
  const stacks = [...new Set(meant.map(({ resource }) => resource.stack))].sort();
  const [only = "", ...others] = stacks;
  const listed = stacks.map((name) => `\`${name}\``).join(", ");
  if (covers === undefined && others.length > 0) {
    throw new UsageError([`finding ${fingerprint} is in stacks ${listed}; give \`--covers\`, one of them or a glob`]);
  }
  if (covers !== undefined && !stacks.some((name) => globMatches(covers, name))) {
    throw new UsageError([`\`--covers ${covers}\` has no such finding; use a glob over ${listed}`]);
  }
  return covers ?? only;
}

function isNear(waiver: Waiver, { fingerprint, rule }: FindingResult, stack: string): boolean {
  return waiver.finding === fingerprint && waiver.rule === rule && globsMeet(waiver.stack, stack);
}

/** Whether it is for nothing can be told where every stack that it may be for was seen. */
function isUseless(waiver: Waiver, found: readonly Waivable[], { scope, stacks }: Estate): boolean {
  const isSeen = scope === "organization" || stacks.some(({ name }) => name === waiver.stack);
  return isSeen && useOf(waiver, found) !== "used";
}

function refuseWaived(waiving: readonly FindingResult[], near: readonly Waiver[]): void {
  const waived = waiving.flatMap(({ waiver, resource }) => (waiver === null ? [] : [{ ...waiver, ...resource }]))[0];
  if (waived === undefined) return;
  const { stack, expires } = waived;
  const entry = near.find((one) => globMatches(one.stack, stack) && one.expires === expires);
  const where = entry === undefined ? "" : `: ${entry.position.file}:${entry.position.line}:${entry.position.column}`;
  throw new UsageError([
    `this finding is waived already, in stack \`${stack}\` until ${expires}${where}; take that out first, or cover other stacks`,
  ]);
}

function entryOf(
  { fingerprint, rule: name }: FindingResult,
  stack: string,
  traceHash: string | null,
  { owner, approver, reason, ticket, expires }: NewWaiverOptions,
  created: string,
): WaiverFields {
  const rule = ruleNames.find((known) => known === name);
  if (rule === undefined) throw new Error(`rule \`${name}\` is not in the list of rules`);
  return {
    ...{ finding: fingerprint, rule, stack },
    ...(traceHash !== null && { traceHash }),
    ...{ owner, approver, reason, ticket, created, expires },
  };
}

function addedText({ finding, rule, stack, created, expires }: WaiverFields, shown: string): string {
  const days = daysText({ daysLeft: daysBetween(created, expires) });
  return `${shown}: added a waiver of finding ${finding} of ${rule} for stack ${stack} until ${expires} (${days})`;
}

/** Where the schema may be, from the folder of the file: in this project, and where the pack is installed. */
const schemas = ["schemas/waivers.schema.json", "node_modules/stateside-policies/dist/schemas/waivers.schema.json"];

/** What a new file begins with. */
function headOf(file: string): string {
  const schema = schemas.find((name) => existsSync(path.join(path.dirname(file), name)));
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=./${schema}`]),
    "# Dated exceptions to single findings. `stateside waivers` checks, lists, adds and removes them.",
    "",
  ].join("\n");
}
