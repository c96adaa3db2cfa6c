import { escapeText } from "../../policies/residency/terminal-safe";
import type { Result } from "../result";
import type { TrustResult } from "../judging";
import type { Look } from "./pen";

/** Digits of a commit's id that are shown. */
const shownDigits = 12;

/** What the working tree says otherwise than the trusted revision, and that didn't judge: told before anything else. */
export function changeLines(trust: TrustResult | null, { shown }: Pick<Look, "shown">): string[] {
  if (trust === null) return [];
  return trust.changed.map(
    ({ file, change }) =>
      `! ${escapeText(shown(file), 300)} is ${change} since ${revisionText(trust)}: that is not used to judge`,
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

function revisionText({ ref, commit }: TrustResult): string {
  return `${ref}, ${commit.slice(0, shownDigits)}`;
}
