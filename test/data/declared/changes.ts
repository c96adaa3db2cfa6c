import type { Declared, Property } from "./declared";
import { evidence } from "./evidence";
import type { Member, Sdk } from "./sdk";

/**
 * What another version of an SDK leaves to be judged, a text each: types that are new, with the evidence for judging them,
 * types that are gone, and inputs that came or went on types that were judged already.
 */
export function toJudge(declared: Declared, sdk: Sdk): string[] {
  const came = [...sdk.types.keys()].filter((type) => !declared.types.has(type));
  const went = [...declared.types.keys()].filter((type) => !sdk.types.has(type));
  return [
    ...came.map((type) => `judge this new type, and how it moves data:\n${evidence(sdk, type)}`),
    ...went.map((type) => `drop the rows of \`${type}\`, which is gone`),
    ...[...sdk.types].flatMap(([type, { inputs }]) => {
      const known = declared.types.get(type);
      return known ? changedInputs(() => `\`${type}\``, known.inputs, inputs) : [];
    }),
    ...[...declared.nested].flatMap(([name, known]) => {
      const inputs = sdk.nested.get(name);
      const owner = () => `\`${name}\`, which inputs of ${usersOf(sdk, name).join(", ")} reach,`;
      return inputs ? changedInputs(owner, known, inputs) : [];
    }),
  ];
}

/** `owner` is asked for only if something changed: finding who reaches a nested type takes a while. */
function changedInputs(owner: () => string, known: readonly Property[], inputs: readonly Member[]): string[] {
  const came = inputs.filter(({ name }) => !known.some((one) => one.name === name));
  const went = known.filter(({ name }) => !inputs.some((one) => one.name === name));
  return [
    ...came.map(
      ({ name, text }) => `judge whether the new input \`${name}\` of ${owner()} places or moves data: ${text}`,
    ),
    ...went.map(({ name }) => `drop \`${name}\` of ${owner()} from every path: it is gone`),
  ];
}

/** The types from which a nested type is reached, the first three. */
function usersOf(sdk: Sdk, nested: string): string[] {
  const reaches = (members: readonly Member[], seen: Set<string>): boolean =>
    members.some(({ nested: inner }) => {
      if (inner === undefined || seen.has(inner)) return false;
      seen.add(inner);
      return inner === nested || reaches(sdk.nested.get(inner) ?? [], seen);
    });
  return [...sdk.types]
    .filter(([, { inputs }]) => reaches(inputs, new Set()))
    .map(([type]) => `\`${type}\``)
    .slice(0, 3);
}
