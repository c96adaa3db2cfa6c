import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Cloud } from "../../../policies/residency/geography";

/** An input of a type, or a property of a nested one. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Each `[]` or `{}` that wraps the value, outermost first: `[]` for a list, `{}` for a map with free keys. */
  readonly wrapped: string;
  /** The nested type of the value, `ObjectStorage.BucketRetentionRule`; absent for plain values. */
  readonly nested?: string;
  /** The SDK's documentation of it, in one line. */
  readonly text: string;
}

export interface SdkType {
  /** The SDK's documentation before its examples, in one line. */
  readonly text: string;
  readonly inputs: readonly Member[];
}

/** What one version of a provider's SDK declares. */
export interface Sdk {
  readonly cloud: Cloud;
  readonly version: string;
  /** By token, `oci:ObjectStorage/bucket:Bucket`. */
  readonly types: ReadonlyMap<string, SdkType>;
  readonly nested: ReadonlyMap<string, readonly Member[]>;
}

const root = (cloud: Cloud) => path.dirname(require.resolve(`@pulumi/${cloud}/package.json`));

export function installedVersion(cloud: Cloud): string {
  const manifest = readFileSync(path.join(root(cloud), "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** Every resource type of the installed SDK with the file that declares it, in order; a second at most. */
export function installedTypes(cloud: Cloud): ReadonlyMap<string, string> {
  const files = readdirSync(root(cloud), { recursive: true, encoding: "utf8" });
  const found = files
    .filter((file) => file.endsWith(".js") && !/^(?:types|node_modules)\b/.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(root(cloud), file), "utf8");
      return [...text.matchAll(/\b__pulumiType = '([^':]+:[^']+)';$/gm)].map(
        ([, token = ""]) => [token, file.replace(/\.js$/, ".d.ts")] as const,
      );
    });
  if (found.length === 0) throw new Error(`@pulumi/${cloud}: no type found; is its code generated in another form?`);
  return new Map(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Parses every declaration of the installed SDK: some seconds. */
export function readSdk(cloud: Cloud): Sdk {
  const nested = new Map<string, readonly Member[]>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      for (const inner of node.body.statements) visit(inner, `${prefix}${node.name.text}.`);
    } else if (ts.isInterfaceDeclaration(node)) nested.set(prefix + node.name.text, members(node));
  };
  for (const statement of parsed(path.join(root(cloud), "types/input.d.ts")).statements) visit(statement, "");

  const types = new Map<string, SdkType>();
  for (const [token, file] of installedTypes(cloud)) {
    const name = token.split(":")[2] ?? "";
    const { statements } = parsed(path.join(root(cloud), file));
    // One token of @pulumi/gcp 9.37.0 is in lower case, its class isn't.
    const named = (text: string | undefined, wanted: string) => text?.toLowerCase() === wanted.toLowerCase();
    const declared = statements.find((node) => ts.isClassDeclaration(node) && named(node.name?.text, name));
    const args = statements.filter(ts.isInterfaceDeclaration).find((node) => named(node.name.text, `${name}Args`));
    if (!declared || !args) throw new Error(`@pulumi/${cloud}: no \`${name}\` in ${file}`);
    types.set(token, { text: documentation(declared), inputs: members(args) });
  }
  return { cloud, version: installedVersion(cloud), types, nested };
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function members({ members: all }: ts.InterfaceDeclaration): Member[] {
  return all.filter(ts.isPropertySignature).map((property) => {
    const { wrapped, nested } = shape(property.type);
    return {
      name: ts.isIdentifier(property.name) || ts.isStringLiteral(property.name) ? property.name.text : "",
      required: property.questionToken === undefined,
      wrapped,
      ...(nested !== undefined && { nested }),
      text: documentation(property),
    };
  });
}

/** Looks through `pulumi.Input<…>` and unions with `undefined`. */
function shape(node: ts.TypeNode | undefined): Pick<Member, "wrapped" | "nested"> {
  if (node === undefined) return { wrapped: "" };
  if (ts.isUnionTypeNode(node)) {
    const shapes = node.types.map(shape);
    return shapes.find(({ wrapped, nested }) => wrapped !== "" || nested !== undefined) ?? { wrapped: "" };
  }
  if (ts.isArrayTypeNode(node)) return inside("[]", node.elementType);
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    return index && ts.isIndexSignatureDeclaration(index) ? inside("{}", index.type) : { wrapped: "" };
  }
  if (!ts.isTypeReferenceNode(node)) return { wrapped: "" };
  const name = entity(node.typeName);
  if (name === "pulumi.Input") return shape(node.typeArguments?.[0]);
  return name.startsWith("inputs.") ? { wrapped: "", nested: name.slice("inputs.".length) } : { wrapped: "" };
}

function inside(wrapper: string, node: ts.TypeNode): Pick<Member, "wrapped" | "nested"> {
  const inner = shape(node);
  return { ...inner, wrapped: wrapper + inner.wrapped };
}

function entity(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entity(name.left)}.${name.right.text}`;
}

function documentation(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  if (comment === undefined) return "";
  const tags = (comment.tags ?? [])
    .filter(({ tagName }) => tagName.text === "deprecated")
    .map((tag) => `DEPRECATED ${ts.getTextOfJSDocComment(tag.comment) ?? ""}`);
  const [before = ""] = (ts.getTextOfJSDocComment(comment.comment) ?? "").split(/^## (?:Example|Import)/m);
  return [...tags, before].join(" ").replaceAll(/\s+/g, " ").trim();
}
