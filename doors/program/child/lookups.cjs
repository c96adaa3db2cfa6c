"use strict";
const { originsOf, originsOfAsked, withOrigins } = require("./origins.cjs");
const { report } = require("./report.cjs");
const { whenLoaded } = require("./when-loaded.cjs");

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Tells the engine that no answer is an answer too, and is that answer. */
const outputForm = "stateside:output-form";

/** Changes what the program's own copy of the Pulumi SDK does with lookups and methods of providers. */
/** @param symbolic whether arguments may hold texts that stand for outputs: to the real engine, these are unknown */
exports.answerLookups = function answerLookups(answeredTokens, symbolic) {
  const answered = new Set(answeredTokens);
  whenLoaded(/@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, (runtime, load) => {
    // Both are being loaded when this module is: they are read later.
    const sdk = () => ({ ...load("../output"), DependencyResource: load("../resource").DependencyResource });
    answerOutputForms(runtime, answered, sdk, symbolic);
    for (const form of ["invoke", "invokeSingle"]) runtime[form] = withPlaceOfCall(runtime[form]);
  });
};

/**
 * An output form of a lookup needs no answer before the program can go on: unless we have one, it is unknown. The SDK
 * itself answers unknown, without asking the engine, when an argument is unknown.
 */
function answerOutputForms(runtime, answered, sdk, symbolic) {
  const unknownOf =
    (ask) =>
    (token, args, ...rest) =>
      withOrigins(sdk(), ask(token, { ...args, unknown }, ...rest), originsOf(sdk(), args, symbolic));
  for (const form of ["invokeOutput", "invokeSingleOutput"]) {
    const ask = runtime[form];
    if (typeof ask !== "function") continue;
    runtime[form] = (token, args, ...rest) => {
      const none = () => unknownOf(ask)(token, args, ...rest);
      if (!answered.has(token)) return none();
      const asked = ask(token, { ...args, [outputForm]: outputForm }, ...rest);
      const answer = asked.apply((result) =>
        result === outputForm || result?.[outputForm] !== undefined ? none() : result,
      );
      const origins = asked.isKnown.then((known) => (known ? [] : originsOfAsked(sdk(), args, rest[0])));
      return withOrigins(
        sdk(),
        answer,
        origins.catch(() => []),
      );
    };
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
