import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { previewed, programs, shown } from "./previewed";

jest.setTimeout(60_000);

/**
 * Each program's `expected.json` holds what the real engine makes of it: URNs, inputs, providers, parents, dependencies. What
 * only a preview has (unknowns, positions, gaps, injected regions) was added by hand.
 */
const cases: readonly (readonly [program: string, shows: string])[] = [
  ["providers-explicit-and-default", "a resource has its explicit provider, else its package's default one"],
  ["providers-inherited-and-mapped", "children have the providers of their component, or of their custom parent"],
  ["provider-region-unstated", "a provider without a region has none when nothing states it"],
  ["components-nested-four-levels", "a URN holds the types of all ancestors but the stack"],
  ["options-in-detail", "providers, versions and dependencies follow the engine's rules in rare cases too"],
  ["aliases", "aliases change nothing in a first preview"],
  ["transforms-in-order", "transforms run: own, then ancestors', then the stack's"],
  ["transforms-and-dependencies", "a resource's own transforms decide its dependencies, the stack's don't"],
  ["transforms-of-lookups", "transforms of lookups change arguments and provider"],
  ["transformations-of-old", "old transformations apply to a component's children"],
  ["dependencies", "dependencies come from dependsOn, a component's children, and property values"],
  ["secrets", "secrets stay secret, derived ones too"],
  ["unknowns-nested", "a value is unknown only where it is unknown"],
  ["aws-region-of-each-resource", "each regional AWS resource has a region, global ones have none"],
  ["aws-before-version-7", "AWS resources before version 7 have no region of their own"],
  ["existing-resources", "resources that exist are read"],
  ["names-unusual", "names may hold spaces, colons and any script"],
  ["keys-hostile", "keys such as `constructor` are ordinary keys"],
  ["values-forged", "a program can't forge what it isn't given"],
  ["exports-of-promises", "exports are awaited"],
  ["exports-of-a-function", "an exported async function is called"],
  ["resource-hooks", "hooks don't run"],
  ["component-remote", "a remote component is a gap, and the program goes on"],
  ["package-parameterized", "a parameterized package has a default provider of its own name"],
  ["lookups-answered", "common lookups are answered in the provider's region"],
  ["lookups-as-outputs", "the output form of a lookup is unknown, and a caught error leaves a gap"],
  ["lookups-as-outputs-answered", "the output form is answered too where region and arguments decide the answer"],
  ["unknowns-and-their-causes", "an unknown is known at `up` only when this stack's own resources decide it"],
  ["configuration-encrypted", "no code runs on a value that nobody decrypted, and plain text of one is a gap"],
  ["provider-of-another-version", "the provider's version decides about a resource's region"],
  ["method-calls", "a provider's method gives an unknown and a gap"],
  ["stack-references", "a stack reference reads the outputs of the run's stacks, by all forms of their name"],
  ["stack-references-in-a-circle", "stacks that refer to each other in a circle go without, others get their outputs"],
  ["stacks-in-a-folder", "stack files may lie in a folder of their own"],
  ["module-commonjs", "CommonJS JavaScript runs"],
  ["module-es-javascript", "ES module JavaScript runs"],
  ["module-es-typescript", "ES module TypeScript runs, with .js suffixes and top-level await"],
  ["main-is-a-file", "`main` may be a file, whose folder becomes the working directory"],
  ["main-is-a-folder", "`main` may be a folder, which becomes the working directory"],
  ["main-of-the-package", "`main` of package.json doesn't change the working directory"],
  ["tsconfig-of-old", "neither old compiler options nor type errors matter"],
  ["tsconfig-extends-nothing", "a tsconfig that extends a missing one doesn't matter"],
  ["tsconfig-decorators", "decorators and path aliases work as the tsconfig says"],
  ["broken-tsconfig", "a tsconfig that is no JSON doesn't matter"],
  ["import-dynamic", "CommonJS TypeScript imports TypeScript and ES modules dynamically"],
  [
    "imports-of-functions",
    "a module that is a function can be imported, called and serialized, and may read call sites",
  ],
  ["nodeargs-with-a-loader", "a loader among nodeargs is left out, other arguments count"],
];

it.concurrent.each(cases)("%s: %s", async (program) => {
  const expected = JSON.parse(readFileSync(path.join(programs, program, "expected.json"), "utf8")) as unknown;
  expect(shown(await previewed(program))).toEqual(expected);
});

it("covers every program that has an expected.json", () => {
  const written = readdirSync(programs).filter((name) => existsSync(path.join(programs, name, "expected.json")));
  expect(cases.map(([program]) => program).sort()).toEqual(written.sort());
});
