"use strict";
const util = require("node:util");
const { report } = require("./report.cjs");
const { findSyntaxError } = require("./syntax.cjs");

const { inspect } = util;

/** Reports each error that nobody caught, and each call of `process.exit`, with its frames. */
exports.reportErrors = function reportErrors(settings) {
  // Pulumi prints an uncaught error with `util.inspect(error, { colors: true })`, which on Node 20 can take a minute and
  // gigabytes for some stack frames.
  util.inspect = Object.assign((value, options, ...rest) => inspect(value, withoutColors(options), ...rest), inspect);
  // Deep enough to hold a line of the program behind the frames of loaders and packages.
  Error.stackTraceLimit = 50;
  const { exit } = process;
  process.exit = (code) => {
    report({ kind: "exit", code: Number(code ?? process.exitCode ?? 0) || 0, stack: String(new Error().stack) });
    return exit.call(process, code);
  };
  const uncaught = (error) => reportOnce(error, settings);
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);
};

function withoutColors(options) {
  return typeof options === "object" && options !== null ? { ...options, colors: false } : options;
}

const reported = new Set();
function reportOnce(error, settings) {
  if (reported.has(error)) return;
  reported.add(error);
  const isError = error instanceof Error || util.types.isNativeError(error);
  report({
    kind: "error",
    thrown: isError ? "error" : typeof error,
    name: isError ? String(error.name) : "",
    code: isError && typeof error.code === "string" ? error.code : "",
    message: isError ? String(error.message) : safeText(error),
    stack: isError ? String(error.stack) : "",
    syntax: isError && error.name === "SyntaxError" && !hasOwnFrame(error) ? findSyntaxError(settings) : undefined,
  });
}

function hasOwnFrame(error) {
  return String(error.stack)
    .split("\n")
    .some((line) => / \(\//.test(line) && !/[\\/]node_modules[\\/]/.test(line));
}

function safeText(value) {
  try {
    return typeof value === "string" ? value : inspect(value, { depth: 2, breakLength: Infinity });
  } catch {
    return "a value that can't be shown";
  }
}
