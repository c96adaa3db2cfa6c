import path from "node:path";
import ts from "typescript";
import { Asset, Unknown } from "../../policies/residency/values";
import type { Data, Inputs } from "./inputs";
import type { Shapes } from "./shapes";

/** A resource to be written down; `title` is what a report calls it. */
export interface Written {
  readonly title: string;
  readonly type: string;
  readonly inputs: Inputs;
}

/** So many resources are declared in one file. */
const perFile = 300;
const folder = path.join(__dirname, "written");

/**
 * Writes the resources as a program would declare their inputs, in the types that the SDK exports for them, and has the
 * compiler check it: each message begins with the resource's title. Nothing is written to disk.
 */
export function typeErrors(shapes: Shapes, all: readonly Written[]): string[] {
  const resources = different(all);
  const files = new Map<string, readonly Written[]>();
  for (let start = 0; start < resources.length; start += perFile)
    files.set(path.join(folder, `${shapes.cloud}-${start}.ts`), resources.slice(start, start + perFile));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.Node20,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = hostWith(options, new Map([...files].map(([file, own]) => [file, program(shapes, own)])));
  const compiled = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([file, own]) => {
    const source = compiled.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} wasn't compiled`);
    const all = [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)];
    return all.map(({ start, messageText }) => {
      const line = start === undefined ? -1 : source.getLineAndCharacterOfPosition(start).line;
      const title = own[line - preamble(shapes, own).length]?.title ?? path.basename(file);
      return `${title}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}

/** Those that read differently: what stands beside many rows is checked once. */
function different(resources: readonly Written[]): Written[] {
  const byText = new Map<string, Written>();
  for (const one of resources) {
    const text = `${one.type} ${print(one.inputs)}`;
    if (!byText.has(text)) byText.set(text, one);
  }
  return [...byText.values()];
}

/** The compiler's own host, with files that are in memory only. */
function hostWith(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = (file: string, text: string) =>
    ts.createSourceFile(file, text, {
      languageVersion: ts.ScriptTarget.ES2023,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      impliedNodeFormat: ts.ModuleKind.CommonJS,
    });
  return {
    ...host,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    getSourceFile: (file) => {
      // What resources give back is half of an SDK, and no input is made of it.
      const text = file.endsWith("/types/output.d.ts") ? "export {};" : (texts.get(file) ?? host.readFile(file));
      return text === undefined ? undefined : parse(file, text);
    },
  };
}

/** A line for each resource, after those of {@link preamble}. */
function program(shapes: Shapes, resources: readonly Written[]): string {
  const lines = resources.map(({ type, inputs }, index) => `const r${index}: ${alias(type)} = ${print(inputs)};`);
  return [...preamble(shapes, resources), ...lines, "export {};", ""].join("\n");
}

function preamble(shapes: Shapes, resources: readonly Written[]): string[] {
  const types = new Set(resources.map(({ type }) => type));
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    "declare const unknown: pulumi.Output<any>;",
    ...[...types].map(
      (type) =>
        `import type { ${shapes.argsOf(type)} as ${alias(type)} } from "@pulumi/${shapes.cloud}/${shapes.module(type)}";`,
    ),
  ];
}

function alias(type: string): string {
  return type.replaceAll(/\W/g, "_");
}

function print(data: Data): string {
  if (data instanceof Unknown) return "unknown";
  if (data instanceof Asset)
    return data.kind === "asset" ? 'new pulumi.asset.StringAsset("")' : 'new pulumi.asset.FileArchive(".")';
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(print).join(", ")}]`;
  if (typeof data !== "object") return JSON.stringify(data);
  return `{ ${Object.entries(data)
    .map(([name, value]) => `${JSON.stringify(name)}: ${print(value)}`)
    .join(", ")} }`;
}
