import path from "node:path";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const program = path.join(__dirname, "programs/remote-component");

const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [[policyEvent.policyName, policyEvent.enforcementLevel, policyEvent.resourceUrn?.split("::").at(-1) ?? ""]],
  );

describeEngine("the pack and a component that a plugin builds", (engine) => {
  it("refuses what is in it, in a preview and before it is created", async () => {
    const directory = engine().copy(program);
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect(preview.code).not.toBe(0);
    expect(violations(preview)).toEqual([["us-data-stays-in-us", "mandatory", "shop-orders"]]);
    const up = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect(up.code).not.toBe(0);
    expect([violations(up), up.calls]).toEqual([violations(preview), []]);
  });

  it("takes the class of what is in it from what it was given", async () => {
    const operational = ["--config", "remote-component:dataClass=operational"];
    const run = await engine().run(engine().copy(program), "dev", ["up", ...operational], { policyPack });
    expect([run.code, violations(run)]).toEqual([0, []]);
    expect(run.calls).toEqual([expect.stringMatching(/^create .*::shop-orders$/)]);
  });
});
