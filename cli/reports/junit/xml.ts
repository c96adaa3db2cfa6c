import XMLBuilder from "fast-xml-builder";

/** An element: attributes by `@name`, text by `#text`, children by their names, in this order. */
export interface Element {
  readonly [name: string]: string | number | Element | readonly Element[];
}

const builder = new XMLBuilder({
  attributeNamePrefix: "@",
  textNodeName: "#text",
  ignoreAttributes: false,
  // Otherwise an attribute whose value is the text `true` is written without one, which is no XML.
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
});

/** An XML document of one element. Every text in it must be made by {@link xmlText}. */
export function xmlDocument(name: string, root: Element): string {
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, [name]: root });
}

/**
 * Makes text safe that `escapeText` has gone over: controls and lone surrogates, which XML 1.0 can't hold even escaped, are
 * visible already; these two are no control characters, but can't be there either. Jenkins and GitLab take a file from the
 * machine that runs the job where the text has `[[ATTACHMENT|path]]`.
 */
export function xmlText(text: string): string {
  return text
    .replaceAll("\ufffe", String.raw`\ufffe`)
    .replaceAll("\uffff", String.raw`\uffff`)
    .replaceAll(/\[\[(?=\s*ATTACHMENT)/gi, String.raw`\x5b[`);
}
