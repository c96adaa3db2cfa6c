/** A Mermaid flowchart, as plain data. */
export interface Flowchart {
  readonly direction: "LR" | "TB";
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export interface Node {
  readonly id: string;
  /** Lines of text. */
  readonly label: readonly string[];
  /** The frames that it stands in, from the outermost. */
  readonly within: readonly string[];
  readonly shape: "box" | "store" | "person" | "firewall";
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Lines of text. */
  readonly label: readonly string[];
  readonly line: "solid" | "dotted" | "both-ways";
}

/** The chart as Mermaid, in a fence: nodes and frames are numbered, so that no name can be read as syntax. */
export function mermaid({ direction, nodes, edges }: Flowchart): string {
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const number = (id: string) => {
    const found = numbers.get(id);
    if (found === undefined) throw new Error(`no node \`${id}\``);
    return found;
  };
  const firewalls = nodes.flatMap(({ id, shape }) => (shape === "firewall" ? [number(id)] : []));
  return [
    "```mermaid",
    // Else arrows run through the frames' titles.
    '%%{init: {"flowchart": {"subGraphTitleMargin": {"top": 4, "bottom": 22}}}}%%',
    `flowchart ${direction}`,
    ...frames(nodes, 0, "  ", number, ""),
    ...edges.map(({ from, to, label, line }) => `  ${number(from)} ${arrow(line)}${words(label)} ${number(to)}`),
    ...(firewalls.length === 0
      ? []
      : ["  classDef firewall stroke:#cf222e,stroke-width:3px", `  class ${firewalls.join(",")} firewall`]),
    "```",
  ].join("\n");
}

/** The nodes that stand at a depth, and the frames that begin there, each where its first node is. */
function frames(
  nodes: readonly Node[],
  depth: number,
  indent: string,
  number: (id: string) => string,
  path: string,
): string[] {
  const begun = new Set<string>();
  return nodes.flatMap((node) => {
    const frame = node.within[depth];
    if (frame === undefined) return [`${indent}${number(node.id)}${shaped(node)}`];
    if (begun.has(frame)) return [];
    begun.add(frame);
    const id = `${path}f${begun.size}`;
    const members = nodes.filter(({ within }) => within[depth] === frame);
    return [
      `${indent}subgraph ${id}["${escaped(frame)}"]`,
      ...frames(members, depth + 1, `${indent}  `, number, id),
      `${indent}end`,
    ];
  });
}

function shaped({ label, shape }: Node): string {
  const text = `"${label.map(escaped).join("<br/>")}"`;
  switch (shape) {
    case "box":
      return `[${text}]`;
    case "store":
      return `[(${text})]`;
    case "person":
      return `([${text}])`;
    case "firewall":
      return `{{${text}}}`;
  }
}

function arrow(line: Edge["line"]): string {
  return { solid: "-->", dotted: "-.->", "both-ways": "<-->" }[line];
}

function words(label: readonly string[]): string {
  return label.length === 0 ? "" : `|"${label.map(escaped).join("<br/>")}"|`;
}

/** Whatever could be read as syntax, Markdown or HTML is written as a character code. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} ./,:@’“”()-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
