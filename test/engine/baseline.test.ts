import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stateside } from "../cli/run";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const own = (name: string) => path.join(__dirname, "programs", name);

/** Policy, level and resource of every violation. */
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [[policyEvent.policyName, policyEvent.enforcementLevel, policyEvent.resourceUrn?.split("::").at(-1) ?? ""]],
  );
const levels = (run: Run) => [...new Set(violations(run).map(([, level]) => level))];
const messages = ({ events }: Run) => events.flatMap(({ policyEvent }) => policyEvent?.message ?? []);

describeEngine("a baseline in `pulumi`", (engine) => {
  /** A program of which all that is found is known, as the command writes it. */
  async function adopted(name: string) {
    const directory = engine().copy(own(name));
    writeFileSync(path.join(directory, "mandate.yaml"), "name: ours\n");
    const written = await stateside(["baseline", "--quiet", "--stack", "dev"], { cwd: directory });
    expect(written).toMatchObject({ code: 0, stderr: "" });
    const file = path.join(directory, "baseline.json");
    return { directory, file, text: readFileSync(file, "utf8") };
  }
  const run = (directory: string, args = ["preview"]) => engine().run(directory, "dev", args, { policyPack });

  it("lets a movement abroad that an input names pass as a warning, at preview and at up", async () => {
    const { directory, file, text } = await adopted("replicated-abroad");
    const flow = ["us-data-flows-stay-in-us", "advisory", "orders"];
    const preview = await run(directory);
    expect([preview.code, violations(preview)]).toEqual([0, [flow]]);
    expect(messages(preview)[0]).toMatch(/\n {2}known from the baseline; nobody has approved it\n/);
    const up = await run(directory, ["up", "--skip-preview"]);
    expect([up.code, violations(up)]).toEqual([0, [flow]]);

    writeFileSync(file, text.replaceAll('"stack": "dev"', '"stack": "prod"'));
    const another = await run(directory);
    expect(another.code).not.toBe(0);
    expect(violations(another)).toEqual([["us-data-flows-stay-in-us", "mandatory", "orders"]]);
  });

  it("lets a copy into a bucket abroad pass with the trace that it has, and with no other", async () => {
    const { directory, file, text } = await adopted("copied-abroad");
    const preview = await run(directory);
    expect([preview.code, levels(preview)]).toEqual([0, ["advisory"]]);
    const up = await run(directory, ["up"]);
    expect([up.code, levels(up)]).toEqual([0, ["advisory"]]);

    writeFileSync(file, text.replaceAll(/"traceHash": "[^"]*"/g, '"traceHash": "0000aaaa0000aaaa"'));
    const changed = await run(directory);
    expect(changed.code).not.toBe(0);
    expect(violations(changed)).toContainEqual(["us-data-flows-stay-in-us", "mandatory", "copies"]);
  });

  it("blocks every operation when its file isn't valid", async () => {
    const { directory, file } = await adopted("replicated-abroad");
    writeFileSync(file, '{"version": 2, "findings": []}\n');
    const { code, stdout } = await run(directory);
    expect(code).not.toBe(0);
    expect(stdout).toContain(`${file}:1:13: \`version\` is \`2\`; this version of stateside reads 1`);
  });
});
