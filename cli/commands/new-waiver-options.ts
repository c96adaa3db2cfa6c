import { daysAfter, daysBetween, isDate } from "../../policies/residency/dates";
import { longestDays } from "../../policies/residency/exceptions";
import { isStackGlob, stackGlobText } from "../../policies/residency/waivers-form";
import type { Given } from "../command-line/given";
import { badFinding, parseId } from "../finding-ids";
import { parseJudgeOptions, type JudgeOptions } from "../judge/options";

export interface NewWaiverOptions extends JudgeOptions {
  /** How the finding's id begins, in lower case. */
  readonly finding: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  /** `YYYY-MM-DD`; the waiver is created on the day that is judged. */
  readonly expires: string;
  /** A glob over stacks; absent: the finding's stack. */
  readonly covers?: string;
}

const usualDays = 14;

/** What has to be said, and by whom it is asked. */
const said = {
  owner: "say who answers for it",
  approver: "say who of the mandate's `approvers` lets it pass",
  reason: "say why it may pass for a while",
  ticket: "say where it is followed up",
} as const;

/** @throws UsageError with everything that is wrong, not only the first. */
export function parseNewWaiverOptions(given: Given<"waivers new">, cwd: string, today: string): NewWaiverOptions {
  const { covers } = given;
  const [text = ""] = given.words;
  const finding = parseId(text);
  const judged = given.date !== undefined && isDate(given.date) ? given.date : today;
  const end = expiresOf(given, judged);
  const problems = [
    ...(finding === undefined ? [badFinding(text)] : []),
    ...(["owner", "approver", "reason", "ticket"] as const)
      .filter((name) => (given[name] ?? "").trim() === "")
      .map((name) => `no \`--${name}\`; ${said[name]}`),
    ...("problem" in end ? [end.problem] : []),
    ...(covers !== undefined && !isStackGlob(covers) ? [`bad \`--covers ${covers}\`; use ${stackGlobText}`] : []),
  ];
  const options = parseJudgeOptions(given, cwd, today, "waivers new", problems);
  const { owner = "", approver = "", reason = "", ticket = "" } = given;
  return {
    ...options,
    finding: finding ?? "",
    ...{ owner, approver, reason, ticket },
    expires: "expires" in end ? end.expires : options.date,
    ...(covers !== undefined && { covers }),
  };
}

function expiresOf(
  { days, expires }: Pick<Given<"waivers new">, "days" | "expires">,
  date: string,
): { readonly expires: string } | { readonly problem: string } {
  if (days !== undefined && expires !== undefined) {
    return { problem: "`--days` and `--expires` both say when it ends; give one of them" };
  }
  if (expires !== undefined) {
    if (!isDate(expires)) return { problem: `bad \`--expires ${expires}\`; use a day that exists, as YYYY-MM-DD` };
    const runs = daysBetween(date, expires);
    if (runs >= 0 && runs <= longestDays) return { expires };
    const last = daysAfter(date, longestDays);
    return { problem: `bad \`--expires ${expires}\`; use a day from ${date} to ${last}, ${longestDays} days later` };
  }
  const count = days === undefined ? usualDays : /^\d{1,3}$/.test(days) ? Number(days) : Number.NaN;
  if (count >= 0 && count <= longestDays) return { expires: daysAfter(date, count) };
  return { problem: `bad \`--days ${days ?? ""}\`; use a number from 0 to ${longestDays}` };
}
