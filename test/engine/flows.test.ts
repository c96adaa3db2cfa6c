import path from "node:path";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const own = (name: string) => path.join(__dirname, "programs", name);
const flows = "us-data-flows-stay-in-us";

/** Policy, level and resource of every violation. */
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [[policyEvent.policyName, policyEvent.enforcementLevel, policyEvent.resourceUrn?.split("::").at(-1) ?? ""]],
  );
const messages = ({ events }: Run) => events.flatMap(({ policyEvent }) => policyEvent?.message ?? []);
const names = (run: Run) => run.state.map(({ urn }) => urn.split("::").at(-1)).sort();
/** In the US, and of a class that says so. */
const atHome = (program: string) =>
  ["region=us-west-2", "class=us-user"].flatMap((one) => ["--config", `${program}:${one}`]);

describeEngine("the pack in `pulumi` and where data goes", (engine) => {
  it("refuses a movement abroad that an input names: at the preview, and before the resource is created", async () => {
    const directory = engine().copy(own("replicated-abroad"));
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect([preview.code === 0, violations(preview)]).toEqual([false, [[flows, "mandatory", "orders"]]]);
    expect(messages(preview)[0]).toContain("  trace: orders → aws:eu-west-1\n");

    const up = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect([up.code === 0, violations(up), names(up)]).toEqual([false, violations(preview), ["home"]]);
  });

  it("refuses a copy into a bucket abroad: at the preview, and after creation where that is skipped", async () => {
    const directory = engine().copy(own("copied-abroad"));
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect([preview.code === 0, violations(preview), preview.calls]).toEqual([
      false,
      [[flows, "mandatory", "copies"]],
      [],
    ]);

    const up = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect(up.code).not.toBe(0);
    expect(names(up)).toEqual(["copies", "exports", "orders"]);
    // What only the resources show together: where the bucket is, and what is now in it.
    expect(violations(up)).toEqual([
      [flows, "mandatory", "copies"],
      ["data-is-classed", "mandatory", "exports"],
    ]);
    expect(messages(up)[0]).toContain("  trace: orders → exports (aws:eu-west-1)\n");
  });

  it("warns at a preview of a chain that isn't known yet, and refuses it after `up` with the whole trace", async () => {
    const directory = engine().copy(own("chain-of-three"));
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect([preview.code, violations(preview).sort()]).toEqual([
      0,
      [
        [flows, "advisory", "sales-to-work"],
        [flows, "advisory", "work"],
      ],
    ]);

    const up = await engine().run(directory, "dev", ["up"], { policyPack });
    expect(up.code).not.toBe(0);
    expect(violations(up)).toContainEqual([flows, "mandatory", "work"]);
    expect(messages(up).join("\n")).toContain("  trace: sales → work → failed (aws:eu-west-1)\n");
  });

  it("finds nothing to say of the same chain in the US, once all is known", async () => {
    const directory = engine().copy(own("chain-of-three"));
    const up = ["up", "--skip-preview", ...atHome("chain-of-three")];
    const run = await engine().run(directory, "dev", up, { policyPack });
    expect([run.code, violations(run)]).toEqual([0, []]);
  });

  it("passes a copy within the US: undecided at the preview, and decided at `up`", async () => {
    const directory = engine().copy(own("copied-abroad"));
    const home = atHome("copied-abroad");
    const preview = await engine().run(directory, "dev", ["preview", ...home], { policyPack });
    expect([preview.code, violations(preview)]).toEqual([0, [[flows, "advisory", "copies"]]]);
    const up = await engine().run(directory, "dev", ["up", "--skip-preview", ...home], { policyPack });
    expect([up.code, violations(up)]).toEqual([0, []]);
  });

  it("blocks what deploys others unseen", async () => {
    const run = await engine().run(engine().copy(own("deploys-unseen")), "dev", ["preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(violations(run)).toContainEqual(["deployments-are-visible", "mandatory", "legacy"]);
    expect(run.stdout).toContain('stack "legacy" deploys what a template declares');
  });
});
