"use strict";
const { whenLoaded } = require("./when-loaded.cjs");

/**
 * To the SDK, a stack's outputs are unknown together when one of them is: right for deployed stacks, which have no unknowns.
 * In a preview of several stacks nearly each one has some. Makes every output known, or unknown, by itself.
 */
exports.readOutputsOneByOne = function readOutputsOneByOne() {
  whenLoaded(/@pulumi[\\/]pulumi[\\/]stackReference\.js$/, ({ StackReference }, load) => {
    const { output, isUnknown } = load("./output");
    for (const method of ["getOutput", "requireOutput"]) {
      const read = StackReference.prototype[method];
      StackReference.prototype[method] = function (name) {
        const only = (outputs, key) => {
          if (isUnknown(outputs)) return outputs;
          return Object.hasOwn(outputs, key) ? { [key]: outputs[key] } : {};
        };
        const outputs = output(name).apply((key) => this.outputs.apply((all) => only(all, key), true));
        return read.call(Object.create(this, { outputs: { value: outputs } }), name);
      };
    }
  });
};
