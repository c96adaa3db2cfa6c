/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // Pulumi keeps state in globals, which jest would warn about at every end.
  testEnvironmentOptions: { globalsCleanup: "off" },
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/policies/package.json", "<rootDir>/test/fixtures/"],
  // The comparison with the real engine takes minutes: `npm run test:differential` asks for it.
  testPathIgnorePatterns:
    process.env.DIFFERENTIAL_RUNS === undefined
      ? ["/node_modules/", "test/differential/(random|programs|recorded)"]
      : ["/node_modules/"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }] },
};
