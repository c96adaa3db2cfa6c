import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { noBaseline } from "../../policies/residency/baseline";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Estate } from "../../policies/residency/estate";
import { loadMovements } from "../../policies/residency/movements";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { expectFile } from "../cli/golden/golden";
import { mandateAfter, start, steps } from "../support/transition";
import { mandateOf } from "../support/terms";
import { changesBetween } from "./phase-changes";
import { previewStacks } from "./previewed";

const root = path.join(__dirname, "../..");
const terms = { catalog: loadCatalog(), movements: loadMovements(), waivers: [], baseline: noBaseline };

/** The estate of all stacks before any step, and after each. */
const estates: Estate[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "stateside-phases-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  for (let count = 0; count <= steps.length; count += 1) {
    const file = path.join(folder, `${count}.yaml`);
    writeFileSync(file, mandateAfter(steps.slice(0, count)));
    estates.push((await previewStacks(file)).estate);
  }
}, 600_000);

function findings(count: number, date: string) {
  const mandate = mandateOf(mandateAfter(steps.slice(0, count)));
  return judge(estates[count] ?? missing(), rules, { ...terms, mandate, date }).findings.map(
    ({ rule, verdict, resource, evidence }) => `${verdict} ${rule} ${resource.stack} ${evidence.message}`,
  );
}

function missing(): never {
  throw new Error("no estate was previewed");
}

describe("all stacks", () => {
  it("are clean when all centers are in dual-run", () => {
    expect(findings(0, start[0]?.date ?? "")).toEqual([]);
  });

  it.each(steps.map((step, index) => [step.center, step.phase, step.date, index + 1] as const))(
    "are clean with %s in %s on %s, and on its last day",
    (_, __, date, count) => {
      expect(findings(count, date)).toEqual([]);
      const { phase, until = date } = steps[count - 1] ?? missing();
      if (phase !== "deleted") expect(findings(count, until)).toEqual([]);
    },
  );

  it.each(steps.map((step, index) => [step.center, step.phase, index] as const))(
    "change by exactly what is listed when %s goes to %s",
    (center, phase, index) => {
      const changes = changesBetween(estates[index] ?? missing(), estates[index + 1] ?? missing());
      expectFile(path.join(__dirname, "phases", `${center}-${phase}.txt`), changes);
    },
  );

  it("hold nothing in a center that is deleted, and the evidence of each for as long as it is locked", () => {
    const last = estates.at(-1) ?? missing();
    const centers = new Set(["backup-virginia", "backup-singapore", "legacy-google"]);
    expect(last.resources.filter(({ stack, kind }) => centers.has(stack) && kind === "managed")).toEqual([]);
  });
});

it("have every component that there is in at least one judged estate", () => {
  const files = readdirSync(path.join(root, "components"), { recursive: true, encoding: "utf8" });
  const declared = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(path.join(root, "components", file), "utf8").matchAll(/super\(\s*"(stateside:[^"]+)"/g),
    ])
    .map(([, type = ""]) => type);
  const judged = new Set(estates.flatMap(({ resources }) => resources.map(({ type }) => type)));
  expect(new Set([...judged].filter((type) => type.startsWith("stateside:")))).toEqual(new Set(declared));
});
