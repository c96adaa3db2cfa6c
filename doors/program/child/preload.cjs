"use strict";
/**
 * Loaded into a program's process before anything else. It makes the process able to load TypeScript, and reports on
 * file descriptor 3, one JSON object a line, what the program can't tell its engine over the protocol. Nothing changes that
 * the program could see in a preview. Processes that the program starts inherit the flag, not the setting: for them this
 * module does nothing.
 */
const given = process.env.STATESIDE_CHILD;
delete process.env.STATESIDE_CHILD;

if (given !== undefined) {
  const settings = JSON.parse(given);
  require("./positions.cjs").keepPositions();
  require("./errors.cjs").reportErrors(settings);
  require("./lookups.cjs").answerLookups(settings.answeredTokens, settings.outputs === "symbolic");
  require("./configuration.cjs").keepEncrypted(settings.encryptedPlaceholder);
  require("./stack-references.cjs").readOutputsOneByOne();
  require("./lazy.cjs").loadHeavyPartsWhenUsed();
  require("./loader.cjs").loadTypeScript(settings.loader);
}
