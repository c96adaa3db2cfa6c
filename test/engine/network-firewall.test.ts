import { mkdirSync } from "node:fs";
import path from "node:path";
import { describeEngine, root, type Run } from "./engine";

const program = "test/engine/programs/changed-rules";
const files = ["components", "policies", "package.json", "tsconfig.json", program];
const dataSubnet = (block: string) => ["--config", `changed-rules:dataSubnet=${block}`];

const ended = (run: Run) => (run.code === 0 ? "done" : run.stdout);
/** What was done, and the type and the name of each. */
const done = ({ calls }: Run) =>
  calls.map((call) => {
    const [what = "", urn = ""] = call.split(" ");
    const [type = "", name = ""] = urn.split("::").slice(-2);
    return { what, kind: type.split(":").at(-1) ?? "", name };
  });
const names = ({ state }: Run) => state.map(({ urn }) => urn.split("::").at(-1) ?? "").sort();

describeEngine("a network firewall in `pulumi`", (engine) => {
  it("gets another policy for other rules, before the one it has is touched", async () => {
    const directory = path.join(engine().copy(root, files), program);
    mkdirSync(`${directory}.state`);
    const preview = await engine().run(directory, "dev", ["preview", ...dataSubnet("10.20.128.0/18")]);
    expect([ended(preview), preview.calls]).toEqual(["done", []]);

    const up = await engine().run(directory, "dev", ["up", "--skip-preview", ...dataSubnet("10.20.128.0/18")]);
    expect(ended(up)).toBe("done");
    const made = done(up);
    expect(new Set(made.map(({ what }) => what))).toEqual(new Set(["create"]));
    expect(made[0]?.kind).toBe("NetworkFirewallPolicy");
    expect(made.at(-1)).toEqual({ what: "create", kind: "NetworkFirewall", name: "firewall" });
    const same = await engine().run(directory, "dev", ["preview", "--expect-no-changes"]);
    expect(ended(same)).toBe("done");

    const changed = await engine().run(directory, "dev", ["up", "--skip-preview", ...dataSubnet("10.20.128.0/19")]);
    expect(ended(changed)).toBe("done");
    const steps = done(changed);
    const moved = steps.findIndex(({ kind }) => kind === "NetworkFirewall");
    expect(steps[moved]).toEqual({ what: "update", kind: "NetworkFirewall", name: "firewall" });
    const [before, after] = [steps.slice(0, moved), steps.slice(moved + 1)];
    expect(new Set(before.map(({ what }) => what))).toEqual(new Set(["create"]));
    expect(new Set(after.map(({ what }) => what))).toEqual(new Set(["delete"]));
    // Everything of the old policy goes, and the policy last; nothing has the name of anything before.
    expect(after.map(({ name }) => name).sort()).toEqual(
      made
        .slice(0, -1)
        .map(({ name }) => name)
        .sort(),
    );
    expect(after.at(-1)).toEqual({ ...made[0], what: "delete" });
    expect(before.filter(({ name }) => names(up).includes(name))).toEqual([]);
    expect(names(changed)).toHaveLength(names(up).length);
  });
});
