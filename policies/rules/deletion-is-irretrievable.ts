import { describe } from "../residency/describe";
import { factsOf } from "../residency/facts";
import type { Judgement } from "../residency/judgement";
import { isRetentionKnown, type Mechanism } from "../residency/retention";
import { retentionsOf, type RetentionTerm } from "../residency/retention-terms";
import { centerAround, holdingsInCenters, isDraining, isOver, type Draining, type Holding } from "./phases/in-centers";
import { contentEnd, endOf, firstEnd, isInTime, saying, type End } from "./phases/retention-ends";
import { judgeFault, judgeUnknownStart, type Fault } from "./phases/retention-evidence";
import { lacksCenters } from "./phases/declared";
import type { EstateView, Rule } from "./rule";

const name = "deletion-is-irretrievable";

/** What can be brought back must be gone by the last day, too; logs and other traces of work are no part of this. */
const meant: ReadonlySet<string | undefined> = new Set(["content", "backup", "keys", "secrets"]);

/**
 * What a draining center deletes can't be brought back after its last day: older versions end, and soft delete, recovery
 * windows, locks and the windows in which a deleted key can be restored are over by `until`. A window begins when the content
 * has expired, if that is in time (else `backups-drain-on-time` says so); where nothing expires by itself, it begins with the
 * first day of draining, as does a lock. Other resources' windows don't wait for each other: a key can be deleted as soon as
 * nothing needs it.
 */
export const deletionIsIrretrievable: Rule = {
  name,
  title: "Deletion is irretrievable",
  severity: "high",
  controls: ["MP-6", "SI-12", "SC-12", "II.A", "CCC.Core.CN11"],
  remedy: "shorten it, or turn it off, so that it is over by the center's last day, as the mandate's `until` says it",
  needs: "stack",
  *judgeEstate(view) {
    if (!view.mandate.centers.some(isDraining)) return;
    const retentions = retentionsOf(view.estate);
    for (const holding of holdingsInCenters(view)) {
      const { center, row } = holding;
      // What is there after the last day, or can't be counted from a first one, is the other rule's.
      if (!isDraining(center) || isOver(center, view.date) || !meant.has(row.holds)) continue;
      yield* judgeHolding(holding, center, retentions.of(holding.resource), view);
    }
    yield* judgeLoose(retentions.loose, view);
  },
  notJudged({ mandate }) {
    if (mandate.centers.some(isDraining)) return undefined;
    return lacksCenters(mandate) ?? "no center of the mandate's `centers` is in phase `draining`";
  },
};

function* judgeHolding(
  holding: Holding,
  center: Draining,
  terms: readonly RetentionTerm[],
  { mandate }: EstateView,
): Generator<Judgement> {
  const { resource, row } = holding;
  const named = `${describe(resource)} in center \`${center.name}\``;
  if (!isRetentionKnown(resource.type)) {
    // Of other stores, the other rule says it.
    if (row.holds !== "keys") return;
    const what = `${named} can be restored for a time that isn't known after it is deleted: no table says it of its type`;
    yield judgeFault(
      name,
      holding,
      { what, cause: "not-stated", remedy: "delete it before the center drains" },
      "keys",
    );
    return;
  }
  if (center.phaseSince === undefined) {
    if (row.holds !== "keys") return;
    const unknown = `${named} is destroyed on a day that isn't known`;
    yield judgeUnknownStart(name, holding, center, mandate, unknown, "keys");
    return;
  }
  const faults = worstOfEach([...faultsOf(terms, center.phaseSince, center.until)]);
  for (const { about, ...fault } of faults)
    yield judgeFault(name, holding, { ...fault, what: `${named} ${fault.what}` }, about);
  if (faults.length > 0) return;
  const message = `nothing that ${named} deletes can be brought back after ${center.until}`;
  yield { rule: name, subject: resource.urn, verdict: "allowed", evidence: { message, places: holding.places } };
}

/** Several locks of one store are one thing to mend: a refusal before what is undecided. */
function worstOfEach(faults: readonly Found[]): Found[] {
  const worst = new Map<string, Found>();
  for (const fault of faults) {
    const other = worst.get(fault.about);
    if (other === undefined || (other.cause !== undefined && fault.cause === undefined)) worst.set(fault.about, fault);
  }
  return [...worst.values()];
}

/** What keeps something that can't be told may keep any store of its center. */
function* judgeLoose(loose: readonly RetentionTerm[], view: EstateView): Generator<Judgement> {
  const { mandate, date } = view;
  const facts = factsOf(view.estate, view);
  for (const term of saying(loose, "lock", "versions", "left", "recovery")) {
    const { by, row, span } = term;
    const center = centerAround(by, facts, mandate);
    if (center === undefined || !isDraining(center) || isOver(center, date) || span.kind !== "unknown") continue;
    const keeps = keepsOf[row.mechanism] ?? "";
    const what = `${describe(by)} in center \`${center.name}\` ${keeps} what isn't known: \`${row.of ?? ""}\` doesn't tell`;
    const subject = { resource: by, places: [] };
    const remedy = "name the store by a plain value, or by a resource's output";
    yield judgeFault(name, subject, { what, cause: span.cause, term, remedy }, row.mechanism);
  }
}

