import { ownText, pathsBelow } from "./declared";
import type { Sdk } from "./sdk";

/** Inputs that nearly every type has and that never decide. */
const ordinary = new Set(["compartmentId", "definedTags", "displayName", "freeformTags", "systemTags", "tags", "name"]);

/** So many nested paths are listed; further ones are counted. */
const shownPaths = 150;

/** What a reader needs for judging a type: its documentation, its inputs with theirs, and the paths under them. */
export function evidence(sdk: Sdk, token: string): string {
  const type = sdk.types.get(token);
  if (type === undefined) throw new Error(`@pulumi/${sdk.cloud} ${sdk.version} has no type \`${token}\``);
  const inputs = type.inputs.map((member) => {
    const text = ordinary.has(member.name) || member.text === "" ? "" : `: ${cut(member.text, 220)}`;
    return `  ${member.name}${member.required ? "!" : ""}${member.wrapped}${text}`;
  });
  const paths = [...pathsBelow(sdk.nested, type.inputs)].filter(({ path }) => path.includes("."));
  const nested = paths
    .slice(0, shownPaths)
    .map(({ path, member: { text } }) => `    ${path}${text === "" ? "" : `: ${cut(text, 90)}`}`);
  const more = paths.length > shownPaths ? [`    and ${paths.length - shownPaths} more`] : [];
  return [`### ${token}`, cut(ownText(type.text), 700), ...inputs, ...nested, ...more].join("\n");
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
