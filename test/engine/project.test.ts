import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeEngine, root, type Run } from "./engine";
import { Declarations } from "./provider/declarations";
import { unread } from "./provider/replacements";
import { isRecord } from "./provider/validation";

const policyPack = path.join(root, "policies");
const files = ["Pulumi.yaml", "package.json", "tsconfig.json", "mandate.yaml", "stacks", "components", "policies"];
/** In the order in which they need each other. */
const stacks = ["landing", "inspection", "primary", "traffic", "backup-virginia", "backup-singapore", "legacy-google"];

/** In milliseconds: five runs of the CLI over a hundred and more resources. */
const longest = 600_000;
const newOwner = ["--config", "stateside:owner=others"];

const ended = (run: Run) => (run.code === 0 ? "done" : run.stdout);
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent.message]));
/** In the project's own mandate, and what becomes of it. */
const backupOnly = /phase: backup-only\n    phaseSince: \d{4}-\d{2}-\d{2}/;
const draining = "phase: draining\n    phaseSince: 2026-01-01\n    until: 2026-03-31";
/** What is in no compartment that requires labels: they are made of it. */
const ownLabels = ["oci:Identity/tagNamespace:TagNamespace", "oci:Identity/tag:Tag"];
const oci = new Declarations("oci");
const unlabeled = ({ state }: Run) =>
  state
    .filter(({ type }) => oci.resource(type)?.inputs.has("definedTags") === true && !ownLabels.includes(type))
    .filter(({ inputs }) => !hasLabels(inputs?.["definedTags"]))
    .map(({ urn }) => urn);
const hasLabels = (tags: unknown) =>
  isRecord(tags) && ["stateside.data-class", "stateside.owner"].every((name) => Object.hasOwn(tags, name));
/** A firewall's policy has its labels and its rules in its name, as neither can be changed while the firewall has it. */
const ofPolicy = "oci:NetworkFirewall/networkFirewallPolicy";
const labelsOfPolicy = /-[0-9a-f]{6}(?=-[0-9a-f]{12})/;
const names = (run: Run) => run.state.map(({ urn }) => urn.replace(labelsOfPolicy, "")).sort();

describeEngine("the project's stacks in `pulumi`", (engine) => {
  let directory: string;
  beforeAll(() => {
    directory = engine().copy(root, files);
  });

  it("are all run here", () => {
    const configured = readdirSync(path.join(root, "stacks")).flatMap(
      (file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [],
    );
    expect([...stacks].sort()).toEqual(configured.sort());
  });

  it.each(stacks)(
    "%s: passes preview, up, refresh and an update with the pack",
    async (stack) => {
      const preview = await engine().run(directory, stack, ["preview"], { policyPack });
      expect(ended(preview)).toBe("done");
      expect(preview.calls).toEqual([]);

      const up = await engine().run(directory, stack, ["up", "--skip-preview"], { policyPack });
      expect(ended(up)).toBe("done");
      expect(violations(up)).toEqual([]);
      expect(unlabeled(up)).toEqual([]);
      expect(unread(up.state)).toEqual([]);

      const refresh = await engine().run(directory, stack, ["refresh", "--expect-no-changes"]);
      expect(ended(refresh)).toBe("done");
      expect(names(refresh)).toEqual(names(up));

      const again = await engine().run(directory, stack, ["preview", "--expect-no-changes"], { policyPack });
      expect(ended(again)).toBe("done");

      const update = await engine().run(directory, stack, ["up", "--skip-preview", ...newOwner], { policyPack });
      expect(ended(update)).toBe("done");
      const { calls } = update;
      expect(calls.filter((call) => !call.startsWith("update ") && !call.includes(ofPolicy))).toEqual([]);
      expect(calls.filter((call) => call.startsWith("update ") && call.includes(ofPolicy))).toEqual([]);
      const last = calls.findLastIndex((call) => !call.startsWith("delete "));
      expect(calls.slice(0, last).filter((call) => call.startsWith("delete "))).toEqual([]);
      expect(names(update)).toEqual(names(up));
    },
    longest,
  );

  it.each([...stacks].reverse())(
    "%s: is destroyed only when what it protects is given up",
    async (stack) => {
      const isEmpty = engine().state(directory, stack).length === 0;
      const refused = await engine().run(directory, stack, ["destroy"]);
      expect([refused.code === 0, refused.calls]).toEqual([isEmpty, []]);
      if (isEmpty) return;
      expect(refused.stdout).toContain("because it is protected");

      const mandate = path.join(directory, "mandate.yaml");
      if (stack === "backup-virginia") {
        // A center gives up by draining what neither it nor its services would have deleted.
        const text = readFileSync(mandate, "utf8");
        expect(text).toMatch(backupOnly);
        writeFileSync(mandate, text.replace(backupOnly, draining));
        expect(ended(await engine().run(directory, stack, ["up", "--skip-preview"]))).toBe("done");
      }
      const unprotect = await engine().run(directory, stack, ["state", "unprotect", "--all"]);
      expect(ended(unprotect)).toBe("done");
      const destroy = await engine().run(directory, stack, ["destroy"]);
      expect(ended(destroy)).toBe("done");
      expect(destroy.state).toEqual([]);
    },
    longest,
  );
});
