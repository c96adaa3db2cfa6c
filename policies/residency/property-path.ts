/**
 * The input that a property path of Pulumi's starts with: `a.b`, `a["b"]`, `["a"]`; `*` for one that means all.
 * Source: pulumi/pulumi, sdk/go/property/path.go and sdk/go/common/resource/property_path.go.
 */
export function topInput(path: string): string {
  const quoted = /^\["((?:[^"\\]|\\.)*)"\]/.exec(path)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, "$1");
  if (path === "*" || path.startsWith("[*]")) return "*";
  return path.split(/[.[]/)[0] ?? path;
}

/**
 * True when one path leads to what the other one leads to, to a part of it, or to what it is part of: `rules` and
 * `rules[0].status`, `a["b"].c` and `a.b`. In the paths of the tables `[]` is any member and `{}` any key; `*` is any step.
 */
export function overlaps(one: string, other: string): boolean {
  const [left, right] = [stepsOf(one), stepsOf(other)];
  return left.every((step, index) => {
    const its = right[index];
    return its === undefined || step === its || isAny(step, its) || isAny(its, step);
  });
}

function isAny(step: string, other: string): boolean {
  return step === "*" || step === "[*]" || step === "{}" || (step === "[]" && other.startsWith("["));
}

function stepsOf(path: string): string[] {
  return Array.from(path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[[\d*]*\]|\{\}|[^.[{]+/g), ([step, quoted]) =>
    quoted === undefined ? step : quoted.replaceAll(/\\(.)/g, "$1"),
  );
}

/** The input that a path of the tables starts with: `a` of `a{}`, `a[].b` and `a.b`. */
export function tableInput(path: string): string {
  return path.split(/[.[{]/)[0] ?? path;
}
