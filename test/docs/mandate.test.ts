import { readFileSync } from "node:fs";
import path from "node:path";
import { parseMandate } from "../../policies/residency/mandate";
import { judgedKeys } from "../../policies/residency/mandate-form";
import { laterKeys } from "../../policies/residency/mandate-later";
import { scopeKeys } from "../../policies/residency/mandate-scope";

const page = readFileSync(path.join(__dirname, "../../docs/mandate.md"), "utf8");
const keys = [...judgedKeys, ...laterKeys];

function block(after: string): string {
  return /```yaml\n([\s\S]*?)```/.exec(page.slice(page.indexOf(after)))?.[1] ?? "";
}

/** The first cells of the table below a heading, and the last ones. */
function rows(heading: string): [string, string][] {
  const section = page.slice(page.indexOf(heading)).split(/^## /m)[1] ?? "";
  return [...section.matchAll(/^\| `(\w+)` +\|.*\| (.*?) +\|$/gm)].map(([, key = "", last = ""]) => [key, last]);
}

describe("the guide to the mandate", () => {
  it("shows a mandate with every key, which can be read", () => {
    const sample = block("## All of it");
    const result = parseMandate(sample, "mandate.yaml");
    expect(result).not.toHaveProperty("errors");
    expect([...sample.matchAll(/^(\w+):/gm)].map(([, key]) => key).toSorted()).toEqual(keys.toSorted());
  });

  it("tells of every key, and which ones aren't in effect yet", () => {
    const told = rows("## Key by key");
    expect(told.map(([key]) => key).toSorted()).toEqual(keys.toSorted());
    const later = told.filter(([, without]) => without === "not in effect yet").map(([key]) => key);
    expect(later.toSorted()).toEqual([...laterKeys].toSorted());
  });

  it("tells of every glob of a scope entry", () => {
    const section = page.slice(page.indexOf("## Class by scope"));
    for (const key of scopeKeys) expect(section).toContain(`| \`${key}\``);
  });
});
