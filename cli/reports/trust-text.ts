import { escapeText } from "../../policies/residency/terminal-safe";
import type { Result } from "../judge/result";
import type { TrustResult } from "../judge/judging";
import type { Look } from "./pen";

/** Digits of a commit's id that are shown. */
const shownDigits = 12;
/** Characters of a file and of a revision that are shown. */
const nameLimit = 300;

/** What the working tree says otherwise than the trusted revision, and that didn't judge: told before anything else. */
export function changeLines(trust: TrustResult | null, { shown }: Pick<Look, "shown">): string[] {
  if (trust === null) return [];
  // A saved result can name any revision.
  const since = escapeText(revisionText(trust), nameLimit);
  return trust.changed.map(
    ({ file, change }) =>
      `! ${escapeText(shown(file), nameLimit)} is ${change} since ${since}: that is not used to judge`,
  );
}

/** The mandate that judged, and where it is from. */
export function mandateText(
  { mandate, trust }: Pick<Result, "mandate" | "trust">,
  { shown }: Pick<Look, "shown">,
): string {
  if (mandate.source === "built-in") {
    const where = trust === null ? "no mandate.yaml beside Pulumi.yaml" : `none at ${revisionText(trust)}`;
    return `built in, as there is ${where}`;
  }
  const at = trust === null ? "" : ` at ${revisionText(trust)}`;
  return `${mandate.name} (${shown(mandate.source)}${at})`;
}

/** `origin/main, 0123456789ab`; it must still be escaped. */
export function revisionText({ ref, commit }: Pick<TrustResult, "ref" | "commit">): string {
  return `${ref}, ${commit.slice(0, shownDigits)}`;
}
