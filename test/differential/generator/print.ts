import type { ProgramModel } from "./model";
import { moverName, movers } from "./movers";
import { classes, places, providerModules } from "./packages";
import { className, printDeclaration } from "./print-declarations";
import { targetOf, transformText } from "./print-options";
import { valueText } from "./print-values";
import { emptyScope, picked } from "./scope";

/** A program's files: name → text. */
export type Files = Readonly<Record<string, string>>;

/**
 * Prints programs side by side as one project with the stacks `dev` and, if something is imported, `producer`: that is
 * faster than a run of the engines for each. They share default providers, their regions and the stack's transforms.
 */
export function printPrograms(programs: readonly ProgramModel[], project: string): Files {
  // The SDK registers the stack's transforms all at once, and the real engine has them in any order: one a type.
  const byTarget = new Map(
    programs.flatMap(({ stackTransforms }) => stackTransforms).map((one) => [targetOf(one), one] as const),
  );
  const transforms = [...byTarget.values()].map(
    (transform) => `pulumi.runtime.registerResourceTransform(${transformText(transform, emptyScope())});`,
  );
  const bodies = programs.map((program, index) => printProgram(program, String(index)));
  const exports = bodies.flatMap((body) => body.exports);
  const body = [...transforms, ...bodies.flatMap(({ lines }) => lines), "module.exports = {", ...exports, "};"].join(
    "\n",
  );
  const imports = body.includes("producer.");
  return {
    "Pulumi.yaml": projectText(project),
    "Pulumi.dev.yaml": stackText(programs[0]?.regions ?? {}),
    ...(imports && { "Pulumi.producer.yaml": "config: {}\n" }),
    "package.json": '{ "private": true }\n',
    "index.ts": imports ? withProducer(body) : [prelude(body), body, ""].join("\n"),
  };
}

function printProgram(program: ProgramModel, id: string) {
  const scope = emptyScope();
  const lines = program.declarations.map((declaration, index) => {
    const { text, declared, list } = printDeclaration(declaration, `${id}_${index}`, scope);
    scope[list].push(declared);
    return text;
  });
  const exports = program.exports.map((value, index) => `  out${id}_${index}: ${valueText(value, scope)},`);
  return { lines, exports };
}

/** What the program needs, at its top. */
function prelude(body: string): string {
  const modules = [
    ...classes.flatMap((made) => (made.module === undefined ? [] : [[className(made), made.module] as const])),
    ...movers.map((mover) => [moverName(mover), mover.module] as const),
    ...Object.entries(providerModules).map(([name, path]) => [`${name}Provider`, { path, name: "Provider" }] as const),
  ];
  const used = new Map(modules.filter(([name]) => body.includes(name)));
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    ...[...used].map(([name, module]) => `import { ${module.name} as ${name} } from "${module.path}";`),
    "",
    "class Bare extends pulumi.CustomResource {",
    "  declare readonly unset: pulumi.Output<string>;",
    "  constructor(type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {",
    "    super(type, name, { unset: undefined, ...props }, opts);",
    "  }",
    "}",
    "const config = new pulumi.Config();",
    "",
  ].join("\n");
}

function withProducer(body: string): string {
  const indented = body.split("\n").map((line) => `  ${line}`);
  return [
    prelude(body),
    'if (pulumi.getStack() === "producer") {',
    '  module.exports = { plain: "p", hidden: pulumi.secret("h"), nested: { list: [1, null], s: pulumi.secret("x") } };',
    "} else {",
    "  const producer = new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/producer`);",
    ...indented,
    "}",
    "",
  ].join("\n");
}

function projectText(project: string): string {
  const options = '{ typescript: false, nodeargs: "-r tsx/cjs" }';
  return `name: ${project}\nruntime: { name: nodejs, options: ${options} }\nconfig:\n  open: { type: string, default: o }\n`;
}

function stackText(regions: Partial<ProgramModel["regions"]>): string {
  const lines = (["aws", "gcp", "oci"] as const).flatMap((name) => {
    const region = picked<string>(places[name], regions[name]);
    return region === undefined ? [] : [`  ${name}:region: ${region}\n`];
  });
  return lines.length === 0 ? "config: {}\n" : `config:\n${lines.join("")}`;
}
