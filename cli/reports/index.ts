import type { ResultFormat } from "../outputs";
import type { Result } from "../judge/result";
import { renderGithub } from "./github";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { Look } from "./pen";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

/** A result in one of its formats: text that ends with a newline, and that nothing in the result can break out of. */
export function render(result: Result, format: ResultFormat, look: Look): string {
  switch (format) {
    case "text":
      return renderText(result, look);
    case "json":
      return renderJson(result);
    case "sarif":
      return renderSarif(result, look);
    case "junit":
      return renderJunit(result, look);
    case "markdown":
      return renderMarkdown(result, look);
    case "github":
      return renderGithub(result, look);
  }
}
