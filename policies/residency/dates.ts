/** Calendar days, written `YYYY-MM-DD` and meant in UTC. Two of them compare as text. Nothing here reads a clock. */

const millisecondsPerDay = 86_400_000;

/** True for a day that exists, written `YYYY-MM-DD`: not for `2023-02-30`, `2023-2-3` or a date with a time. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // `Date` moves a day that doesn't exist into the next month.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * How many days `to` is after `from`; negative when it is before.
 *
 * @throws RangeError for what isn't a date: files and arguments are checked with {@link isDate} where they are read.
 */
export function daysBetween(from: string, to: string): number {
  return (startOf(to) - startOf(from)) / millisecondsPerDay;
}

/**
 * The day that comes so many days later; the last one that can be written, where that is past it.
 *
 * @throws RangeError as {@link daysBetween}
 */
export function daysAfter(date: string, days: number): string {
  return asDate(startOf(date) + days * millisecondsPerDay);
}

/** The day, in UTC, of a moment in milliseconds since 1970. */
export function asDate(moment: number): string {
  return new Date(Math.min(moment, lastDay)).toISOString().slice(0, 10);
}

const lastDay = Date.parse("9999-12-31T00:00:00Z");

function startOf(date: string): number {
  if (!isDate(date)) throw new RangeError(`unknown date \`${date}\`; use a day that exists, as YYYY-MM-DD`);
  return Date.parse(`${date}T00:00:00Z`);
}
