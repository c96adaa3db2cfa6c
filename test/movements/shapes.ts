import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Cloud } from "../../policies/residency/geography";
import { installedTypes } from "../data/declared/sdk";

/** What an input takes, as the SDK's declarations say it. */
export type Shape =
  /** Not empty for an enumeration of texts. */
  | { readonly kind: "string"; readonly choices: readonly string[] }
  | { readonly kind: "number" | "boolean" | "asset" | "archive" | "any" }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly nested: string }
  /** One of these; a whole resource, which may stand for its name, is left out. */
  | { readonly kind: "union"; readonly of: readonly Shape[] };

export interface Input {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

const anything: Shape = { kind: "any" };

/** The types of one installed SDK, each read when it is first asked for. */
export class Shapes {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, string>;
  readonly #types = new Map<string, readonly Input[]>();
  readonly #nested = new Map<string, readonly Input[]>();
  #declared: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;

  constructor(readonly cloud: Cloud) {
    this.#root = path.dirname(require.resolve(`@pulumi/${cloud}/package.json`));
    this.#files = installedTypes(cloud);
  }

  /** `s3/bucket` of `aws:s3/bucket:Bucket`: what to import, below the package. */
  module(type: string): string {
    const file = this.#files.get(type);
    if (file === undefined) throw new Error(`@pulumi/${this.cloud} has no type \`${type}\``);
    return file.replace(/\.d\.ts$/, "");
  }

  /** The name of the interface that says what a type takes. */
  argsOf(type: string): string {
    return this.#args(type).name.text;
  }

  inputs(type: string): readonly Input[] {
    return remembered(this.#types, type, () => this.#members(this.#args(type)));
  }

  nested(name: string): readonly Input[] {
    return remembered(this.#nested, name, () => {
      this.#declared ??= interfaces(parsed(path.join(this.#root, "types/input.d.ts")));
      const declaration = this.#declared.get(name);
      if (declaration === undefined) throw new Error(`@pulumi/${this.cloud} has no nested type \`${name}\``);
      return this.#members(declaration);
    });
  }

  #args(type: string): ts.InterfaceDeclaration {
    // One token of @pulumi/gcp 9.37.0 is in lower case, its class isn't.
    const wanted = `${type.split(":")[2] ?? ""}Args`.toLowerCase();
    const { statements } = parsed(path.join(this.#root, `${this.module(type)}.d.ts`));
    const found = statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text.toLowerCase() === wanted);
    if (found === undefined) throw new Error(`@pulumi/${this.cloud} declares no inputs of \`${type}\``);
    // SAFETY: the search above takes interfaces only.
    return found as ts.InterfaceDeclaration;
  }

  #members({ members }: ts.InterfaceDeclaration): Input[] {
    return members.filter(ts.isPropertySignature).map(({ name, questionToken, type }) => ({
      name: ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "",
      required: questionToken === undefined,
      shape: this.#shape(type),
    }));
  }

  #shape(node: ts.TypeNode | undefined): Shape {
    if (node === undefined) return anything;
    if (ts.isUnionTypeNode(node)) return this.#union(node.types);
    if (ts.isArrayTypeNode(node)) return { kind: "list", of: this.#shape(node.elementType) };
    if (ts.isTypeLiteralNode(node)) {
      const [index] = node.members;
      return index && ts.isIndexSignatureDeclaration(index) ? { kind: "map", of: this.#shape(index.type) } : anything;
    }
    if (node.kind === ts.SyntaxKind.StringKeyword) return { kind: "string", choices: [] };
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { kind: "number" };
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: "boolean" };
    return ts.isTypeReferenceNode(node) ? this.#reference(node) : anything;
  }

  #reference(node: ts.TypeReferenceNode): Shape {
    const name = entity(node.typeName);
    if (name === "pulumi.Input") return this.#shape(node.typeArguments?.[0]);
    if (name.startsWith("inputs.")) return { kind: "object", nested: name.slice("inputs.".length) };
    if (name.startsWith("enums.")) return { kind: "string", choices: this.#choices(name.slice("enums.".length)) };
    if (name === "pulumi.asset.Asset") return { kind: "asset" };
    return name === "pulumi.asset.Archive" ? { kind: "archive" } : anything;
  }

  #union(types: readonly ts.TypeNode[]): Shape {
    const shapes = types
      .filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword)
      .map((type) => this.#shape(type))
      .filter(({ kind }) => kind !== "any");
    const [only] = shapes;
    return only !== undefined && shapes.length === 1 ? only : { kind: "union", of: shapes };
  }

  /** `ecr.LifecycleAction` is declared in `types/enums/ecr/index.d.ts`. */
  #choices(name: string): string[] {
    const [module = "", type = ""] = name.split(".");
    const file = path.join(this.#root, "types/enums", module, "index.d.ts");
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const [, body = ""] = new RegExp(`^export declare const ${type}: \\{\\n([^}]*)\\};`, "m").exec(text) ?? [];
    return [...body.matchAll(/^ +readonly \w+: "([^"]+)";$/gm)].map(([, choice = ""]) => choice);
  }
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
}

function interfaces({ statements }: ts.SourceFile): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      for (const inner of node.body.statements) visit(inner, `${prefix}${node.name.text}.`);
    } else if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
  };
  for (const statement of statements) visit(statement, "");
  return found;
}

function entity(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entity(name.left)}.${name.right.text}`;
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
