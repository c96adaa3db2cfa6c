import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../policies/rules";
import { invariants } from "../stacks/safeties/invariants";
import { previewed } from "./deploy/estate";

const root = path.join(__dirname, "../..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");
const [, section = ""] = readme.split("\n## What the record says, and what keeps it\n");
const [own = ""] = section.split("\n## ");

/** A part of the record: its number, and the cells about it. */
interface Part {
  readonly part: string;
  readonly builtBy: string;
  readonly keptBy: string;
}

const parts = [...own.matchAll(/^\| (\d+) +\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, part = "", , builtBy = "", keptBy = ""]): Part => ({ part, builtBy, keptBy }),
);

/** The files that a cell links to, in some folder. */
function linked(cell: string, folder: string): string[] {
  return [...cell.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, file = ""]) => (file.startsWith(folder) ? [file] : []));
}

describe("the table of the record", () => {
  it("has its nine parts", () => {
    expect(parts.map(({ part }) => part)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });

  it.each(parts)("links to files that exist for part $part", ({ builtBy, keptBy }) => {
    const files = linked(`${builtBy} ${keptBy}`, "");
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it.each(parts)(
    "says what keeps part $part: rules of the pack, or that there is none yet and which invariants",
    (one) => {
      const known = new Set(rules.map(({ name }) => name));
      const named = linked(one.keptBy, "policies/rules/").map((file) => path.basename(file, ".ts"));
      expect(named.filter((rule) => !known.has(rule))).toEqual([]);

      const tested = new Set(invariants.map(({ name }) => name));
      const told = [...one.keptBy.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name);
      expect(told.filter((name) => !tested.has(name))).toEqual([]);
      expect(one.keptBy.includes("no rule yet")).toBe(told.length > 0);
      expect(named.length + told.length).toBeGreaterThan(0);
    },
  );

  it("names each rule that there is for some part", () => {
    const named = parts.flatMap(({ keptBy }) => linked(keptBy, "policies/rules/"));
    expect(new Set(named.map((file) => path.basename(file, ".ts")))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  it("names components that some stack declares", async () => {
    const { dualRun } = await previewed();
    const declared = new Set(dualRun.estate.resources.map(({ type }) => type));
    for (const { part, builtBy } of parts) {
      const components = linked(builtBy, "components/");
      expect([part, components.length]).not.toEqual([part, 0]);
      for (const file of components) {
        const [, type = ""] = /super\(\s*"(stateside:[^"]+)"/.exec(readFileSync(path.join(root, file), "utf8")) ?? [];
        expect([file, declared.has(type)]).toEqual([file, true]);
      }
    }
  }, 240_000);
});
