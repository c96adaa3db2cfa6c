import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Failure } from "../../doors/program/preview";
import { loadCatalog } from "../../policies/residency/catalog";
import { holdersOf } from "../../policies/residency/holders";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import type { CheckArguments } from "../command-line";
import type { Ending } from "../exit-codes";
import { assertFolder, findMandate, readInvokes, shownPath } from "../input-files";
import { assertWritable, writeReport, type Output } from "../outputs";
import { startProgress } from "../progress";
import { escapeText } from "../../policies/residency/terminal-safe";
import { renderJson } from "../reports/json";
import { renderText, type Look } from "../reports/text";
import { buildResult, type Result } from "../result";
import { print, type Io } from "../standard-streams";
import { parseCheckOptions, type CheckOptions } from "./check-options";

/**
 * Previews programs, judges them as one estate, and reports.
 * @throws UsageError, WriteError
 */
export async function check(given: CheckArguments, io: Io): Promise<Ending> {
  const options = parseCheckOptions(given, io.cwd, new Date().toISOString().slice(0, 10));
  await assertWritable(options.outputs);
  await assertFolder(options.directory, io.cwd);
  const { mandate, file: mandateFile } = await findMandate(options.directory, options.mandateFile, io.cwd);
  const invokes = await readInvokes(options.invokesFile, io.cwd);

  const progress = startProgress(io.stderr, options.quiet, io.environment);
  const preview = await previewProgram({
    directory: options.directory,
    stacks: options.stacks,
    timeout: options.timeout,
    environment: io.environment,
    assume: options.assume,
    invokes,
    ...(mandateFile !== undefined && { mandateFile }),
    onProgress: progress.show,
    signal: io.signal,
  }).finally(progress.stop);
  if (io.signal.aborted) return "interrupted";
  if (preview.kind === "failed") {
    await print(io.stderr, preview.failures.map((failure) => failureText(failure, options.directory, io.cwd)).join(""));
    return preview.failures.some(({ kind }) => kind === "configuration") ? "usage" : "program";
  }

  const terms = { mandate, date: options.date, catalog: loadCatalog() };
  const { estate, usedAssumptions } = preview;
  const result = buildResult({
    estate,
    outcome: judge(estate, rules, terms),
    holders: holdersOf(estate, terms),
    mandate,
    date: options.date,
    usedAssumptions,
  });
  // Since the process started: what the user waited.
  const seconds = performance.now() / 1000;
  for (const output of options.outputs) await report(result, output, options, seconds, io);
  return result.verdict;
}

async function report(result: Result, { format, file }: Output, options: CheckOptions, seconds: number, io: Io) {
  const { stdout } = io;
  const toTerminal = file === undefined && stdout.isTTY;
  const look: Look = {
    color: toTerminal && options.color && (io.environment["NO_COLOR"] ?? "") === "",
    ...(toTerminal && { columns: stdout.columns }),
    seconds,
    shown: (name) => shownPath(io.cwd, path.resolve(options.directory, name)),
  };
  const text = render(result, format, look);
  await (file === undefined ? print(stdout, text) : writeReport(file, text));
}

function render(result: Result, format: Output["format"], look: Look): string {
  switch (format) {
    case "text":
      return renderText(result, look);
    case "json":
      return renderJson(result);
  }
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
