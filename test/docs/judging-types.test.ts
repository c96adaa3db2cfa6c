import { readFileSync } from "node:fs";
import path from "node:path";
import { parseTypes, roles } from "../../policies/residency/catalog";
import type { Cloud } from "../../policies/residency/geography";

const root = path.join(__dirname, "../..");
const guide = readFileSync(path.join(root, "docs/judging-types.md"), "utf8");

/** The chapters on hard cases; each has at least 25. */
const chapters: readonly (readonly [string, Cloud])[] = [
  ["Oracle Cloud", "oci"],
  ["Amazon Web Services", "aws"],
  ["Google Cloud", "gcp"],
];

/** A case: the types named before its first decision, each with a role in bold after it. */
interface Case {
  readonly name: string;
  readonly role: string;
}

function casesOf(title: string): readonly (readonly Case[])[] {
  const [, chapter = ""] = guide.split(`\n## Hard cases: ${title}\n`);
  const [text = ""] = chapter.split("\n## ");
  return text
    .split("\n- ")
    .slice(1)
    .map((one) =>
      [...one.matchAll(/((?:`\w+\/\w+`(?:, | and )?)+)[^*:]*: \*\*(\w+)\*\*/g)].flatMap(([, names = "", role = ""]) =>
        [...names.matchAll(/`(\w+\/\w+)`/g)].map(([, name = ""]) => ({ name, role })),
      ),
    );
}

describe.each(chapters)("the hard cases of %s", (title, cloud) => {
  const table = readFileSync(path.join(root, `policies/residency/data/types/${cloud}.tsv`), "utf8");
  const rows = parseTypes(table, `${cloud}.tsv`);
  const cases = casesOf(title);

  it("are at least 25", () => {
    expect(cases.length).toBeGreaterThanOrEqual(25);
  });

  it("are decided in the table as they are here", () => {
    const told = cases.flat().map(({ name, role }) => `${name}: ${role}`);
    const decided = cases.flat().map(({ name }) => {
      const row = rows.find(({ type }) => type.startsWith(`${cloud}:${name}:`));
      return `${name}: ${row?.role ?? "no such type"}`;
    });
    expect(told).toEqual(decided);
    expect(told.length).toBeGreaterThanOrEqual(25);
  });
});

it("names every role in its table", () => {
  const [, rest = ""] = guide.split("\n## Roles\n");
  const [table = ""] = rest.split("\n## ");
  expect([...table.matchAll(/^\| `(\w+)` /gm)].map(([, role]) => role)).toEqual([...roles]);
});
