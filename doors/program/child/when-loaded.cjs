"use strict";
const { Module } = require("node:module");

/** Calls `use` with the exports of each module whose file matches, as soon as it has been evaluated. */
exports.whenLoaded = function whenLoaded(file, use) {
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    const result = compile.call(this, content, filename, ...rest);
    if (file.test(filename)) use(this.exports, (id) => this.require(id));
    return result;
  };
};
