import type { Judgement } from "../residency/judgement";
import { unmatchedStatements, type UnmatchedStatement } from "../residency/statements";
import type { EstateView } from "./rule";

/**
 * Refuses reviewed statements of the mandate that are about nothing, where every stack is seen: what they would let pass
 * some day is something that nobody has reviewed.
 * @param subject the URN of the stack that stands for all
 */
export function* judgeStatements(rule: string, subject: string, view: EstateView): Generator<Judgement> {
  if (view.estate.scope !== "organization") return;
  const { source } = view.mandate;
  for (const statement of unmatchedStatements(view.estate, view)) {
    const { key, asks, position } = statement;
    const message = `${whatOf(statement)} is about nothing: ${lacks[key]}`;
    const evidence = { message, places: [], about: `${key} ${asks}`, property: key, remedy };
    yield { rule, subject, verdict: "refused", evidence: { ...evidence, decidedAt: { file: source, ...position } } };
  }
}

const remedy = "take it out of the mandate, or mend what it names";

function whatOf({ key, asks }: UnmatchedStatement): string {
  return `the entry \`${asks}\` of the mandate's \`${key}\``;
}

const lacks: Readonly<Record<UnmatchedStatement["key"], string>> = {
  scope: "no resource of any stack matches all of its globs",
  declassify: "no resource of any stack has such a URN",
  catalog: "no resource of any stack is of that type",
  duties: "there is no stack of that name, so that nobody answers for the rule",
  sites: "nothing of any stack is placed by it",
  audit: "no store of any stack has such a URN",
};
