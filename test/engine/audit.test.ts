import { writeFileSync } from "node:fs";
import path from "node:path";
import { previewProgram } from "../../doors/program";
import { readStates } from "../../doors/state";
import type { Estate } from "../../policies/residency/estate";
import { builtInMandate } from "../../policies/residency/mandate";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { termsUnder } from "../../policies/rules/terms";
import { describeEngine, root, type Engine } from "./engine";

const policyPack = path.join(root, "policies");
const terms = termsUnder(builtInMandate(), "2026-11-22", []);

/** Rule, verdict and resource of every finding. */
function verdicts(estate: Estate): string[] {
  const { findings } = judge(estate, rules, terms);
  return findings.map(({ rule, verdict, resource }) => `${rule} ${verdict} ${resource.name}`).sort();
}

async function audited(files: readonly string[]): Promise<Estate> {
  const name = (file: string) => path.basename(file);
  const read = await readStates({ files, name, areWhole: false, assume: new Map() });
  if (read.kind === "failed") throw new Error(JSON.stringify(read.faults));
  return read.estate;
}

async function previewed(directory: string): Promise<Estate> {
  const options = { stacks: ["dev"], timeout: 120, environment: process.env, assume: new Map(), invokes: new Map() };
  const preview = await previewProgram({ directory, ...options });
  if (preview.kind === "failed") throw new Error(JSON.stringify(preview.failures));
  return preview.estate;
}

/** A program that was brought up, with its files beside it. */
async function deployed(engine: Engine, program: string) {
  const directory = engine.copy(path.join(__dirname, "programs", program));
  const file = (name: string, text: string) => {
    const target = path.join(directory, name);
    writeFileSync(target, text);
    return target;
  };
  const preview = await engine.run(directory, "dev", ["preview", "--json"]);
  const up = await engine.run(directory, "dev", ["up", "--skip-preview"]);
  expect(up.code).toBe(0);
  return {
    directory,
    state: file("state.json", await engine.export(directory, "dev")),
    preview: file("preview.json", preview.stdout.slice(preview.stdout.indexOf("{\n"))),
    log: file("up.ndjson", up.events.map((event) => `${JSON.stringify(event)}\n`).join("")),
    checkpoint: path.join(`${directory}.state/.pulumi/stacks`, program, "dev.json"),
  };
}

describeEngine("states that `pulumi` wrote", (engine) => {
  it.each(["replicated-abroad", "copied-abroad", "chain-of-three", "default-provider"])(
    "are judged as the program is: %s",
    async (program) => {
      const { directory, state, checkpoint, log } = await deployed(engine(), program);
      const expected = verdicts(await previewed(directory));
      expect(verdicts(await audited([state]))).toEqual(expected);
      expect(verdicts(await audited([checkpoint]))).toEqual(expected);
      expect(verdicts(await audited([log]))).toEqual(expected);
    },
  );

  it.each(["replicated-abroad", "default-provider"])(
    "are judged so before anything is there, where inputs tell all: %s",
    async (program) => {
      const { directory, preview } = await deployed(engine(), program);
      expect(verdicts(await audited([preview]))).toEqual(verdicts(await previewed(directory)));
    },
  );

  it("show what only `up` knew, and in a plugin's component, as the pack over the state does", async () => {
    for (const program of ["known-only-at-up", "remote-component"]) {
      const { directory, state } = await deployed(engine(), program);
      const analyzed = await engine().run(directory, "dev", ["policy", "analyze", "--file", "state.json"], {
        policyPack,
      });
      const refused = [...analyzed.stdout.matchAll(/us-data-stays-in-us.*\n[^"]*"([^"]+)" holds/g)].map(
        ([, name]) => name,
      );
      const { findings } = judge(await audited([state]), rules, terms);
      const own = findings.filter(({ rule, verdict }) => rule === "us-data-stays-in-us" && verdict === "refused");
      expect(own.map(({ resource }) => resource.name)).toEqual(refused);
      expect(refused.length).toBeGreaterThan(0);
    }
  });
});
