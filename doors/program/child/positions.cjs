"use strict";
const { findSourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");
const { whenLoaded } = require("./when-loaded.cjs");

/**
 * Makes every stack show positions in the program's own source, whatever transpiled it, and always in parentheses: the SDK
 * reads a resource's position off that form and misses every frame without a function name (all of a module's top level,
 * in an ES module).
 */
exports.keepPositions = function keepPositions() {
  process.setSourceMapsEnabled(true);
  let prepare = formatStack;
  Object.defineProperty(Error, "prepareStackTrace", {
    configurable: true,
    get: () => prepare,
    // Packages under express and others read call sites by a function of their own, and put ours back at once: it is
    // theirs until this turn ends. That of source-map-support would stay, and knows no source map of a loader.
    set: (given) => {
      prepare = typeof given === "function" && !isSetBySourceMapSupport() ? given : formatStack;
      if (prepare !== formatStack) queueMicrotask(() => (prepare = formatStack));
    },
  });
  // The SDK notes a stack for each of its promises, several a resource, and shows none of them.
  whenLoaded(/@pulumi[\\/]pulumi[\\/]runtime[\\/]debuggable\.js$/, (runtime) => {
    const { debuggablePromise } = runtime;
    runtime.debuggablePromise = (...args) => {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        return debuggablePromise(...args);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    };
  });
};

function isSetBySourceMapSupport() {
  const here = {};
  Error.captureStackTrace(here);
  return /[\\/]source-map-support[\\/]/.test(String(here.stack));
}

function formatStack(error, callSites) {
  return [headOf(error), ...shown(callSites).map((site) => `    at ${describe(site)}`)].join("\n");
}

/**
 * The frames without our own. The SDK's resources skip the frame of a subclass's constructor. A program that makes a `CustomResource` or
 * `ComponentResource` itself has none: it would lose its own frame.
 */
function shown(allSites) {
  const sites = allSites.filter((site) => !(site.getFileName() ?? "").startsWith(__dirname));
  const [reader, , base, made, user] = sites;
  if (user === undefined || reader.getFunctionName() !== "callsites" || !isSdkConstructor(base)) return sites;
  if (!isSdkConstructor(made) || user.isConstructor()) return sites;
  return [...sites.slice(0, 4), made, ...sites.slice(4)];
}

function isSdkConstructor(site) {
  return site.isConstructor() && /@pulumi[\\/]pulumi[\\/]resource\.js$/.test(site.getFileName() ?? "");
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

/** Script → what is known of it: the source map of a program's module, and the places that were asked for. */
const scripts = new Map();

function positionOf(site) {
  const script = site.getFileName();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (typeof script !== "string" || line === null || column === null || script.startsWith("node:")) return undefined;
  let known = scripts.get(script);
  if (known === undefined) {
    known = { file: pathOf(script), isPackaged: /[\\/]node_modules[\\/]/.test(script), places: new Map() };
    scripts.set(script, known);
  }
  // Nobody wants a package's own sources.
  if (known.isPackaged) return { file: known.file, line, column };
  const place = `${line}:${column}`;
  let position = known.places.get(place);
  if (position === undefined) {
    const mapped = mappedPosition(script, line, column);
    position = mapped ?? { file: known.file, line, column };
    // A module's source map may be there only after its first stack.
    if (mapped !== undefined) known.places.set(place, position);
  }
  return position;
}

function mappedPosition(script, line, column) {
  const mapped = findSourceMap(script)?.findEntry(line - 1, column - 1);
  if (mapped?.originalSource === undefined) return undefined;
  return { file: pathOf(mapped.originalSource), line: mapped.originalLine + 1, column: mapped.originalColumn + 1 };
}

function pathOf(file) {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}
