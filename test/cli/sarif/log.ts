import type { Log, Result as SarifResult, Run } from "sarif";
import { buildResult } from "../../../cli/judge/build-result";
import type { Result } from "../../../cli/judge/result";
import { renderSarif } from "../../../cli/reports/sarif";
import { checked, refusal } from "../checked";

type Shown = (file: string) => string;

export function rendered(result: Result, shown: Shown = (file) => file): string {
  return renderSarif(result, { color: false, seconds: 1, shown });
}

export function runOf(text: string): Run {
  // SAFETY: what a test then looks at is there or fails it
  const [run] = (JSON.parse(text) as Log).runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

export function resultsOf(result: Result, shown?: Shown): SarifResult[] {
  return runOf(rendered(result, shown)).results ?? [];
}

/** The result of a log that has one. */
export function only(result: Result, shown?: Shown): SarifResult {
  const results = resultsOf(result, shown);
  if (results.length !== 1 || results[0] === undefined) throw new Error(`${results.length} results`);
  return results[0];
}

/** A result with these refusals. */
export function found(...findings: Parameters<typeof refusal>[]): Result {
  return buildResult(checked({ findings: findings.map((one) => refusal(...one)) }));
}

/** The texts of a log's notifications of one kind. */
export function notices(text: string, id: string): (string | undefined)[] {
  const [invocation] = runOf(text).invocations ?? [];
  const all = [
    ...(invocation?.toolExecutionNotifications ?? []),
    ...(invocation?.toolConfigurationNotifications ?? []),
  ];
  return all.filter(({ descriptor }) => descriptor?.id === id).map(({ message }) => message.text);
}
