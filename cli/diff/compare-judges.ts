import type { BaselineEntry } from "../../policies/residency/baseline";
import type { Mandate } from "../../policies/residency/mandate";
import type { Waiver } from "../../policies/residency/waivers";
import { sortedBy } from "../judge/build-result";
import type { Result } from "../judge/result";
import type { JudgeChange } from "./difference";
import { keyOf } from "./pairs";
import {
  assumedStatements,
  baselineStatement,
  baselineStatements,
  mandateStatements,
  toldStatements,
  waiverStatements,
  type Statement,
} from "./statements";

/** What judged one side; the files themselves are absent where only a saved result tells of them. */
export interface Judges {
  readonly result: Result;
  readonly files?: {
    readonly mandate: Mandate;
    readonly waivers: readonly Waiver[];
    readonly baseline: readonly BaselineEntry[];
  };
}

/** What the files that judged say otherwise, in the order of the files; by results alone, where one of them is saved. */
export function compareJudges(base: Judges, head: Judges): JudgeChange[] {
  const isWhole = base.files !== undefined && head.files !== undefined;
  const before = grouped(statementsOf(base, isWhole));
  const after = grouped(statementsOf(head, isWhole));
  const all = new Map([...before, ...after]);
  const changes = [...all].map(([key, { file, about }]): JudgeChange => {
    return { file, about, base: before.get(key)?.says ?? null, head: after.get(key)?.says ?? null };
  });
  const told = changes.filter((change) => change.base !== change.head);
  return sortedBy(told, ({ file, about }) => [files.indexOf(file), about]);
}

/** In the order of a report. */
const files: readonly JudgeChange["file"][] = ["mandate", "waivers", "baseline", "used"];

function statementsOf({ result, files: whole }: Judges, isWhole: boolean): Statement[] {
  if (!isWhole || whole === undefined) return [...toldStatements(result), ...assumedStatements(result)];
  return [
    ...mandateStatements(whole.mandate),
    ...waiverStatements(whole.waivers),
    ...baselineStatement(result),
    ...baselineStatements(whole.baseline),
    ...assumedStatements(result),
  ];
}

/** What is said twice about one thing is one statement. */
function grouped(statements: readonly Statement[]): Map<string, Statement> {
  const groups = new Map<string, Statement & { readonly all: string[] }>();
  for (const statement of statements) {
    const key = keyOf(statement.file, statement.about);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...statement, all: [statement.says] });
    else group.all.push(statement.says);
  }
  return new Map([...groups].map(([key, { file, about, all }]) => [key, { file, about, says: all.sort().join("; ") }]));
}
