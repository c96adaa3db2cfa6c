import path from "node:path";
import { noBaseline } from "../../policies/residency/baseline";
import type { Estate } from "../../policies/residency/estate";
import { loadMovements } from "../../policies/residency/movements";
import { loadCatalog } from "../../policies/residency/catalog";
import { holdersOf } from "../../policies/residency/holders";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { previewStacks, readMandate } from "./previewed";

const root = path.join(__dirname, "../..");
const mandateFile = path.join(root, "test/fixtures/mandates/dual-run.yaml");

describe("the project's stacks in June 2022, with Singapore in dual-run under an exception", () => {
  const mandate = readMandate(mandateFile);
  const catalog = loadCatalog();
  const movements = loadMovements();
  let estate: Estate;

  beforeAll(async () => {
    ({ estate } = await previewStacks(mandateFile));
  }, 60_000);

  const findings = (date: string) =>
    judge(estate, rules, { mandate, date, catalog, movements, waivers: [], baseline: noBaseline }).findings;

  it("hold US users' data in Singapore, too", () => {
    const places = holdersOf(estate, { mandate, catalog, movements }).map(
      ({ resource, places }) => `${resource.stack}: ${places.join()}`,
    );
    expect([...new Set(places)].sort()).toEqual([
      "backup-singapore: gcp:asia-southeast1",
      "backup-virginia: aws:us-east-1",
      "landing: oci:us-ashburn-1",
      "primary: oci:us-ashburn-1",
      "primary: oci:us-phoenix-1",
      "traffic: oci:us-ashburn-1",
      "traffic: oci:us-phoenix-1",
    ]);
  });

  it.each(["2022-06-17", "2022-08-01", "2022-09-15"])("are clean on %s, while the exception stands", (date) => {
    expect(findings(date)).toEqual([]);
  });

  it.each([
    ["2022-06-16", "its exception is not in force before 2022-06-17"],
    ["2022-09-16", "its exception lapsed on 2022-09-15"],
    ["2026-11-22", "it ended on 2022-12-31"],
  ])("are refused on %s, in Singapore alone: %s", (date, because) => {
    const refused = findings(date);
    expect(refused.length).toBeGreaterThan(0);
    for (const { rule, verdict, resource, evidence } of refused) {
      expect({ verdict, stack: resource.stack }).toEqual({ verdict: "refused", stack: "backup-singapore" });
      if (rule === "waivers-are-valid") continue;
      if (rule === "backups-drain-on-time") {
        expect(evidence.message).toContain("in center `singapore`, whose last day was 2022-12-31");
        continue;
      }
      expect(rule).toBe("us-data-stays-in-us");
      expect(evidence.message).toContain(`; center \`singapore\` does not excuse it: ${because}`);
    }
  });
});
