import { daysBetween } from "./dates";
import type { Exception } from "./mandate";

/** Whether an exception counts on a day; `daysLeft` is 0 on its last day. */
export type Standing =
  { readonly kind: "in-force"; readonly daysLeft: number } | { readonly kind: "void"; readonly because: string };

/** The longest that an exception may run: its last day is at most so many days after the day it was created. */
const longest = 90;

/**
 * Whether the exception counts on `date`: from the day it was created through the end of the day it expires, in UTC.
 * One that runs too long, or that its owner approved, never counts.
 */
export function standing(exception: Exception, date: string): Standing {
  const { owner, approver, created, expires } = exception;
  if (sameName(owner, approver)) return { kind: "void", because: `was approved by its own owner, \`${owner}\`` };
  const runs = daysBetween(created, expires);
  if (runs > longest) return { kind: "void", because: `runs ${runs} days; at most ${longest} are allowed` };
  if (daysBetween(created, date) < 0) return { kind: "void", because: `is not in force before ${created}` };
  const daysLeft = daysBetween(date, expires);
  if (daysLeft < 0) return { kind: "void", because: `lapsed on ${expires}` };
  return { kind: "in-force", daysLeft };
}

/** Nobody becomes somebody else by a capital letter, a space, an invisible character or another encoding. */
function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
}
