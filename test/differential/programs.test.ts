import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describeEngine } from "../engine/engine";
import { copied, differencesOf, type Program } from "./both-engines";
import { shown } from "./compare";

const root = path.resolve(__dirname, "../..");
const fixtures = path.join(root, "test/fixtures/programs");
const found = path.join(__dirname, "found");

/** Fixtures that both engines can't run side by side, and why. */
const leftOut: Readonly<Record<string, string>> = {
  "aws-before-version-7": "the provider here is of the SDK's version, whatever version a resource asks for",
  "component-of-a-package": "its own test puts the package in place",
  "component-remote": "needs a plugin that builds components",
  "configuration-encrypted": "nobody has its passphrase",
  "declared-configuration-missing": "fails",
  "environment-dumped": "shows the environment of each engine",
  "es-module-fails": "fails",
  "fails-in-many-ways": "fails",
  "lookup-unanswered": "fails",
  "lookups-answered": "the provider here answers no lookups",
  "lookups-as-outputs-answered": "the provider here answers no lookups",
  "lookups-as-outputs": "the provider here answers no lookups",
  "main-is-missing": "fails",
  "method-calls": "the provider here has no methods",
  "nodeargs-with-a-loader": "its loader isn't installed, which only the real engine needs",
  "package-parameterized": "the provider here takes no parameters",
  "provider-dynamic": "dynamic providers need the ordinary language host",
  "providers-explicit-and-default": "its encrypted value has no passphrase",
  "resource-hooks": "the real engine runs hooks that ask for it at preview, too",
  "stack-references": "a backend of files takes full names only; random programs refer by those",
  "stack-references-in-a-circle": "stacks that wait for each other can't be deployed",
  "stacks-in-a-folder": "its own test names its stacks",
  "transforms-of-lookups": "the provider here answers no lookups",
  "tsconfig-decorators": "its paths need Pulumi's own compiler",
  "unknowns-and-their-causes": "needs a plugin that builds components and answers lookups",
};

/** What a fixture needs over and above its stack `dev`. */
const special: Readonly<Record<string, { readonly stacks: readonly string[] } & Partial<Program>>> = {
  configuration: { stacks: ["dev"], passphrase: "correct horse" },
  "two-stacks": { stacks: ["backup", "primary"] },
};

const namespaceOf = "oci:ObjectStorage/getNamespace:getNamespace";

const compared = folders(fixtures).filter((name) => !name.startsWith("broken-") && !Object.hasOwn(leftOut, name));

describe("the fixtures that are left out", () => {
  it("are all there", () => {
    expect(Object.keys(leftOut).filter((name) => !existsSync(path.join(fixtures, name)))).toEqual([]);
  });
});

describeEngine("both engines agree", () => {
  it.each(compared)("about the fixture %s", async (name) => {
    const { stacks, ...more } = special[name] ?? { stacks: ["dev"] };
    expect(await differences(copied(path.join(fixtures, name), stacks, more))).toEqual([]);
  });

  it.each(folders(found))("about what they once differed in: %s", async (name) => {
    expect(await differences(copied(path.join(found, name), ["dev"]))).toEqual([]);
  });

  it.each(["landing", "backup-virginia", "backup-singapore"])("about the project's stack %s", async (stack) => {
    expect(await differences(copied(root, [stack]))).toEqual([]);
  });

  it("about the project's stack primary, the outputs of landing aside", async () => {
    const more = { deployed: ["landing"], deployedIsKnown: true, lookups: { [namespaceOf]: { namespace: "n" } } };
    expect(await differences(copied(root, ["primary"], more))).toEqual([]);
  });
});

async function differences(program: Program): Promise<string[]> {
  return (await differencesOf(program)).map(shown);
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
