"use strict";
const { Module } = require("node:module");

/** What the SDK loads at its start and few programs use, more than half of that time: who asks for it, and what it is. */
const heavy = [
  // Serializes functions, for dynamic providers and callback functions.
  [/@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]/, ["../../typescript-shim", "@npmcli/arborist"]],
  // Drives the Pulumi CLI.
  [/@pulumi[\\/]pulumi[\\/]index\.js$/, ["./automation"]],
  // Sends traces to a collector.
  [
    /@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]tracing\.js$/,
    [
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace-base",
      "@opentelemetry/exporter-zipkin",
      "@opentelemetry/instrumentation-grpc",
      "@opentelemetry/sdk-trace-node",
      "@opentelemetry/instrumentation",
    ],
  ],
];
const ids = new Set(heavy.flatMap(([, members]) => members));

/** Puts off the loading of the SDK's heavy parts until something is read from them. */
exports.loadHeavyPartsWhenUsed = function loadHeavyPartsWhenUsed() {
  const load = Module.prototype.require;
  Module.prototype.require = function (id) {
    return ids.has(id) && isHeavy(this.filename ?? "", id) ? whenUsed(() => load.call(this, id)) : load.call(this, id);
  };
};

function isHeavy(importer, id) {
  return heavy.some(([importers, members]) => importers.test(importer) && members.includes(id));
}

function whenUsed(load) {
  let loaded;
  const module = () => (loaded ??= load());
  return new Proxy(Object.create(null), {
    // "An ES module": the importing code would copy the members of anything else.
    get: (_, key) => (key === "__esModule" && loaded === undefined ? true : module()[key]),
    has: (_, key) => key in module(),
    ownKeys: () => Reflect.ownKeys(module()),
    getOwnPropertyDescriptor: (_, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(module(), key);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
