import type { Nodes, Root } from "mdast";
import { chartProblems } from "./charts";

/** The only HTML that a report has. */
const ownHtml = [/^<!-- stateside(?:-diff)? -->$/, /^<details>\n<summary>[A-Za-z0-9 ,]+<\/summary>$/, /^<\/details>$/];
/** Nodes that a report is made of. */
const ownNodes = [
  ...["root", "heading", "paragraph", "strong", "inlineCode", "text", "list", "listItem", "blockquote"],
  ...["table", "tableRow", "tableCell", "code", "html"],
];

/** What GitHub makes of text that isn't code, after the Markdown has been read. */
const references: readonly [RegExp, string][] = [
  [/@/, "a mention or an address"],
  [/#/, "a reference"],
  [/\bGH-\d/i, "a reference"],
  [/\b[0-9a-f]{7,}\b/i, "a commit"],
  [/:[\w+-]+:/, "an emoji"],
  [/\$/, "mathematics"],
  [/:\/\/|www\.|\w\.\w/i, "a link"],
  [/[<>&[\]`*_~|\\^]/, "a character that Markdown gives a meaning"],
];

/** What there is in a report that acts, or could, beyond what every report is made of. */
export function acting(root: Root): string[] {
  const [, ...nodes] = all(root);
  return nodes.flatMap((node) => {
    if (!ownNodes.includes(node.type)) return [`a ${node.type}`];
    if (node.type === "listItem" && typeof node.checked === "boolean") return ["a task"];
    if (node.type === "html") return ownHtml.some((own) => own.test(node.value)) ? [] : [`html: ${node.value}`];
    if (node.type === "code")
      return node.lang === "mermaid" ? chartProblems(node.value) : [`code in ${String(node.lang)}`];
    if (node.type !== "text") return [];
    const text = node.value.replace(/^\[!WARNING\]$/, "");
    return references.flatMap(([pattern, what]) => (pattern.test(text) ? [`${what}: ${text}`] : []));
  });
}

/** Every node, those within others included. */
export function all(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(all) : [])];
}

/** Types of blocks, nested as they are: what stays the same whatever names are. */
export function shape(node: Nodes): string {
  const isBlock = "children" in node && !["paragraph", "heading", "tableCell"].includes(node.type);
  return isBlock ? `${node.type}(${node.children.map(shape).join(" ")})` : node.type;
}
