import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Estate } from "../../../policies/residency/estate";
import { rules } from "../../../policies/rules";
import { loadEstate } from "./enclave";
import { invariants } from "./invariants";
import { readRows, type Row } from "./table";
import { safetiesOf } from "./taking";

export const page = path.join(__dirname, "../../../docs/safeties.md");

const isRule = new Set(rules.map(({ name }) => name));

/** A row, with what an estate has of it. */
interface Counted extends Row {
  readonly count: number;
  /** The files that declare it. */
  readonly files: readonly string[];
}

/** What can be taken away from the stacks, and who notices. */
export function safetiesPage(estate: Estate): string {
  const counted = readRows().map((row) => countedIn(estate, row));
  const noticed = counted.filter(({ noticed: { by } }) => by === "names");
  const unit = counted.filter(({ noticed: { by } }) => by === "unit");
  const none = counted.filter(({ noticed: { by } }) => by === "nobody");
  const parts = [
    "# What notices when a safety is taken away",
    "Written by `npm run safeties` from `test/stacks/safeties/safeties.tsv`. A test previews all stacks " +
      "with their example configuration as of June 2022, when every center holds something, takes each thing below away from a copy of the result, one of " +
      `${sum(noticed).toLocaleString("en-US")} at a time, and fails if anybody else notices than is said here. It fails, ` +
      "too, if the stacks have a resource, a key, a flag, a condition or a member of a list that isn't here.",
    "**Rules**, in bold, are those of `stateside check`, which judge any project. **Invariants** are of this project's tests " +
      "alone; the list of them is [below](#the-invariants). A number says how many of a kind there are, and a word behind a " +
      "type which of them are meant, by stack, name and input.",
    ...[...groupedBy(noticed, ({ type }) => moduleOf(type))].flatMap(([name, some]) => [`## ${name}`, ...byType(some)]),
    "## The invariants",
    list(invariants.map(({ name, says }) => `${name}: ${says}`)),
    "## What no rule notices yet",
    "Only the invariants notice these: another project's stacks could go without, and be judged clean. They are what rules to " +
      "come are about.",
    list(unruled(noticed)),
    "## What only a component's own test notices",
    "No preview shows `protect`; and of some settings nothing but the component says what they have to be.",
    list([...groupedBy(unit, ({ noticed: by }) => (by.by === "unit" ? by.test : ""))].map(ofTest)),
    "## What is no safety",
    "Taken away, it opens nothing.",
    list(none.map((row) => `${typeOf(row)}, ${taken(row)}: ${row.noticed.by === "nobody" ? row.noticed.because : ""}`)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function byType(some: readonly Counted[]): string[] {
  return [...groupedBy(some, ({ type }) => type)].flatMap(([type, ofOne]) => {
    const files = new Set(ofOne.flatMap((row) => row.files));
    const where = type === "*" ? "every component" : [...files].map((file) => code(path.basename(file))).join(", ");
    const byNames = groupedBy(ofOne, ({ noticed }) => (noticed.by === "names" ? shownNames(noticed.names) : ""));
    return [
      `### ${shortType(type)}`,
      `Declared by ${where}.`,
      list([...byNames].map(([names, group]) => `${names}: ${group.map(withOf).join("; ")}`)),
    ];
  });
}

function shownNames(names: readonly string[]): string {
  return names.map((name) => (isRule.has(name) ? `**${name}**` : name)).join(", ");
}

function withOf(row: Row & { readonly count: number }): string {
  return `${taken(row)}${row.ofText === "-" ? "" : ` of ${code(row.ofText)}`} (${row.count})`;
}

function ofTest([test, some]: readonly [string, readonly Counted[]]): string {
  return `[${path.basename(test)}](../${test}): ${some.map((row) => `${typeOf(row)}, ${taken(row)}`).join("; ")}`;
}

function countedIn(estate: Estate, row: Row): Counted {
  const safeties = safetiesOf(row, estate);
  const files = safeties.flatMap(({ resource: { source } }) => (source === undefined ? [] : [source.file]));
  return { ...row, count: safeties.length, files: [...new Set(files)].sort() };
}

function typeOf({ type, ofText }: Row): string {
  return shortType(type) + (ofText === "-" ? "" : ` ${code(ofText)}`);
}

function taken({ path: at, becomes, becomesText }: Row): string {
  if (at === undefined) return "the resource";
  switch (becomes.kind) {
    case "gone":
      return code(at);
    case "flipped":
      return `${code(at)}, flipped`;
    case "unconditional":
      return `${code(at)} without ${code(becomes.about)}`;
    case "other":
      return `${code(at)}, made ${code(becomesText)}`;
  }
}

/** The invariants that notice something which no rule does. */
function unruled(noticed: readonly Counted[]): string[] {
  const alone = noticed.filter(({ noticed: by }) => by.by === "names" && !by.names.some((name) => isRule.has(name)));
  return invariants.flatMap(({ name }) => {
    const some = alone.filter(({ noticed: by }) => by.by === "names" && by.names.includes(name));
    const types = [...new Set(some.map(({ type }) => shortType(type)))];
    return some.length === 0 ? [] : [`${name} (${sum(some)}): ${types.join(", ")}`];
  });
}

function sum(some: readonly Counted[]): number {
  return some.reduce((total, { count }) => total + count, 0);
}

function moduleOf(type: string): string {
  const [cloud = "", name = ""] = type.split(":");
  if (cloud === "*") return "Labels";
  const module = name.replace(/\/.*$/, "");
  return cloud === "oci" ? module : `${cloud} ${module}`;
}

function shortType(type: string): string {
  return type === "*" ? "everything" : (type.split(":").at(-1) ?? type);
}

function groupedBy<T>(some: readonly T[], keyOf: (one: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, readonly T[]>();
  for (const one of some) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function code(text: string): string {
  return `\`${text}\``;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

if (require.main === module) {
  void loadEstate().then((estate) => {
    writeFileSync(page, safetiesPage(estate));
  });
}
