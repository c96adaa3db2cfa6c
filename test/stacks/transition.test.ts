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
      "backup-singapore: gcp:asia-southeast1-a",
      "backup-singapore: gcp:asia-southeast1-b",
      "backup-singapore: gcp:asia-southeast1-c",
      "backup-singapore: gcp:us-west2",
      "backup-virginia: aws:us-east-1",
      "backup-virginia: aws:us-west-2",
      "inspection: oci:us-ashburn-1",
      "inspection: oci:us-phoenix-1",
      "landing: oci:us-ashburn-1",
      "legacy-google: gcp:us-central1",
      "legacy-google: gcp:us-east4",
      "legacy-google: oci:us-ashburn-1",
      "primary: oci:us-ashburn-1",
      "primary: oci:us-phoenix-1",
      "traffic: oci:us-ashburn-1",
      "traffic: oci:us-phoenix-1",
    ]);
  });

  it("are seven, of at least 60 types and 150 resources", () => {
    const managed = estate.resources.filter(({ kind }) => kind === "managed");
    expect(new Set(managed.map(({ stack }) => stack)).size).toBe(7);
    expect(new Set(managed.map(({ type }) => type)).size).toBeGreaterThanOrEqual(60);
    expect(managed.length).toBeGreaterThanOrEqual(150);
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
    const rulesThatRefuse = new Set(refused.flatMap(({ rule, verdict }) => (verdict === "refused" ? [rule] : [])));
    expect([...rulesThatRefuse]).toEqual(expect.arrayContaining(["us-data-stays-in-us", "us-data-flows-stay-in-us"]));
    for (const { rule, verdict, resource, evidence } of refused) {
      expect(resource.stack).toBe("backup-singapore");
      // Whether the courier's machines read and write what they may is only possible.
      if (rule !== "us-data-flows-stay-in-us") expect(verdict).toBe("refused");
      if (rule === "waivers-are-valid") continue;
      if (rule === "backups-drain-on-time") {
        expect(evidence.message).toContain("in center `singapore`, whose last day was 2022-12-31");
        continue;
      }
      expect(["us-data-stays-in-us", "us-data-flows-stay-in-us"]).toContain(rule);
      expect(evidence.message).toContain(`; center \`singapore\` does not excuse it: ${because}`);
    }
  });
});
