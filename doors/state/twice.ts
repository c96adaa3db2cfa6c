import type { FileFault, FileRead } from "./content";

/** What is there twice, of which nobody could say which one counts. */
export function twice(read: readonly FileRead[], name: (file: string) => string): FileFault[] {
  return [...read.flatMap(resourcesTwice), ...stacksTwice(read, name)];
}

function resourcesTwice({ file, found }: FileRead): FileFault[] {
  const seen = new Set<string>();
  for (const { urn } of found) {
    if (seen.has(urn)) return [{ file, message: `it has two resources with the URN ${urn}` }];
    seen.add(urn);
  }
  return [];
}

function stacksTwice(read: readonly FileRead[], name: (file: string) => string): FileFault[] {
  const first = new Map<string, string>();
  return read.flatMap(({ file, stacks }) =>
    stacks.flatMap(({ name: stack, project }) => {
      const key = `${project}/${stack}`;
      const other = first.get(key);
      first.set(key, other ?? file);
      if (other === undefined || other === file) return [];
      return [{ file, message: `stack \`${key}\` is in ${name(other)} already; give one file for each stack` }];
    }),
  );
}
