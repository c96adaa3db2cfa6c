import { noBaseline } from "../../policies/residency/baseline";
import { loadCatalog } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import { builtInMandate } from "../../policies/residency/mandate";
import { loadMovements } from "../../policies/residency/movements";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { rowEstates, type RowEstate } from "./estates";
import { agrees, type Judged } from "./expectations";

const terms = {
  mandate: builtInMandate(),
  date: "2026-11-22",
  catalog: loadCatalog(),
  movements: loadMovements(),
  waivers: [],
  baseline: noBaseline,
};

/** What the rule says of the movement that the row makes, not of what else is in the estate. */
function judged({ estate, mover, property, row }: RowEstate): Judged[] {
  return [...(usDataFlowsStayInUs.judgeEstate?.({ ...terms, estate }) ?? [])]
    .filter(({ subject, evidence }) => {
      const at = evidence.property?.replaceAll(/\[\d+\]/g, "[]");
      return subject === mover.urn && at === property && evidence.trace?.at(-1)?.kind === row.kind;
    })
    .map(({ evidence: { places }, ...judgement }) => ({
      verdict: judgement.verdict,
      places,
      ...(judgement.verdict === "undecided" && { cause: judgement.cause }),
    }));
}

function text({ verdict, cause, places }: Judged): string {
  return [verdict, ...(cause === undefined ? [] : [cause]), ...places].join(" ");
}

describe.each(clouds())("every movement of %s", (cloud) => {
  it("is judged as docs/following-the-data.md says, wherever it leads", () => {
    const wrong = [...rowEstates(cloud)].flatMap((one) => {
      const found = judged(one);
      if (agrees(one.expects, found)) return [];
      return [`${one.title}: not ${JSON.stringify(one.expects)} but ${found.map(text).join("; ") || "nothing"}`];
    });
    expect(wrong).toEqual([]);
  });
});
