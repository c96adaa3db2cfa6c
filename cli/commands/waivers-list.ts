import path from "node:path";
import { standing } from "../../policies/residency/exceptions";
import { exemptionsOf, type Exemption } from "../../policies/residency/exemptions";
import type { Mandate } from "../../policies/residency/mandate";
import { escapeText } from "../../policies/residency/terminal-safe";
import type { Given } from "../command-line/given";
import type { Ending } from "../exit-codes";
import { shownPath } from "../judge/input-files";
import { assertWritable, listFormats, writeOutputs } from "../outputs";
import { escapeJson } from "../reports/json";
import { daysText } from "../reports/waived-text";
import type { Io } from "../standard-streams";
import { today } from "../today";
import { parseReportOptions } from "../judge/options";
import { findWaiversHere, waiversIn } from "./waivers-here";

const lineLimit = 1000;

/**
 * Lists every waiver and exception with its state.
 * @throws UsageError, WriteError
 */
export async function listWaivers(given: Given<"waivers list">, io: Io): Promise<Ending> {
  const options = parseReportOptions(given, listFormats, io.cwd, today(), "waivers list");
  await assertWritable(options.outputs);
  const { mandate, file, source, text } = await findWaiversHere(options, io.cwd);
  const waivers = waiversIn({ file, source, text }, io.cwd);
  const rows = exemptionsOf(mandate, waivers).map((one) => rowOf(one, mandate, options.date));
  const shown = (name: string) => shownPath(io.cwd, path.resolve(options.directory, name));
  const list = {
    version: 1,
    date: options.date,
    mandate: { name: mandate.name, source: mandate.source },
    source: text === undefined ? null : source,
    exemptions: rows,
  };
  await writeOutputs(
    options.outputs,
    ({ format }) => (format === "json" ? escapeJson(list) : listText(rows, shown)),
    io,
  );
  return "clean";
}

type Row = ReturnType<typeof rowOf>;

function rowOf(one: Exemption, mandate: Mandate, date: string) {
  const { owner, approver, reason, ticket, created, expires } = one.approved;
  const state = standing(one.approved, mandate.approvers, date);
  const waiver = one.kind === "waiver" ? one.approved : undefined;
  const isVoid = state.kind === "void";
  return {
    kind: one.kind,
    center: one.kind === "exception" ? one.center : null,
    finding: waiver?.finding ?? null,
    rule: waiver?.rule ?? null,
    traceHash: waiver?.traceHash ?? null,
    stack: one.stack,
    state: isVoid ? state.fault : ("in-force" as const),
    because: isVoid ? state.because : null,
    daysLeft: isVoid ? null : state.daysLeft,
    ...{ owner, approver, reason, ticket, created, expires },
    source: one.position,
  };
}

function listText(rows: readonly Row[], shown: (file: string) => string): string {
  if (rows.length === 0) return "no waivers, no exceptions\n";
  return rows.map((row) => `${rowLines(row, shown).map(escapeLine).join("\n")}\n`).join("");
}

function rowLines(row: Row, shown: (file: string) => string): string[] {
  const { kind, stack, because, daysLeft, owner, approver, reason, ticket, created, expires, source } = row;
  const what = row.center === null ? `finding ${row.finding ?? ""} of ${row.rule ?? ""}` : `center ${row.center}`;
  const state = daysLeft === null ? `void: it ${because}` : `in force, ${daysText({ daysLeft })}`;
  return [
    `${daysLeft === null ? "✖" : "○"} ${kind} of ${what} in stack ${stack}: ${state}`,
    `    ${created} to ${expires}, by ${approver} for ${owner}: ${reason}, ${ticket}`,
    `    ${shown(source.file)}:${source.line}:${source.column}`,
  ];
}

function escapeLine(line: string): string {
  return escapeText(line, lineLimit);
}
