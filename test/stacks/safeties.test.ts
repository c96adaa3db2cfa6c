import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Estate } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { candidates } from "./safeties/candidates";
import { loadEstate, withResources } from "./safeties/enclave";
import { problemsOf } from "./safeties/invariant";
import { invariants } from "./safeties/invariants";
import { Watch } from "./safeties/noticing";
import { page, safetiesPage } from "./safeties/page";
import { enclaveOf } from "./safeties/reading";
import { kindOf, readRows } from "./safeties/table";
import type { Row } from "./safeties/table";
import { nameOf, safetiesOf } from "./safeties/taking";

describe("the safeties of the stacks", () => {
  let estate: Estate;
  const watch = new Watch();
  const rows = readRows();
  const isRule = new Set(rules.map(({ name }) => name));
  beforeAll(async () => {
    estate = await loadEstate();
  }, 120_000);

  it("are all there: nothing notices anything about the stacks as they are", () => {
    const enclave = enclaveOf(estate, loadCatalog());
    expect(invariants.flatMap((invariant) => problemsOf(invariant, enclave))).toEqual([]);
    expect(watch.rulesThatNotice(estate)).toEqual([]);
  });

  it("are looked at: an invariant says so when there is nothing that it could look at", () => {
    const empty = withResources(estate, []);
    expect(watch.invariantsThatNotice(empty, invariants)).toEqual(invariants.map(({ name }) => name));
  });

  it("are in the table: every resource, key, flag, condition and member of a list, each in one row", () => {
    const found = [...candidates(estate)].map((candidate) => {
      const wanted = safetiesOf(kindOf(candidate), estate).map(nameOf);
      const listed = rows.filter(({ key }) => key === candidate).flatMap((row) => safetiesOf(row, estate).map(nameOf));
      return [candidate, wanted.sort(), listed.sort()] as const;
    });
    expect(found.filter(([, wanted, listed]) => wanted.join("\n") !== listed.join("\n"))).toEqual([]);
  });

  it("are noticed by name: each name in the table is one of a rule or an invariant, and each invariant is in it", () => {
    const names = new Set(rows.flatMap(({ noticed }) => (noticed.by === "names" ? noticed.names : [])));
    const known = new Set([...isRule, ...invariants.map(({ name }) => name)]);
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    expect(invariants.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  /** Of each kind, one thing is shown to all, and the others to those who should notice. */
  function wrong(row: Row): string[] {
    const expected = row.noticed.by === "names" ? row.noticed.names : [];
    const asked = invariants.filter(({ name }) => expected.includes(name));
    const [first, ...others] = safetiesOf(row, estate);
    if (first === undefined) return ["nothing is of this kind any more"];
    const noticing = watch.noticing(first.taken(estate));
    const unnoticed = others.flatMap((safety) => {
      const taken = asked.length === 0 ? estate : safety.taken(estate);
      const found = watch.invariantsThatNotice(taken, asked);
      return found.length === asked.length ? [] : [`${nameOf(safety)}: noticed by ${found.join(" ") || "nobody"}`];
    });
    const isExact = noticing.join() === expected.join();
    return [...(isExact ? [] : [`${nameOf(first)}: noticed by ${noticing.join(" ") || "nobody"}`]), ...unnoticed];
  }

  it("are noticed by those whom the table names, and by nobody else", () => {
    const found = rows.map((row) => [row.key, row.ofText, wrong(row)] as const);
    expect(found.filter(([, , problems]) => problems.length > 0)).toEqual([]);
  }, 900_000);

  it("have tests of their components where no preview shows them", () => {
    const units = rows.flatMap(({ path, noticed }) => (noticed.by === "unit" ? [[path ?? "", noticed.test]] : []));
    const silent = units.filter(([at = "", test = ""]) => {
      const last = /(\w+)(?:\[\])?$/.exec(at)?.[1] ?? "";
      return !readFileSync(path.join(__dirname, "../..", test), "utf8").includes(last);
    });
    expect(silent).toEqual([]);
  });

  it("are what docs/safeties.md lists (`npm run safeties` writes it)", () => {
    expect(safetiesPage(estate)).toBe(readFileSync(page, "utf8"));
  });
});
