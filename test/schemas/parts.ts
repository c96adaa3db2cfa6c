/** Parts of a JSON Schema (draft 2020-12), as editors and validators read it. */
export type Schema = Readonly<Record<string, unknown>>;

export const draft = "https://json-schema.org/draft/2020-12/schema";

/** Text with something in it, as the readers of YAML files accept it. */
export const text = (description: string): Schema => ({ type: "string", pattern: "\\S", description });

/** A day, `YYYY-MM-DD`; whether the day exists, the reader tells. */
export const day = (description: string): Schema => ({
  type: "string",
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
  description,
});

export const glob = (description: string): Schema => ({
  type: "string",
  pattern: "\\S",
  maxLength: 300,
  description: `${description}; \`*\` is any run of characters, \`?\` is one`,
});

export const oneOf = (words: readonly string[], description: string): Schema => ({ enum: words, description });

export const setOf = (items: Schema, description: string, least = 0): Schema => ({
  type: "array",
  items,
  uniqueItems: true,
  ...(least > 0 && { minItems: least }),
  description,
});

export const listOf = (items: Schema, description: string): Schema => ({ type: "array", items, description });

/** A mapping whose keys are these and no others. */
export const mapping = (
  description: string,
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
  description,
});

/** A mapping whose keys the file's author chooses. */
export const mapOf = (names: Schema, values: Schema, description: string): Schema => ({
  type: "object",
  propertyNames: names,
  additionalProperties: values,
  description,
});

export const kebabCase: Schema = { pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" };
