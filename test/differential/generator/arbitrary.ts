import fc, { type Arbitrary } from "fast-check";
import {
  producedNames,
  type DeclarationModel,
  type EndModel,
  type OptionsModel,
  type ProgramModel,
  type TransformModel,
  type ValueModel,
} from "./model";

/** The smallest comes first: shrinking goes towards it. */
const pick = fc.nat({ max: 99 });
/** Present once in so many cases. */
const rarely = <Type>(arbitrary: Arbitrary<Type>, cases: number): Arbitrary<Type | undefined> =>
  fc.oneof({ weight: cases - 1, arbitrary: fc.constant(undefined) }, arbitrary);
const often = <Type>(arbitrary: Arbitrary<Type>) => rarely(arbitrary, 2);

const texts = fc.constantFrom("", "a", "us-user", "operational", "${x}", "`\\`", "a\nb", "ü\u2028", "__proto__", "{}");
/** Keys that look like ours, or like JavaScript's own, mean nothing special. */
const keys = fc.constantFrom("data-class", "a", "b.c", "constructor", "length", "region", "$secret");

const { value } = fc.letrec<{ value: ValueModel }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("text" as const), text: texts }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("number" as const), number: fc.integer({ min: -1, max: 9 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("boolean" as const), boolean: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("null", "absent", "asset", "archive", "config", "secretConfig"),
      }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        kind: fc.constant("output" as const),
        of: pick,
        property: fc.constantFrom("id", "urn", "named", "later"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("resource" as const), of: pick }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("imported" as const), name: fc.constantFrom(...producedNames) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("secret" as const, "unsecret" as const, "applied" as const, "promised" as const),
        value: tie("value"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("interpolated" as const, "all" as const, "list" as const),
        members: fc.array(tie("value"), { maxLength: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("record" as const),
        entries: fc.dictionary(keys, tie("value"), { maxKeys: 3, noNullPrototype: true }),
      }),
    },
  ),
}));

const transform: Arbitrary<TransformModel> = fc.record({
  only: often(pick),
  key: fc.constantFrom("note", "tags", "region"),
  value,
  ignoreChanges: fc.boolean(),
  dependsOn: rarely(pick, 3),
  provider: rarely(pick, 5),
});
const paths = fc.array(fc.constantFrom("tags", "note", "region", "parts[0].a", "*"), { maxLength: 2 });

const options: Arbitrary<OptionsModel> = fc.record({
  parent: fc.oneof(fc.constant(undefined), { weight: 2, arbitrary: pick }),
  provider: rarely(pick, 3),
  providers: rarely(
    fc.record({
      form: fc.constantFrom("list" as const, "map" as const),
      of: fc.array(pick, { minLength: 1, maxLength: 2 }),
    }),
    2,
  ),
  dependsOn: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(pick, { maxLength: 2 })),
  dependsOnOutput: fc.boolean(),
  aliases: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(fc.constantFrom("name" as const, "type" as const, "root" as const, "urn" as const), { maxLength: 2 }),
  ),
  ignoreChanges: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, paths),
  replaceOnChanges: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, paths),
  additionalSecretOutputs: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    fc.constantFrom(["tags"], ["name", "size"]),
  ),
  deletedWith: rarely(pick, 5),
  protect: rarely(fc.boolean(), 4),
  retainOnDelete: rarely(fc.boolean(), 4),
  deleteBeforeReplace: rarely(fc.boolean(), 4),
  transforms: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(transform, { maxLength: 2 })),
  transformations: fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, fc.array(transform, { maxLength: 1 })),
});

/** Mostly what names a resource: with just anything there would be few movements. */
const end: Arbitrary<EndModel> = fc.record({
  form: fc.constantFrom("id", "named", "named", "later", "later", "literal", "literal", "around", "value"),
  of: pick,
  value,
  as: fc.constantFrom("plain", "plain", "plain", "secret", "applied", "promised"),
});

const declaration: Arbitrary<DeclarationModel> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("resource" as const),
      of: pick,
      place: pick,
      values: fc.array(value, { minLength: 1, maxLength: 4 }),
      options,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("component" as const),
      args: fc.dictionary(keys, value, { maxKeys: 2, noNullPrototype: true }),
      options,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("mover" as const),
      ...{ of: pick, place: pick, from: end, to: end },
      dataClass: often(fc.constantFrom("us-user", "operational", "operational", "nonsense")),
      options,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("provider" as const), of: pick, region: value, options }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("existing" as const), of: pick, id: value, options }) },
);

/** Programs of up to a dozen declarations. */
export const programs: Arbitrary<ProgramModel> = fc.noBias(
  fc.record({
    regions: fc.record({ aws: often(pick), gcp: often(pick), oci: often(pick) }),
    stackTransforms: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(transform, { maxLength: 2 })),
    declarations: fc.array(declaration, { minLength: 1, maxLength: 12, size: "max" }),
    exports: fc.array(value, { maxLength: 3 }),
  }),
);

/** The program of a seed: the same one wherever and whenever it is asked for. */
export function programOf(seed: number): ProgramModel {
  const [program] = fc.sample(programs, { seed, numRuns: 1 });
  if (program === undefined) throw new Error("fast-check made no program");
  return program;
}
