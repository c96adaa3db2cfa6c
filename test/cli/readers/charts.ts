/** A label: letters, digits, what joins them, entity codes, and line ends of ours. */
const label = String.raw`"(?:[\p{L}\p{N}\p{M} ._/-]|#\d+;|<br/>)+"`;

/** The only lines that a chart has. */
const own = [
  String.raw`flowchart LR`,
  String.raw`  n\d+\[${label}\]`,
  String.raw`  n\d+ (?:-->|-\.->)(?:\|${label}\|)? n\d+`,
  String.raw`  classDef abroad stroke:#cf222e,stroke-width:4px`,
  String.raw`  class n\d+(?:,n\d+)* abroad`,
].map((line) => new RegExp(`^${line}$`, "u"));

/** What a chart has beyond nodes, arrows and the one style, and what is too much for GitHub's limits. */
export function chartProblems(text: string): string[] {
  const lines = text.split("\n");
  return [
    ...lines.filter((line) => !own.some((pattern) => pattern.test(line))).map((line) => `in a chart: ${line}`),
    ...(lines.filter((line) => /^ {2}n\d+ -/.test(line)).length > 500 ? ["more than 500 arrows"] : []),
    ...(text.length > 50_000 ? ["more than 50,000 characters"] : []),
  ];
}
