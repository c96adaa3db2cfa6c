import { projectIn, stackIn } from "../../policies/residency/urns";
import type { Result } from "../judge/result";
import type { Judges } from "./compare-judges";

/** What makes a comparison tell less, or another thing, than it seems. */
export function notesOn(base: Judges, head: Judges, isCompared: (urn: string) => boolean): string[] {
  const [before, after] = [base.result, head.result];
  const isSaved = base.files === undefined || head.files === undefined;
  const others: (readonly [boolean, string])[] = [
    [before.date !== after.date, `base was judged for ${before.date}, head for ${after.date}`],
    [
      isSaved,
      "a saved result tells of the mandate its name, its classes and what was used, and of waivers and baseline only how many " +
        "they are: other changes to them can't be told",
    ],
    [
      before.subject.kind !== after.subject.kind,
      "one is deployed state and the other a program: what only one of them can know may differ",
    ],
  ];
  return [
    ...others.flatMap(([is, note]) => (is ? [note] : [])),
    ...judgedAlone("base", before, after),
    ...judgedAlone("head", after, before),
    ...apart(before, after, isCompared),
  ];
}

/** What a rule finds where it could judge isn't new, or fixed, where it couldn't. */
function judgedAlone(side: string, one: Result, other: Result): string[] {
  const rules = Object.entries(one.judged).filter(([rule, { notJudged }]) => {
    const there = Object.hasOwn(other.judged, rule) ? other.judged[rule] : undefined;
    return notJudged === null && there !== undefined && there.notJudged !== null;
  });
  const names = rules.map(([rule]) => rule).sort();
  return names.length === 0 ? [] : [`judged on ${side} alone: ${names.join(", ")}`];
}

function apart(base: Result, head: Result, isCompared: (urn: string) => boolean): string[] {
  const [before, after] = [base, head].map(({ resources }) => new Set(resources.filter(isCompared).map(stackText)));
  if (before === undefined || after === undefined || before.size === 0 || after.size === 0) return [];
  if ([...after].some((stack) => before.has(stack))) return [];
  return [
    `nothing of one is in the other: base has ${namesIn(before)}, head ${namesIn(after)}; ` +
      "a project or stack of another name is another one",
  ];
}

const mostNamed = 3;

function stackText(urn: string): string {
  return `stack ${stackIn(urn)} of project ${projectIn(urn)}`;
}

function namesIn(stacks: ReadonlySet<string>): string {
  const more = stacks.size > mostNamed ? ` and ${stacks.size - mostNamed} more` : "";
  return [...stacks].sort().slice(0, mostNamed).join(", ") + more;
}
