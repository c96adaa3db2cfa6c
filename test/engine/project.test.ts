import path from "node:path";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const files = ["Pulumi.yaml", "package.json", "tsconfig.json", "mandate.yaml", "stacks", "components", "policies"];
/** In the order in which they need each other. */
const stacks = ["landing", "primary", "backup-virginia", "backup-singapore"];

const newOwner = ["--config", "stateside:owner=others"];

const ended = (run: Run) => (run.code === 0 ? "done" : run.stdout);
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent.message]));
const names = (run: Run) => run.state.map(({ urn }) => urn).sort();

describeEngine("the project's stacks in `pulumi`", (engine) => {
  let directory: string;
  beforeAll(() => {
    directory = engine().copy(root, files);
  });

  it.each(stacks)("%s: passes preview, up, refresh and an update with the pack", async (stack) => {
    const preview = await engine().run(directory, stack, ["preview"], { policyPack });
    expect(ended(preview)).toBe("done");
    expect(preview.calls).toEqual([]);

    const up = await engine().run(directory, stack, ["up"], { policyPack });
    expect(ended(up)).toBe("done");
    expect(violations(up).filter((message) => !message.includes("not known until `pulumi up`"))).toEqual([]);

    const refresh = await engine().run(directory, stack, ["refresh", "--expect-no-changes"]);
    expect(ended(refresh)).toBe("done");
    expect(names(refresh)).toEqual(names(up));

    const again = await engine().run(directory, stack, ["preview", "--expect-no-changes"], { policyPack });
    expect(ended(again)).toBe("done");

    const update = await engine().run(directory, stack, ["up", "--skip-preview", ...newOwner], { policyPack });
    expect(ended(update)).toBe("done");
    expect(update.calls.filter((call) => !call.startsWith("update "))).toEqual([]);
    expect(names(update)).toEqual(names(up));
  });

  it.each([...stacks].reverse())("%s: is destroyed only when what it protects is given up", async (stack) => {
    const isEmpty = engine().state(directory, stack).length === 0;
    const refused = await engine().run(directory, stack, ["destroy"]);
    expect([refused.code === 0, refused.calls]).toEqual([isEmpty, []]);
    if (isEmpty) return;
    expect(refused.stdout).toContain("because it is protected");

    const unprotect = await engine().run(directory, stack, ["state", "unprotect", "--all"]);
    expect(ended(unprotect)).toBe("done");
    const destroy = await engine().run(directory, stack, ["destroy"]);
    expect(ended(destroy)).toBe("done");
    expect(destroy.state).toEqual([]);
  });
});
