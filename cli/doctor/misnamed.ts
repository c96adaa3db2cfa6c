import { readdir } from "node:fs/promises";
import type { JudgingFacts } from "./facts";

/** What is read, and how such a file is easily called instead. */
const names: readonly (readonly [meant: string, mistaken: RegExp])[] = [
  ["mandate.yaml", /^mandates?\.(ya?ml|json)$/i],
  ["waivers.yaml", /^waivers?\.(ya?ml|json)$/i],
  ["baseline.json", /^baselines?\.(ya?ml|json)$/i],
];

/** Files of a folder that nothing reads, and that somebody may think is read. */
export async function misnamed(directory: string): Promise<JudgingFacts["misnamed"]> {
  const files = await readdir(directory).catch(() => []);
  return files.sort().flatMap((file) => {
    const [meant] = names.find(([read, mistaken]) => file !== read && mistaken.test(file)) ?? [];
    return meant === undefined ? [] : [{ file, meant }];
  });
}
