"use strict";
const { Module } = require("node:module");

/**
 * Makes the process load TypeScript, by tsx, which reads neither types nor module settings. Packages are JavaScript: they
 * are loaded by Node itself, which takes half the time; tsx sees only what Node can't resolve.
 * @param loader the paths of tsx's two halves, and whether the program is an ES module
 */
exports.loadTypeScript = function loadTypeScript({ commonJs, esModule, isEsModule }) {
  const ownLoad = Module._extensions[".js"];
  const ownResolve = Module._resolveFilename;
  require(commonJs);
  const fullLoad = Module._extensions[".js"];
  const fullResolve = Module._resolveFilename;
  Module._extensions[".js"] = function (module, filename) {
    (isPackaged(filename) ? ownLoad : fullLoad)(module, filename);
  };
  Module._resolveFilename = function (request, parent, ...rest) {
    if (!isPackaged(parent?.filename)) return fullResolve.call(this, request, parent, ...rest);
    try {
      return ownResolve.call(this, request, parent, ...rest);
    } catch {
      return fullResolve.call(this, request, parent, ...rest);
    }
  };
  let registered = false;
  const register = () => {
    if (!registered) require(esModule);
    registered = true;
  };
  if (isEsModule) register();
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    if (isPackaged(filename)) return compile.call(this, content, filename, ...rest);
    // ES modules cost a thread of their own: they are prepared for when a module of the program may import one.
    if (/\bimport\s*\(/.test(content)) register();
    return compile.call(this, content.replace(importHelper, importHelperOfTypeScript), filename, ...rest);
  };
};

/**
 * What esbuild writes for an import copies the module; TypeScript's own helper doesn't, and the SDK's serializer of functions
 * tells modules by their identity. A module that is a function stays itself, too: programs call what they import as a
 * namespace. Of the same length, so that the source map stays right.
 */
const importHelper =
  'var __toESM=(mod,isNodeMode,target)=>(target=mod!=null?__create(__getProtoOf(mod)):{},__copyProps(isNodeMode||!mod||!mod.__esModule?__defProp(target,"default",{value:mod,enumerable:true}):target,mod));';
const importHelperOfTypeScript =
  'var __toESM=(m,n)=>m?.__esModule&&!n?m:typeof m=="function"&&(m.default||m)==m?__defProp(m,"default",{value:m}):__copyProps(__defProp(__create(__getProtoOf(m||{})),"default",{value:m,enumerable:1}),m);'.padEnd(
    importHelper.length,
  );

function isPackaged(filename) {
  return typeof filename === "string" && /[\\/]node_modules[\\/]/.test(filename);
}
