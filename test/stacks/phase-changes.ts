import { isDeepStrictEqual } from "node:util";
import type { Estate, Resource } from "../../policies/residency/estate";

/**
 * What differs between two estates of the same stacks, a stack a paragraph and a resource a line, sorted: `create`, `delete`,
 * and `change` with the inputs that did. Components are left out, as nothing of them is in a cloud.
 */
export function changesBetween(before: Estate, after: Estate): string {
  const old = new Map(own(before).map((one) => [one.urn, one]));
  const now = new Map(own(after).map((one) => [one.urn, one]));
  const lines = new Map<string, string[]>();
  const tell = (one: Resource, word: string, detail = "") => {
    const told = lines.get(one.stack) ?? [];
    lines.set(one.stack, [...told, `  ${word} ${one.type} ${one.name}${detail}`]);
  };
  for (const [urn, one] of old) if (!now.has(urn)) tell(one, "delete");
  for (const [urn, one] of now) {
    const was = old.get(urn);
    if (was === undefined) tell(one, "create");
    else {
      const names = changedInputs(was, one);
      if (names.length > 0) tell(one, "change", `: ${names.join(", ")}`);
    }
  }
  const stacks = [...lines].sort(([one], [other]) => (one < other ? -1 : 1));
  return stacks.map(([stack, told]) => `${stack}\n${told.sort().join("\n")}\n`).join("\n");
}

function own({ resources }: Estate): Resource[] {
  return resources.filter(({ kind }) => kind === "managed");
}

function changedInputs({ inputs: was }: Resource, { inputs: now }: Resource): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].sort();
  return names.filter((name) => !isDeepStrictEqual(was[name], now[name]));
}
