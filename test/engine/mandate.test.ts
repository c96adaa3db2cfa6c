import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installPackage } from "../pack/installed";
import { describeEngine, root, type Run } from "./engine";

const fixture = path.join(root, "test/fixtures/programs/bucket-abroad");
/** Allows the fixture's bucket, which is in Germany. */
const everywhere = "name: ours\nclasses:\n  us-user: { countries: [US, DE] }\n";
const asObject = { name: "configured", classes: { "us-user": { countries: ["US", "DE"] } } };
const wrong = "name: ours\ndefaultClass: us-usr\neffects: { possible: pass }\n";

const violations = ({ events }: Run) => events.flatMap(({ policyEvent }) => policyEvent?.policyName ?? []);
/** What the pack says among the diagnostics at the end, for a person at a terminal. */
const said = ({ stdout }: Run) =>
  [...stdout.slice(stdout.indexOf("Diagnostics:")).matchAll(/^ *stateside: (.*)$/gm)].map(([, sentence]) => sentence);

describeEngine("the mandate of the pack in `pulumi`", (engine) => {
  let folder: string;
  let policyPack: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-mandates-")));
    policyPack = installPackage(folder);
    // What other projects install has been built where there was no mandate.
    rmSync(path.join(policyPack, "dist/mandate.yaml"), { force: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A project outside of this one, and how a person previews it who stands in its folder. */
  function project(mandate?: string) {
    const directory = engine().copy(fixture);
    const file = path.join(directory, "mandate.yaml");
    if (mandate === undefined) rmSync(file);
    else writeFileSync(file, mandate);
    const run = (more: { environment?: Record<string, string>; config?: unknown } = {}, args = ["preview"]) =>
      engine().run(directory, "dev", args, {
        policyPack,
        ...(more.environment !== undefined && { environment: more.environment }),
        ...(more.config !== undefined && { policyPackConfig: { "mandate-is-valid": more.config } }),
      });
    return { directory, run };
  }

  it("is the built-in one where there is none, which is said", async () => {
    const { directory, run } = project();
    const preview = await run();
    expect(preview.code).not.toBe(0);
    expect(violations(preview)).toEqual(["us-data-stays-in-us"]);
    expect(said(preview)).toEqual([
      `judged by the built-in mandate (no mandate.yaml beside Pulumi.yaml in ${directory})`,
    ]);
  });

  it("is the project's own beside Pulumi.yaml, at preview, at up and over a state", async () => {
    const { directory, run } = project(everywhere);
    const sentence = `judged by mandate \`ours\` of the project: ${path.join(directory, "mandate.yaml")}`;
    const preview = await run();
    expect([preview.code, violations(preview), said(preview)]).toEqual([0, [], [sentence]]);
    const up = await run({}, ["up", "--skip-preview"]);
    expect([up.code, violations(up), said(up)]).toEqual([0, [], [sentence]]);
    writeFileSync(path.join(directory, "state.json"), await engine().export(directory, "dev"));
    const analyzed = await run({}, ["policy", "analyze", "--file", "state.json"]);
    expect([analyzed.code, analyzed.stdout]).toEqual([0, expect.stringContaining(sentence)]);
    rmSync(path.join(directory, "mandate.yaml"));
    expect(await run({}, ["policy", "analyze", "--file", "state.json"])).not.toMatchObject({ code: 0 });
  });

  it("is found from a folder below", async () => {
    const { directory, run } = project(everywhere);
    const preview = await run({ environment: { PWD: path.join(directory, "node_modules") } });
    expect(preview).toMatchObject({ code: 0 });
  });

  it("isn't that of another project that the shell is in, as with `pulumi -C`", async () => {
    const other = project(everywhere).directory;
    writeFileSync(path.join(other, "Pulumi.yaml"), "name: pets\nruntime: nodejs\n");
    const preview = await project(everywhere).run({ environment: { PWD: other } });
    expect(violations(preview)).toEqual(["us-data-stays-in-us"]);
    expect(said(preview)).toEqual([
      "judged by the built-in mandate (the folder of project `bucket-abroad` isn't known: run pulumi in it)",
    ]);
  });

  it("is the file that STATESIDE_MANDATE names", async () => {
    const { directory, run } = project();
    writeFileSync(path.join(directory, "ours.yaml"), everywhere);
    const preview = await run({ environment: { STATESIDE_MANDATE: "ours.yaml" } });
    const sentence = `judged by mandate \`ours\` of STATESIDE_MANDATE: ${path.join(directory, "ours.yaml")}`;
    expect([preview.code, violations(preview), said(preview)]).toEqual([0, [], [sentence]]);
  });

  it("is the one in the pack's configuration before any file", async () => {
    const { directory, run } = project("name: strict\n");
    const object = await run({ config: { mandate: asObject } });
    expect([object.code, said(object)]).toEqual([0, ["judged by mandate `configured` of the pack's configuration"]]);
    writeFileSync(path.join(directory, "ours.yaml"), everywhere);
    const file = await run({ config: { mandate: "ours.yaml" } });
    const sentence = `judged by mandate \`ours\` of the pack's configuration: ${path.join(directory, "ours.yaml")}`;
    expect([file.code, said(file)]).toEqual([0, [sentence]]);
  });

  it.each(["preview", "up"])("stops `%s` with every error of a file, and creates nothing", async (command) => {
    const { directory, run } = project(wrong);
    const stopped = await run({}, command === "up" ? ["up", "--skip-preview"] : [command]);
    expect(stopped.code).not.toBe(0);
    expect(stopped.calls).toEqual([]);
    const file = path.join(directory, "mandate.yaml");
    expect(stopped.stdout).toContain(`${file}:2:15: unknown class \`us-usr\`; use \`us-user\` or \`operational\``);
    expect(stopped.stdout).toContain(`${file}:3:22: unknown effect \`pass\`; use \`block\` or \`warn\``);
  });

  it("stops with what is wrong in the configuration, at any level", async () => {
    const { run } = project(everywhere);
    const stopped = await run({ config: { enforcementLevel: "advisory", mandate: { name: "x", defaultClass: "y" } } });
    expect(stopped.code).not.toBe(0);
    expect(stopped.stdout).toContain(
      'mandate in the pack\'s configuration, at `"defaultClass": "y"`: unknown class `y`',
    );
    const seven = await run({ config: { mandate: 7 } });
    expect(seven.code).not.toBe(0);
    expect(seven.stdout).toContain(
      "mandate-is-valid: mandate: Invalid type. Expected: [object,string], given: integer",
    );
  });
});
