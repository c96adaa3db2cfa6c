/** Reads GitHub-flavored Markdown with micromark: a JSON list of texts on standard input, their trees on standard output. */
import { readFileSync } from "node:fs";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

const texts = JSON.parse(readFileSync(0, "utf8"));
const trees = texts.map((text) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
process.stdout.write(JSON.stringify(trees, (key, value) => (key === "position" ? undefined : value)));
