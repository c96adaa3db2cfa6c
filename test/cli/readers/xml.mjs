/**
 * Reads XML documents with libxml2 and validates them by a schema: `{ schema, texts }` as JSON on standard input, what is wrong
 * with each, or null, on standard output.
 */
import { readFileSync } from "node:fs";
import { XmlDocument, XsdValidator } from "libxml2-wasm";

const { schema, texts } = JSON.parse(readFileSync(0, "utf8"));
const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
const problems = texts.map((text) => {
  try {
    validator.validate(XmlDocument.fromString(text));
    return null;
  } catch (error) {
    return error.message;
  }
});
process.stdout.write(JSON.stringify(problems));
