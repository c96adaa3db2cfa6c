"use strict";
const { withOrigins } = require("./origins.cjs");
const { report } = require("./report.cjs");
const { whenLoaded } = require("./when-loaded.cjs");

/**
 * Makes a configuration value that nobody decrypted an unknown output where the program asks for a secret, so that no code
 * runs on its placeholder. Where it asks for plain text it gets the placeholder, and the engine is told.
 */
exports.keepEncrypted = function keepEncrypted(placeholder) {
  whenLoaded(/@pulumi[\\/]pulumi[\\/]config\.js$/, ({ Config }, load) => {
    const { get } = Config.prototype;
    const isEncrypted = (config, key) => get.call(config, key)?.includes(placeholder) === true;
    for (const type of ["", "Boolean", "Number", "Object"]) {
      for (const verb of ["get", "require"]) {
        replace(Config, `${verb}Secret${type}`, (read) => (config, key, ...rest) => {
          return isEncrypted(config, key) ? unknownSecret(load) : read.call(config, key, ...rest);
        });
        replace(Config, `${verb}${type}`, (read) => (config, key, ...rest) => {
          if (!isEncrypted(config, key)) return read.call(config, key, ...rest);
          reportOnce(config.fullKey(key));
          // The placeholder meets no expectation that the program may state.
          return read.call(config, key);
        });
      }
    }
  });
};

function replace(Config, method, make) {
  const read = Config.prototype[method];
  if (typeof read !== "function") return;
  const replacement = make(read);
  Config.prototype[method] = function (...args) {
    return replacement(this, ...args);
  };
}

function unknownSecret(load) {
  const { Output } = load("./output");
  const { DependencyResource } = load("./resource");
  const none = Promise.resolve([]);
  const unknown = new Output([], Promise.resolve(undefined), Promise.resolve(false), Promise.resolve(true), none);
  return withOrigins({ Output, DependencyResource }, unknown, Promise.resolve(["encrypted"]));
}

const reported = new Set();
function reportOnce(key) {
  if (!reported.has(key)) report({ kind: "encrypted-configuration", key });
  reported.add(key);
}
