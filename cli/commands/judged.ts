import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Failure } from "../../doors/program/preview";
import type { Estate } from "../../policies/residency/estate";
import { factsOf } from "../../policies/residency/facts";
import { holdersOf, shownPlaces } from "../../policies/residency/holders";
import { phaseOf } from "../../policies/residency/phase-of";
import { usedStatements } from "../../policies/residency/statements";
import { escapeText } from "../../policies/residency/terminal-safe";
import { rules } from "../../policies/rules";
import { movementsOf } from "../../policies/rules/flows/movements-of";
import { judge, type Outcome } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { termsUnder } from "../../policies/rules/terms";
import type { JudgeArguments } from "../command-line";
import type { Ending } from "../exit-codes";
import { assertFolder, readInvokes, shownPath } from "../input-files";
import { findJudging } from "../judging";
import { startProgress } from "../progress";
import type { Look } from "../reports/pen";
import { changeLines } from "../reports/trust-text";
import { buildResult, type Result } from "../result";
import { print, type Io } from "../standard-streams";
import { usedResult } from "../used";
import type { JudgeOptions } from "./check-options";

/** What was seen and judged; or how the command ends when that couldn't be done, which the user has been told. */
export type Judged =
  | {
      readonly kind: "judged";
      readonly estate: Estate;
      readonly terms: Terms;
      readonly outcome: Outcome;
      readonly result: Result;
    }
  | { readonly kind: "ended"; readonly ending: Ending };

/**
 * Previews programs and judges them as one estate.
 * @throws UsageError, WriteError
 */
export async function previewAndJudge(options: JudgeOptions, io: Io): Promise<Judged> {
  await assertFolder(options.directory, io.cwd);
  const { mandate, waivers, withMandateFile, trust } = await findJudging(options, io);
  const invokes = await readInvokes(options.invokesFile, io.cwd);

  const progress = startProgress(io.stderr, options.quiet, io.environment);
  const preview = await withMandateFile((mandateFile) =>
    previewProgram({
      directory: options.directory,
      stacks: options.stacks,
      timeout: options.timeout,
      environment: io.environment,
      assume: options.assume,
      invokes,
      ...(mandateFile !== undefined && { mandateFile }),
      onProgress: progress.show,
      signal: io.signal,
    }),
  ).finally(progress.stop);
  if (io.signal.aborted) return { kind: "ended", ending: "interrupted" };
  if (preview.kind === "failed") {
    const shown = (name: string) => shownPath(io.cwd, path.resolve(options.directory, name));
    const changes = changeLines(trust, { shown }).map((line) => `${line}\n`);
    const failures = preview.failures.map((failure) => failureText(failure, options.directory, io.cwd));
    await print(io.stderr, [...changes, ...failures].join(""));
    const isConfiguration = preview.failures.some(({ kind }) => kind === "configuration");
    return { kind: "ended", ending: isConfiguration ? "usage" : "program" };
  }

  const terms = termsUnder(mandate, options.date, waivers.list);
  const { estate, usedAssumptions, plainStacks } = preview;
  const outcome = judge(estate, rules, terms);
  const facts = factsOf(estate, terms);
  const result = buildResult({
    estate,
    outcome,
    holders: holdersOf(estate, terms),
    movements: movementsOf(estate, terms),
    mandate,
    date: options.date,
    used: usedResult(
      usedStatements(estate, terms),
      mandate,
      estate.stacks.map(({ name }) => name),
      usedAssumptions,
    ),
    plainStacks,
    waivers: { source: waivers.source, count: waivers.list.length },
    trust,
    phaseOf: (resource) => {
      const row = facts.rowOf(resource);
      const places = row === undefined ? [] : facts.placementOf(resource, row).places.map(({ place }) => place);
      return phaseOf(resource, places, mandate);
    },
    placesOf: (urn) => {
      const resource = estate.find(urn);
      return resource === undefined ? [] : shownPlaces(resource, facts, terms);
    },
  });
  return { kind: "judged", estate, terms, outcome, result };
}

/** How a text looks on standard output or, with `toFile`, in a file. */
export function lookOf(given: JudgeArguments, options: JudgeOptions, toFile: boolean, io: Io): Look {
  const toTerminal = !toFile && io.stdout.isTTY;
  return {
    color: toTerminal && options.color && (io.environment["NO_COLOR"] ?? "") === "",
    ...(toTerminal && { columns: io.stdout.columns }),
    // Since the process started: what the user waited.
    seconds: performance.now() / 1000,
    shown: (name) => shownPath(io.cwd, path.resolve(options.directory, name)),
    again: repeated(given),
  };
}

/** The options that say what is judged, as a shell reads them. */
function repeated({ program, stack, mandate, trust, date, assume, invokes }: JudgeArguments): string {
  const single = { program, mandate, trust, date, invokes };
  const pairs = [
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ...stack.map((value) => ["stack", value] as const),
    ...assume.map((value) => ["assume", value] as const),
  ];
  return pairs.map(([name, value]) => ` --${name} ${quoted(value)}`).join("");
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** What made a preview fail, and where: its line, else the program's folder. The message may have several lines. */
function failureText({ stack, message, source }: Failure, directory: string, cwd: string): string {
  const prefix = stack === undefined ? "error: " : `error: ${escapeText(stack)}: `;
  const [first = "", ...rest] = message.split("\n").map((line) => escapeText(line, 1000));
  const lines = [prefix + first, ...rest.map((line) => `  ${line}`)];
  if (source !== undefined) {
    const file = shownPath(cwd, path.resolve(directory, source.file));
    lines.push(`  at ${escapeText(file, 300)}:${source.line}:${source.column}`);
  } else if (directory !== cwd && !message.includes(directory)) {
    lines.push(`  in ${escapeText(shownPath(cwd, directory), 300)}`);
  }
  return `${lines.join("\n")}\n`;
}
