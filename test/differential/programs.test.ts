import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describeEngine } from "../engine/engine";
import { compareEngines, copied, refusalsOf, type Program } from "./both-engines";
import { shown } from "./compare";
import { failing, leftOut, special } from "./programs";

const root = path.resolve(__dirname, "../..");
const fixtures = path.join(root, "test/fixtures/programs");
const found = path.join(__dirname, "found");
const namespaceOf = "oci:ObjectStorage/getNamespace:getNamespace";

const elsewhere = (name: string) => Object.hasOwn(leftOut, name) || Object.hasOwn(failing, name);
const compared = folders(fixtures).filter((name) => !elsewhere(name));

describe("what the lists say of fixtures", () => {
  it("is about fixtures that are there", () => {
    const named = [leftOut, failing, special].flatMap(Object.keys);
    expect(named.filter((name) => !existsSync(path.join(fixtures, name)))).toEqual([]);
  });
});

describeEngine("both engines agree", () => {
  it.concurrent.each(compared)("about the fixture %s", async (name) => {
    expect(await differences(copied(path.join(fixtures, name), special[name]))).toEqual([]);
  });

  it.concurrent.each(folders(found))("about what they once differed in: %s", async (name) => {
    expect(await differences(copied(path.join(found, name)))).toEqual([]);
  });

  it.concurrent.each(["landing", "backup-singapore", "legacy-google"])(
    "about the project's stack %s",
    async (stack) => {
      expect(await differences(copied(root, { stacks: [stack] }))).toEqual([]);
    },
  );

  it.concurrent.each([
    ["inspection", ["landing"]],
    ["primary", ["landing", "inspection"]],
    ["traffic", ["landing", "inspection", "primary"]],
    ["backup-virginia", ["landing", "inspection", "primary"]],
  ])("about the project's stack %s, the outputs of %j aside", async (stack, deployed) => {
    const program = copied(root, {
      ...{ stacks: [stack], deployed, lookups: { [namespaceOf]: { namespace: "n" } } },
      realKnowsMore: "a preview of a stack knows no ids",
    });
    expect(await differences(program)).toEqual([]);
  });

  it.concurrent.each(Object.entries(failing))("that %s fails, and why", async (name, reasons) => {
    const refused = await refusalsOf(
      copied(path.join(fixtures, name), { ...special[name], stacks: Object.keys(reasons) }),
    );
    const told = Object.entries(reasons).map(([stack, reason]) => {
      const matching: unknown = expect.stringMatching(reason);
      return [stack, { embedded: matching, real: matching }] as const;
    });
    expect(refused).toEqual(Object.fromEntries(told));
  });
});

async function differences(program: Program): Promise<string[]> {
  return (await compareEngines(program)).differences.map(shown);
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
