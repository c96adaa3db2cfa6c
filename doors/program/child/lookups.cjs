"use strict";
const { report } = require("./report.cjs");
const { whenLoaded } = require("./when-loaded.cjs");

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Changes what the program's own copy of the Pulumi SDK does with lookups and methods of providers. */
exports.answerLookups = function answerLookups(answeredTokens) {
  const answered = new Set(answeredTokens);
  whenLoaded(/@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, (runtime) => {
    answerWithUnknowns(runtime, answered);
    for (const form of ["invoke", "invokeSingle"]) runtime[form] = withPlaceOfCall(runtime[form]);
  });
};

/**
 * An output form of a lookup needs no answer before the program can go on: unless we have one, it is unknown. The SDK
 * itself answers unknown, without asking the engine, when an argument is unknown.
 */
function answerWithUnknowns(runtime, answered) {
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

/** The error of a lookup is made where its answer arrives: the program's line must be noted when it asks. */
function withPlaceOfCall(ask) {
  if (typeof ask !== "function") return ask;
  return (...args) => {
    const asked = new Error();
    const answer = ask(...args);
    answer.catch((error) => {
      if (error instanceof Error) error.stack += asked.stack.slice(asked.stack.indexOf("\n"));
    });
    return answer;
  };
}
