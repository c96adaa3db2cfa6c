import { ownText } from "./declared";
import type { Member, Sdk } from "./sdk";

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
  const paths = [...nestedPaths(sdk, type.inputs)];
  const nested = paths
    .slice(0, shownPaths)
    .map(({ path, text }) => `    ${path}${text === "" ? "" : `: ${cut(text, 90)}`}`);
  const more = paths.length > shownPaths ? [`    and ${paths.length - shownPaths} more`] : [];
  return [`### ${token}`, cut(ownText(type.text), 700), ...inputs, ...nested, ...more].join("\n");
}

/** Paths below the inputs, nested types that contain themselves entered once. */
function* nestedPaths(
  sdk: Sdk,
  members: readonly Member[],
  prefix = "",
  within: readonly string[] = [],
): Generator<{ readonly path: string; readonly text: string }> {
  for (const { name, wrapped, nested, text } of members) {
    const path = `${prefix}${name}${wrapped}`;
    if (prefix !== "" && nested === undefined) yield { path, text };
    if (nested === undefined || within.includes(nested)) continue;
    yield* nestedPaths(sdk, sdk.nested.get(nested) ?? [], `${path}.`, [...within, nested]);
  }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
