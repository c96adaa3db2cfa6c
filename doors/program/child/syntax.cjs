"use strict";
const { createRequire } = require("node:module");
const path = require("node:path");

/**
 * Where the syntax error of an ES module is: Node tells that to nobody but the terminal, so the loader's parser reads the
 * program once more. Undefined when it finds nothing wrong.
 */
exports.findSyntaxError = function findSyntaxError({ entry, loader }) {
  const { buildSync } = createRequire(loader.commonJs)("esbuild");
  try {
    buildSync({
      entryPoints: [entry],
      bundle: true,
      write: false,
      packages: "external",
      platform: "node",
      format: "esm",
      logLevel: "silent",
    });
    return undefined;
  } catch (error) {
    const [first] = error.errors ?? [];
    if (!first?.location) return undefined;
    const { file, line, column } = first.location;
    return { file: path.resolve(file), line, column: column + 1, message: first.text };
  }
};
