import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";

/** Files, and folders of them: those that judge in this process, soon, and without hooks. */
export const kernelTests = [
  "test/residency",
  "test/rules",
  "test/cli/explanation.test.ts",
  "test/cli/finding-ids.test.ts",
  "test/cli/result.test.ts",
  "test/cli/text-report.test.ts",
  "test/cli/which-finding.test.ts",
  "test/pack/flows-in-a-stack.test.ts",
  "test/pack/flows.test.ts",
  "test/pack/policies.test.ts",
];
/** Of a property that is checked more often. Fewer runs kill fewer mutants, never more. */
const mostRuns = 10;
/** Milliseconds of the tests that are only asked of mutants which no quicker one reaches. */
const quick = 100;
/** How long each test takes, told by the first run to the processes that it is not in. */
const timesFile = "test-times.json";
const context = (globalThis.__stryker__ ??= {});

/**
 * Runs the kernel's tests in one process, where they stay loaded from mutant to mutant, and up to the first that fails. Stryker's runner
 * of Jest loads every test file anew for each mutant and runs all of their tests: seconds, where this takes milliseconds.
 *
 * What stays loaded may remember something from before the mutant. So a test that fails has to pass without the mutant, and one that
 * passes has to have reached it; else everything is loaded anew and asked again.
 */
class WarmRunner {
  #tests = new Map();
  #milliseconds = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.NODE_ENV = "test";
    createRequire(path.resolve("package.json"))("tsx/cjs");
    limitProperties();
    this.#load();
    if (existsSync(timesFile)) this.#milliseconds = new Map(JSON.parse(readFileSync(timesFile, "utf8")));
  }

  async dryRun() {
    this.#load();
    const tests = [];
    for (const [id, test] of this.#tests) {
      context.currentTestId = id;
      tests.push(await this.#run(id, test));
    }
    context.currentTestId = undefined;
    writeFileSync(timesFile, JSON.stringify([...this.#milliseconds]));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    const judge = async (fresh) => {
      if (fresh) this.#load(mutantActivation === "static" ? activeMutant.id : undefined);
      const tests = await this.#untilOneFails(activeMutant.id, testFilter ?? [...this.#tests.keys()], hitLimit);
      return determineHitLimitReached(context.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests };
    };
    const fresh = mutantActivation === "static";
    let result = await judge(fresh);
    if (!fresh && !(await this.#isCertain(result))) result = await judge(true);
    context.activeMutant = undefined;
    if (fresh) this.#load();
    return toMutantRunResult(result, disableBail);
  }

  /** Whether tests that were loaded anew would say the same. */
  async #isCertain({ status, tests }) {
    if (status !== DryRunStatus.Complete) return true;
    const failed = tests.find((test) => test.status === TestStatus.Failed);
    if (failed === undefined) return tests.every(({ reached }) => reached);
    context.activeMutant = undefined;
    return (await this.#run(failed.id, this.#tests.get(failed.id))).status === TestStatus.Success;
  }

  async #untilOneFails(mutant, ids, hitLimit) {
    Object.assign(context, { activeMutant: mutant, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const took = (id) => this.#milliseconds.get(id) ?? 0;
    const quickOnes = ids.filter((id) => took(id) < quick);
    const asked = quickOnes.length > 0 ? quickOnes : ids;
    const results = [];
    for (const id of asked.toSorted((a, b) => took(a) - took(b))) {
      const test = this.#tests.get(id);
      if (test === undefined) throw new Error(`no test \`${id}\``);
      results.push(await this.#run(id, test));
      if (results.at(-1).status === TestStatus.Failed) break;
    }
    return results;
  }

  async #run(id, { run, file }) {
    const start = performance.now();
    const before = context.hitCount;
    const about = () => ({
      id,
      name: id,
      fileName: file,
      timeSpentMs: performance.now() - start,
      reached: context.hitCount !== before,
    });
    try {
      await run();
      if (context.activeMutant === undefined) this.#milliseconds.set(id, performance.now() - start);
      return { ...about(), status: TestStatus.Success };
    } catch (error) {
      return {
        ...about(),
        status: TestStatus.Failed,
        failureMessage: String(error instanceof Error ? error.message : error),
      };
    }
  }

  #load(mutant) {
    const require = createRequire(path.resolve("package.json"));
    for (const file of Object.keys(require.cache)) if (!file.includes("node_modules")) delete require.cache[file];
    context.activeMutant = mutant;
    this.#tests = new Map();
    for (const file of testFiles()) {
      for (const [name, run] of declaredBy(require, file)) {
        const named = `${path.relative("test", file)} ${name}`;
        const id = this.#tests.has(named) ? `${named} (test ${this.#tests.size})` : named;
        this.#tests.set(id, { run, file });
      }
    }
  }
}

function testFiles() {
  return kernelTests.flatMap((name) =>
    name.endsWith(".ts")
      ? [path.resolve(name)]
      : readdirSync(name, { recursive: true })
          .filter((file) => file.endsWith(".test.ts"))
          .map((file) => path.resolve(name, file))
          .sort(),
  );
}

/** The tests of a file: Jest's own functions declare them. */
function declaredBy(require, file) {
  const circus = require("jest-circus");
  Object.assign(globalThis, {
    describe: circus.describe,
    it: circus.it,
    test: circus.test,
    expect: require("expect").expect,
  });
  circus.resetState();
  require(file);
  return [...testsOf(circus.getState().rootDescribeBlock, "")];
}

function* testsOf(block, prefix) {
  for (const child of block.children) {
    const name = `${prefix} ${child.name}`.trim();
    if (child.type === "describeBlock") yield* testsOf(child, name);
    else yield [name, child.fn];
  }
}

function limitProperties() {
  const require = createRequire(path.resolve("package.json"));
  const { default: fc } = require("fast-check");
  const assert = (property, { seed = 1, numRuns = mostRuns } = {}) =>
    fc.assert(property, { seed, numRuns: Math.min(numRuns, mostRuns) });
  const limited = { ...fc, assert };
  require.cache[require.resolve("fast-check")].exports = { __esModule: true, ...limited, default: limited };
}

export const strykerPlugins = [{ kind: PluginKind.TestRunner, name: "warm", injectableClass: WarmRunner }];
