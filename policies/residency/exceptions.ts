import { daysBetween } from "./dates";

/** What an exception and a waiver have in common: whose it is, who let it pass, and from which day to which. */
export interface Approved {
  readonly owner: string;
  readonly approver: string;
  /** `YYYY-MM-DD`; `expires` isn't before `created`. */
  readonly created: string;
  readonly expires: string;
}

/** Whether an exception or waiver counts on a day; `daysLeft` is 0 on its last day. */
export type Standing = { readonly kind: "in-force"; readonly daysLeft: number } | Void;

/** It doesn't count; `because` goes on after its name: `lapsed on 2022-09-15`. */
export interface Void {
  readonly kind: "void";
  readonly fault: Fault;
  readonly because: string;
}

/** Why an exception or waiver doesn't count. */
export type Fault = "self-approved" | "not-approved" | "too-long" | "not-yet" | "lapsed";

/** The longest that an exception may run: its last day is at most so many days after the day it was created. */
export const longestDays = 90;

/**
 * Whether an exception or waiver counts on `date`: from the day it was created through the end of the day it expires, in
 * UTC. One that runs too long, that its owner approved, or that nobody of the mandate's `approvers` did, never counts.
 */
export function standing(approved: Approved, approvers: readonly string[], date: string): Standing {
  const { created, expires } = approved;
  const unapproved = approvalFault(approved, approvers);
  if (unapproved !== undefined) return unapproved;
  const runs = daysBetween(created, expires);
  if (runs > longestDays) return isVoid("too-long", `runs ${runs} days; at most ${longestDays} are allowed`);
  if (daysBetween(created, date) < 0) return isVoid("not-yet", `is not in force before ${created}`);
  const daysLeft = daysBetween(date, expires);
  if (daysLeft < 0) return isVoid("lapsed", `lapsed on ${expires}`);
  return { kind: "in-force", daysLeft };
}

/** What is wrong with who approved it; undefined when nothing is. */
export function approvalFault(
  { owner, approver }: Pick<Approved, "owner" | "approver">,
  approvers: readonly string[],
): Void | undefined {
  if (sameName(owner, approver)) return isVoid("self-approved", `was approved by its own owner, \`${owner}\``);
  if (approvers.length === 0)
    return isVoid("not-approved", "can't be approved: the mandate's `approvers` names nobody");
  if (approvers.some((name) => sameName(name, approver))) return undefined;
  return isVoid("not-approved", `was approved by \`${approver}\`, who is none of the mandate's \`approvers\``);
}

function isVoid(fault: Fault, because: string): Void {
  return { kind: "void", fault, because };
}

/** Nobody becomes somebody else by a capital letter, a space, an invisible character or another encoding. */
function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replaceAll(/[\p{Cf}\p{DI}\u2800]/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
