const { availableParallelism } = require("node:os");

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // Pulumi keeps state in globals, which jest would warn about at every end.
  testEnvironmentOptions: { globalsCleanup: "off" },
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/policies/package.json", "<rootDir>/test/fixtures/", "<rootDir>/coverage/"],
  // Jest's own default leaves half of a small machine idle.
  maxWorkers: availableParallelism(),
  // A run of an engine waits about as much as it works.
  maxConcurrency: availableParallelism() + 1,
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }] },
};