/** What something declared beside a store does, before the name of the store. */
const keepsOf: Readonly<Partial<Record<Mechanism, string>>> = {
  lock: "locks",
  versions: "keeps older versions of",
  left: "leaves copies of",
  recovery: "keeps backups of",
};

interface Found extends Fault {
  readonly about: string;
}

function* faultsOf(terms: readonly RetentionTerm[], since: string, until: string): Generator<Found> {
  for (const term of saying(terms, "left")) {
    const remedy = "set it so that deleting the store leaves nothing behind";
    const fault = { term, remedy, about: "left" };
    if (term.span.kind === "unknown") {
      yield { ...fault, what: "may leave a copy behind when it is deleted", cause: term.span.cause };
    } else yield { ...fault, what: "leaves a copy behind when it is deleted" };
  }
  const content = contentEnd(terms, since, until);
  const isTimely = content.kind === "on" && isInTime(content, until);
  let gone = isTimely ? content.date : since;
  for (const term of saying(terms, "lock")) {
    // What a lock keeps from expiring is removed as late after it as after its expiry.
    const lag = isTimely ? content.term.row.lag : 0;
    const fault = windowFault(endOf({ ...term, row: { ...term.row, lag } }, since), "lock", until);
    if (fault !== undefined) yield fault;
  }
  const versions = versionsEnd(terms, gone, since, until);
  // Where one rule ends older versions with the rest, that it does so late is said once.
  if (versions !== undefined && (versions.term === undefined || versions.term !== content.term)) {
    const fault = versionsFault(versions, until);
    if (fault !== undefined) yield fault;
    else if (versions.kind === "on" && versions.date > gone) gone = versions.date;
  }
  for (const word of ["soft-delete", "recovery", "key-destruction"] as const) {
    let longest = gone;
    for (const term of saying(terms, word)) {
      const end = endOf(term, gone);
      const fault = windowFault(end, word, until);
      if (fault !== undefined) yield fault;
      else if (end.kind === "on" && end.date > longest) longest = end.date;
    }
    gone = longest;
  }
}

/** When older versions are gone; undefined where there are none. */
function versionsEnd(terms: readonly RetentionTerm[], gone: string, since: string, until: string): End | undefined {
  const kept = saying(terms, "versions");
  if (kept.length === 0) return undefined;
  const ends = [
    ...saying(terms, "purge").map((term) => endOf(term, since)),
    ...saying(terms, "noncurrent").map((term) => endOf(term, gone)),
  ];
  const end = firstEnd(ends, until);
  if (isInTime(end, until)) return end;
  // Where it isn't known whether there are versions, it isn't known that they stay.
  const [doubtful] = kept.every(({ span }) => span.kind === "unknown") ? kept : [];
  if (doubtful?.span.kind === "unknown") return { kind: "unknown", cause: doubtful.span.cause, term: doubtful };
  const [first] = kept;
  return end.kind === "never" && end.term === undefined && first !== undefined ? { kind: "never", term: first } : end;
}

function versionsFault(end: End, until: string): Found | undefined {
  const about = "versions";
  switch (end.kind) {
    case "on":
      if (end.date <= until) return undefined;
      return { what: `keeps older versions${through(end, until)}`, term: end.term, about };
    case "never": {
      const remedy = "let noncurrent versions expire, too";
      return {
        what: "keeps older versions, of which nothing ends all",
        ...(end.term && { term: end.term }),
        remedy,
        about,
      };
    }
    case "unknown":
      return { what: "keeps older versions for a time that isn't known", cause: end.cause, term: end.term, about };
  }
}

/** What each window does, as the rest of a sentence. */
const does: Readonly<Partial<Record<Mechanism, string>>> = {
  "soft-delete": "lets what it deletes be restored",
  recovery: "can be restored after it is deleted, itself or its backups,",
  "key-destruction": "can be restored after it is deleted",
  lock: "lets nothing be deleted",
};

function windowFault(end: End, word: Mechanism, until: string): Found | undefined {
  const what = does[word] ?? "";
  switch (end.kind) {
    case "on":
      if (end.date <= until) return undefined;
      return { what: `${what}${lasting(end)}${through(end, until)}`, term: end.term, about: word };
    case "never":
      return { what: `${what}, without an end`, ...(end.term && { term: end.term }), about: word };
    case "unknown":
      return { what: `${what} for a time that isn't known`, cause: end.cause, term: end.term, about: word };
  }
}

/** How long a window is, where that is a number of days that may be told. */
function lasting({ term: { span, row } }: End & { readonly term: RetentionTerm }): string {
  if (span.kind !== "days" || span.isSecret) return "";
  const days = span.days === 1 ? "a day" : `${span.days} days`;
  return ` for ${days}${row.lag > 0 ? `, and the ${row.lag} that the service may take,` : ""}`;
}

function through({ date, isSecret }: Extract<End, { kind: "on" }>, until: string): string {
  return isSecret ? `, past ${until}, its last day` : ` through ${date}, past ${until}, its last day`;
}
