import { clouds } from "../../policies/residency/geography";
import { readAll } from "../../policies/residency/values";
import { rowEstates } from "./estates";
import { movementRows, titleOf } from "./rows";

describe.each(clouds())("the estates for the movements of %s", (cloud) => {
  const rows = movementRows(cloud);
  const estates = [...rowEstates(cloud)];

  it("are there for every row", () => {
    const covered = new Set(estates.map(({ row }) => titleOf(row)));
    expect(rows.map(titleOf).filter((title) => !covered.has(title))).toEqual([]);
  });

  it("lead abroad and to what isn't known wherever they can lead to the United States", () => {
    const casesOf = new Map<string, Set<string>>();
    for (const { row, case: which } of estates) {
      // A copy that lies where its source does leads nowhere else.
      if (row.to.length === 0) continue;
      const title = titleOf(row);
      casesOf.set(title, (casesOf.get(title) ?? new Set()).add(which));
    }
    const partly = [...casesOf].filter(([, its]) => its.has("us") && !(its.has("abroad") && its.has("unknown")));
    expect(partly.map(([title]) => title)).toEqual([]);
  });

  it("have something where the movement is read from", () => {
    const missing = estates.filter(
      ({ row, mover, property }) => row.names !== "flag" && readAll(mover.inputs, property).length === 0,
    );
    expect(missing.map(({ title, property }) => `${title}: ${property}`)).toEqual([]);
  });
});
