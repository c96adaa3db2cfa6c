"use strict";
const { writeSync } = require("node:fs");

/**
 * Tells the engine something: `{ kind: "error", … }` for an error that nobody caught, `{ kind: "exit", … }` for a call of
 * `process.exit`, `{ kind: "method-call", token }` for a method of a provider that was answered with an unknown,
 * `{ kind: "encrypted-configuration", key }` for a configuration value that the program got a placeholder for.
 */
exports.report = function report(message) {
  try {
    writeSync(3, `${JSON.stringify(message)}\n`);
  } catch {
    // The engine has gone; so will this process.
  }
};
