import { readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isRecord, unknown, type Inputs } from "./validation";

/**
 * The inputs of each type that a provider can't change in place, as `a.b` where only a part of one is meant, and where the
 * provider says so: `ForceNew` in the Terraform providers' schemas, on which Pulumi's are built.
 *
 * The remarks in the SDKs are no source. Without `(Updatable)`, one OCI input in eight is changed in place all the same
 * (every one of a security rule, the key of a database); and Google's and Amazon's remarks tell of few replacements at all.
 */
export type Replacements = ReadonlyMap<string, { readonly inputs: readonly string[]; readonly source: string }>;

const columns = ["type", "replaced for", "source"];

export function loadReplacements(): Replacements {
  const [header = "", ...lines] = readFileSync(path.join(__dirname, "../replacements.tsv"), "utf8").split("\n");
  if (header !== columns.join("\t"))
    throw new Error(`replacements.tsv:1: the header must be \`${columns.join("\t")}\``);
  return new Map(
    lines
      .filter((line) => line !== "")
      .map((line) => {
        const [type = "", inputs = "", source = ""] = line.split("\t");
        return [type, { inputs: inputs.split(" ").filter((input) => input !== ""), source }] as const;
      }),
  );
}

/** The types among resources of which nobody has read yet what replaces them: replacements.tsv wants a row of each. */
export function unread(resources: readonly { readonly type: string; readonly custom?: boolean }[]): string[] {
  const known = loadReplacements();
  const types = resources.filter(({ custom }) => custom === true).map(({ type }) => type);
  return [...new Set(types)].filter((type) => !known.has(type)).sort();
}

/**
 * Which of the inputs, changed as they are, make the provider create the resource anew. One that is stated no longer makes
 * it do nothing, as most are then left as they are in the cloud; nor does one that isn't known yet.
 */
export function replacedFor(inputs: readonly string[], old: Inputs, now: Inputs): string[] {
  return inputs.filter((input) => isChanged(old, now, input.split(".")));
}

function isChanged(old: unknown, now: unknown, [name, ...rest]: readonly string[]): boolean {
  if (now === undefined || now === unknown) return false;
  if (name === undefined) return !isDeepStrictEqual(old, now);
  if (Array.isArray(now)) {
    // What came or went among them moves the others.
    if (!Array.isArray(old) || old.length !== now.length) return false;
    return now.some((one, index) => isChanged(old[index], one, [name, ...rest]));
  }
  return isRecord(now) && isChanged(isRecord(old) ? old[name] : undefined, now[name], rest);
}
