import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Phase } from "../../policies/residency/mandate";
import { expectFile } from "../cli/golden/golden";
import { describeEngine, root, type Run, type StateResource } from "./engine";
import { unread } from "./provider/replacements";
import { changesOf } from "./walk/changes";
import { mandateIn, walkedCenters, type WalkedCenter } from "./walk/mandate";

const policyPack = path.join(root, "policies");
const files = ["Pulumi.yaml", "package.json", "tsconfig.json", "stacks", "components", "policies"];
/** What the centers' stacks read outputs of, in the order in which they need each other. */
const needed = ["landing", "inspection", "primary"].filter(isDeclared);
const centers = walkedCenters.filter(({ stack }) => isDeclared(stack));
const catalog = loadCatalog();

/** In milliseconds: a few runs of the CLI, of which one is over the whole primary. */
const longest = 600_000;

const ended = ({ code, stdout }: Run) =>
  code === 0 ? "done" : stdout.replace(/^[^]*?\n(?=Policies:|Diagnostics:)/, "");
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent.message]));
const named = (resources: readonly StateResource[]) => resources.map(({ urn }) => urn);
const guarded = (state: readonly StateResource[]) =>
  state.filter(({ protect, inputs = {} }) => protect === true || protections.some((name) => inputs[name] === true));
/** What a service has of its own against deletion. */
const protections = ["deletionProtection", "deleteProtection", "disableApiTermination", "deletionProtectionEnabled"];
const stores = (state: readonly StateResource[]) => state.filter(({ type }) => catalog.find(type)?.role === "store");

describeEngine("the walk of each center through its phases", (engine) => {
  let directory: string;
  /** One day for all steps, even if it ends meanwhile. */
  const now = new Date();
  const reached = new Map<WalkedCenter, Phase>(centers.map((center) => [center, "dual-run"]));
  const told = new Map<string, string[]>();

  /** Changes a line of the mandate. */
  function turn(center: WalkedCenter, phase: Phase) {
    const file = path.join(directory, "mandate.yaml");
    const before = readFileSync(file, "utf8").split("\n");
    reached.set(center, phase);
    writeMandate();
    const after = readFileSync(file, "utf8").split("\n");
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, index) => line !== before[index]).length).toBeLessThanOrEqual(1);
  }

  function writeMandate() {
    const mandate = mandateIn((one) => reached.get(one) ?? "deleted", now);
    writeFileSync(path.join(directory, "mandate.yaml"), mandate);
  }

  /** Brings a stack up, and writes down what that changes. */
  async function up(stack: string, phase: Phase): Promise<Run & { readonly before: readonly StateResource[] }> {
    const before = engine().state(directory, stack);
    const run = await engine().run(directory, stack, ["up", "--skip-preview"], { policyPack });
    expect(ended(run)).toBe("done");
    const changes = changesOf({ before, after: run.state, calls: run.calls });
    const lines = changes.length === 0 ? ["nothing changes"] : changes;
    told.set(stack, [...(told.get(stack) ?? []), `${phase}:`, ...lines.map((line) => `  ${line}`)]);
    expect(violations(run)).toEqual([]);
    expect(unread(run.state)).toEqual([]);
    return { ...run, before };
  }

  function expectTold(stack: string) {
    expectFile(path.join(__dirname, "walk", `${stack}.txt`), `${(told.get(stack) ?? []).join("\n")}\n`);
  }

  beforeAll(async () => {
    directory = engine().copy(root, files);
    writeMandate();
    for (const stack of needed)
      expect(ended(await engine().run(directory, stack, ["up", "--skip-preview"]))).toBe("done");
  }, longest);

  it.each(centers)(
    "$name is created in dual-run",
    async ({ stack }) => {
      const { state, calls } = await up(stack, "dual-run");
      expect(calls.filter((call) => !call.startsWith("create "))).toEqual([]);
      expect(stores(guarded(state))).not.toEqual([]);
      const refresh = await engine().run(directory, stack, ["refresh", "--expect-no-changes"]);
      expect(ended(refresh)).toBe("done");
    },
    longest,
  );

  it.each(centers)(
    "$name receives alone in backup-only, and can't go from there at once",
    async (center) => {
      turn(center, "backup-only");
      await up(center.stack, "backup-only");

      turn(center, "deleted");
      // With `--skip-preview` what isn't protected would be deleted before the first that is.
      const refused = await engine().run(directory, center.stack, ["up"]);
      expect(refused.code).not.toBe(0);
      expect(refused.stdout).toContain("because it is protected");
      expect(refused.calls).toEqual([]);
      turn(center, "backup-only");
    },
    longest,
  );

  it(
    "primary follows when its centers receive alone",
    async () => {
      await up("primary", "backup-only");
    },
    longest,
  );

  it.each(centers)(
    "$name gives up what protects it while it drains, and deletes nothing that was protected",
    async (center) => {
      turn(center, "draining");
      const { before, state } = await up(center.stack, "draining");
      expect(named(guarded(state))).toEqual([]);
      expect(named(guarded(before)).filter((urn) => !named(state).includes(urn))).toEqual([]);
    },
    longest,
  );

  it(
    "primary follows when its centers drain",
    async () => {
      await up("primary", "draining");
    },
    longest,
  );

  it.each(centers)(
    "$name leaves nothing but its evidence when it is deleted",
    async (center) => {
      turn(center, "deleted");
      const { before, state, calls } = await up(center.stack, "deleted");
      expect(named(stores(state))).toEqual([]);
      expect(named(state)).toEqual([]);
      const kept = named(before.filter(({ retainOnDelete }) => retainOnDelete === true));
      expect(kept.filter((urn) => calls.some((call) => call.endsWith(` ${urn}`)))).toEqual([]);
    },
    longest,
  );

  it(
    "primary follows when its centers are deleted",
    async () => {
      await up("primary", "deleted");
    },
    longest,
  );

  it.each([...centers.map(({ stack }) => stack), "primary"])(
    "%s changes at each step what the phase promises, and nothing else",
    (stack) => {
      expectTold(stack);
    },
  );
});

function isDeclared(stack: string): boolean {
  return existsSync(path.join(root, "stacks", `${stack}.ts`));
}
