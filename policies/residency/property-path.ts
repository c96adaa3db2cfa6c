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
