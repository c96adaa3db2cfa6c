import type { Invocation, Notification, ReportingDescriptor } from "sarif";
import type { Result } from "../../judge/result";
import { notesOf, toldGaps } from "../notes";
import type { Look } from "../pen";
import { changeLines } from "../trust-text";
import { locationOf, type Locator } from "./locations";
import { spoken } from "./message";

/** What a notification can be about. */
const kinds = {
  "not-seen": { level: "warning", meaning: "Something that no rule could see into." },
  "less-seen": { level: "warning", meaning: "A program of which less is known than of others." },
  "not-judged": { level: "note", meaning: "What was left unjudged, and why." },
  changed: { level: "warning", meaning: "A file that judges differs from the trusted revision, and wasn't used." },
  gone: { level: "note", meaning: "An entry of the baseline that no longer occurs." },
  "rests-on": { level: "note", meaning: "What the verdict rests on besides the programs." },
  "left-out": { level: "warning", meaning: "What isn't in this file, as it would be too large for GitHub." },
} as const satisfies Record<string, { readonly level: Notification["level"]; readonly meaning: string }>;

type Kind = keyof typeof kinds;

/** Notifications of one kind beyond these are only counted. */
const mostOfAKind = 100;

export const notificationDescriptors: readonly ReportingDescriptor[] = Object.entries(kinds).map(
  ([id, { level, meaning: text }]) => ({
    ...{ id, shortDescription: { text }, fullDescription: { text }, help: { text } },
    defaultConfiguration: { level },
  }),
);

/**
 * The run, with what to know before trusting its results; a run that failed has no result.
 * @param leftOut - sentences about what isn't in the file
 */
export function invocationOf(result: Result, leftOut: readonly string[], look: Look, locator: Locator): Invocation {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...leftOut.map((text) => notification("left-out", text)),
      ...limited("not-seen", gaps(result, locator)),
      ...notesOfKind("less seen", "less-seen", result, look),
      ...notesOfKind("not judged", "not-judged", result, look),
    ],
    toolConfigurationNotifications: [
      ...changes(result, look, locator),
      ...limited("gone", gone(result)),
      ...limited("rests-on", restsOn(result, look)),
    ],
  };
}

function notification(kind: Kind, text: string): Notification {
  const index = Object.keys(kinds).indexOf(kind);
  return { descriptor: { id: kind, index }, level: kinds[kind].level, message: { text: `${spoken(text)}.` } };
}

function gaps(result: Result, { physical }: Locator): Notification[] {
  return toldGaps(result).map(({ kind, what, stack, source }) => ({
    ...notification("not-seen", `${kind.replaceAll("-", " ")} ${what} in stack ${stack} can't be seen into`),
    locations: [locationOf(physical(source))],
  }));
}

function notesOfKind(label: string, kind: Kind, result: Result, look: Look): Notification[] {
  const notes = notesOf(result, look).filter(([own]) => own === label);
  return limited(
    kind,
    notes.map(([, text]) => notification(kind, text)),
  );
}

/** All other notes, but for the advice that follows one. */
function restsOn(result: Result, look: Look): Notification[] {
  const elsewhere = ["", "not seen", "less seen", "not judged", "gone"];
  return notesOf(result, look)
    .filter(([label]) => !elsewhere.includes(label))
    .map(([label, text]) => notification("rests-on", `${label}: ${text}`));
}

function changes({ trust }: Result, look: Look, { physical }: Locator): Notification[] {
  return changeLines(trust, look).map((line, index) => {
    const file = trust?.changed[index]?.file;
    const source = file === undefined ? null : { file, line: 1, column: 1 };
    return { ...notification("changed", line.replace(/^! /, "")), locations: [locationOf(physical(source))] };
  });
}

function gone({ baseline }: Result): Notification[] {
  return (baseline?.gone ?? []).map(({ finding, rule, stack, resource }) =>
    notification("gone", `finding ${finding} of the baseline no longer occurs: ${rule}, ${resource} in stack ${stack}`),
  );
}

function limited(kind: Kind, notifications: readonly Notification[]): Notification[] {
  const more = notifications.length - mostOfAKind;
  if (more <= 0) return [...notifications];
  return [...notifications.slice(0, mostOfAKind), notification(kind, `and ${more} more; -o json lists all`)];
}
