import { asDate, isDate } from "./dates";
import type { Unit } from "./retention";
import type { Cause, Reading } from "./values";

/** How long something is kept. `isSecret`: no report may show it. */
export type Span =
  | { readonly kind: "days"; readonly days: number; readonly isSecret: boolean }
  /** Through that day, `YYYY-MM-DD`, whatever came before. */
  | { readonly kind: "through"; readonly date: string; readonly isSecret: boolean }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly cause: Cause };

const never: Span = { kind: "never" };
const unreadable: Span = { kind: "unknown", cause: "unreadable" };

/** What stands at an input as a time that something is kept: begun days count, and what is less than nothing never ends. */
export function readSpan(reading: Reading, unit: Unit): Span {
  if (reading.kind === "unknown") return { kind: "unknown", cause: reading.cause };
  const { value, secret } = reading;
  if (typeof value !== "string" && typeof value !== "number") return unreadable;
  return unit === "date" || unit === "epoch" ? dateOf(value, unit, secret) : daysOf(value, unit, secret);
}

function dateOf(value: string | number, unit: "date" | "epoch", isSecret: boolean): Span {
  const moment = unit === "epoch" ? Number(value) : momentOf(String(value).trim());
  return Number.isNaN(moment) || moment < 0 ? unreadable : { kind: "through", date: asDate(moment), isSecret };
}

/** A day or a timestamp, in UTC where it says no zone: the same on every machine. */
function momentOf(text: string): number {
  const [, day = "", time = "", zone = ""] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text) ?? [];
  return isDate(day) ? Date.parse(time === "" ? day : `${day}T${time}${zone === "" ? "Z" : zone.toUpperCase()}`) : NaN;
}

/** A year as Oracle Cloud counts it, which is longer than that of others. */
const daysOfYear = 365.2425;

/** How many days one of each unit is. */
const daysIn = {
  days: 1,
  years: daysOfYear,
  hours: 1 / 24,
  seconds: 1 / 86_400,
  milliseconds: 1 / 86_400_000,
} as const;

const durations = { s: daysIn.seconds, m: 1 / 1440, h: daysIn.hours, d: daysIn.days } as const;

function daysOf(value: string | number, unit: keyof typeof daysIn | "duration", isSecret: boolean): Span {
  const text = String(value).trim();
  const days = unit === "duration" ? daysOfDuration(text) : numberOf(text) * daysIn[unit];
  if (Number.isNaN(days)) return unreadable;
  // What isn't a whole number in binary is no further day.
  return days < 0 ? never : { kind: "days", days: Math.max(0, Math.ceil(days - 1e-9)), isSecret };
}

function numberOf(text: string): number {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
}

/** One number with a unit, or several, as Go writes them: `72h0m0s`. */
function daysOfDuration(text: string): number {
  if (!/^-?(?:\d+(?:\.\d+)?[smhd])+$/.test(text)) return NaN;
  const parts = [...text.matchAll(/([\d.]+)([smhd])/g)];
  // SAFETY: the pattern takes no other letters.
  const days = parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * durations[unit as keyof typeof durations],
    0,
  );
  return text.startsWith("-") ? -days : days;
}
