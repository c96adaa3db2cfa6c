"use strict";
/**
 * Loaded into the program's process before anything else. It reports what the program can't tell its engine over the
 * protocol, on file descriptor 3, one JSON object a line, and changes nothing that the program could see in a preview:
 *
 * - `{ kind: "error", … }` for each error that nobody caught, with its frames in the program's own source;
 * - `{ kind: "method-call", token }` for each method of a provider that was answered with an unknown.
 */
const { writeSync } = require("node:fs");
const { Module, findSourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");
const util = require("node:util");

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const answered = new Set(JSON.parse(process.env.STATESIDE_ANSWERED ?? "[]"));
delete process.env.STATESIDE_ANSWERED;

function report(message) {
  try {
    writeSync(3, `${JSON.stringify(message)}\n`);
  } catch {
    // The engine has gone; so will this process.
  }
}

// Pulumi prints an uncaught error with `util.inspect(error, { colors: true })`, which on Node 20 can take a minute and
// gigabytes for some stack frames.
const inspect = util.inspect;
util.inspect = Object.assign(
  (value, options, ...rest) =>
    inspect(value, typeof options === "object" && options !== null ? { ...options, colors: false } : options, ...rest),
  inspect,
);

// Positions in the program's own source, whatever transpiled it, and always in parentheses: the SDK reads a resource's
// position off that form and misses every frame without a function name (all of a module's top level, in an ES module).
process.setSourceMapsEnabled(true);
Object.defineProperty(Error, "prepareStackTrace", {
  configurable: true,
  get: () => formatStack,
  // source-map-support would replace it, and knows no source map of a loader.
  set: () => undefined,
});

function formatStack(error, callSites) {
  const head = headOf(error);
  return [head, ...callSites.map((site) => `    at ${describe(site)}`)].join("\n");
}

function headOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function describe(site) {
  const position = positionOf(site);
  if (position === undefined) return site.toString();
  const name = site.getFunctionName() ?? site.getTypeName?.() ?? "<anonymous>";
  return `${site.isAsync?.() ? "async " : ""}${name} (${position.file}:${position.line}:${position.column})`;
}

function positionOf(site) {
  const script = site.getFileName();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (typeof script !== "string" || line === null || column === null || script.startsWith("node:")) return undefined;
  const mapped = findSourceMap(script)?.findEntry(line - 1, column - 1);
  if (mapped?.originalSource !== undefined) {
    return { file: pathOf(mapped.originalSource), line: mapped.originalLine + 1, column: mapped.originalColumn + 1 };
  }
  return { file: pathOf(script), line, column };
}

function pathOf(file) {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

// An output form of a lookup needs no answer before the program can go on: unless we have one, it is unknown. The SDK
// itself answers unknown, without asking the engine, when an argument is unknown.
const compile = Module.prototype._compile;
Module.prototype._compile = function (content, filename, ...rest) {
  const result = compile.call(this, content, filename, ...rest);
  if (/@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/.test(filename)) answerWithUnknowns(this.exports);
  return result;
};

function answerWithUnknowns(runtime) {
  for (const form of ["invokeOutput", "invokeSingleOutput"]) {
    const ask = runtime[form];
    if (typeof ask !== "function") continue;
    runtime[form] = (token, args, ...rest) => ask(token, answered.has(token) ? args : { ...args, unknown }, ...rest);
  }
  const unknownOutput = runtime.invokeOutput;
  for (const form of ["call", "callSingle"]) {
    if (typeof runtime[form] !== "function" || typeof unknownOutput !== "function") continue;
    runtime[form] = (token) => {
      report({ kind: "method-call", token });
      return unknownOutput(token, { unknown });
    };
  }
}

process.on("uncaughtException", uncaught);
process.on("unhandledRejection", uncaught);

const reported = new Set();
function uncaught(error) {
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
  });
}

function safeText(value) {
  try {
    return typeof value === "string" ? value : inspect(value, { depth: 2, breakLength: Infinity });
  } catch {
    return "a value that can't be shown";
  }
}
