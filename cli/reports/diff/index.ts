import type { Diff } from "../../diff/difference";
import type { DiffFormat } from "../../outputs";
import { escapeJson } from "../json";
import type { Look } from "../pen";
import { renderDiffMarkdown } from "./markdown";
import { renderDiffText } from "./text";

/** A comparison in one of its formats: text that ends with a newline, and that nothing in it can break out of. */
export function renderDiff(diff: Diff, format: DiffFormat, look: Look): string {
  switch (format) {
    case "text":
      return renderDiffText(diff, look);
    case "json":
      return escapeJson(diff);
    case "markdown":
      return renderDiffMarkdown(diff, look);
  }
}
