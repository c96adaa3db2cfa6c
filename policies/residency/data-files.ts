import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const texts = new Map<string, string>();

/** The text of a file of the kernel's own `data`, read when it is first asked for. */
export function dataFile(name: string): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(__dirname, "data", name), "utf8");
  texts.set(name, text);
  return text;
}

/** Reads every one of them now: whoever may write them later, as a program that is previewed may, changes no judgement. */
export function readDataFiles(): void {
  for (const entry of readdirSync(path.join(__dirname, "data"), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) dataFile(path.relative(path.join(__dirname, "data"), path.join(entry.parentPath, entry.name)));
  }
}
