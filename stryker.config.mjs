import { kernelTests } from "./test/mutation/warm-runner.mjs";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["policies/{rules,residency}/**/*.ts"],
  // `--testRunner jest` asks Jest itself: hours for the whole, so only for a file of which the warm runner is doubted.
  plugins: ["@stryker-mutator/jest-runner", "./test/mutation/warm-runner.mjs"],
  testRunner: "warm",
  coverageAnalysis: "perTest",
  // What is computed when a module loads is mostly tables of facts. A table wants a source, not a test that repeats it.
  ignoreStatic: true,
  jest: {
    configFile: "jest.config.cjs",
    config: {
      testMatch: kernelTests.map((name) => `<rootDir>/${name.endsWith(".ts") ? name : `${name}/**/*.test.ts`}`),
    },
  },
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: "coverage/mutation/report.json" },
  incremental: true,
  incrementalFile: "coverage/mutation/incremental.json",
  tempDirName: "coverage/mutation/sandboxes",
  cleanTempDir: "always",
  ignorePatterns: ["bench", "coverage", "dist", "docs"],
  thresholds: { high: 90, low: 80, break: 80 },
  // Beyond how long a mutant's tests take without it. What loops is mostly noticed by how often it comes by; a busy machine isn't.
  timeoutMS: 20_000,
};
