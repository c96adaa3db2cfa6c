import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { readConfiguration } from "../../doors/program/configuration";
import { checkEntryFile, entryFile } from "../../doors/program/entry-file";
import { PreviewError } from "../../doors/program/failure";
import { readProject, stacksOf, type Project } from "../../doors/program/project";
import { stackOfNoFile } from "../../doors/program";
import { encryptedPlaceholder } from "../../doors/program/wire";
import type { PackageFacts, Problem, ProgramFacts, StackFacts } from "./facts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the project, its packages and its stacks' configuration. */
export function gatherProgram(directory: string, environment: Environment): ProgramFacts | Problem {
  const project = attempt(() => readProject(directory));
  if ("problem" in project) return { problems: [project.problem] };
  const stacks = attempt(() => stacksOf(project.value));
  const entry = entryFile(project.value);
  const entryCheck = attempt(() => {
    checkEntryFile(project.value);
  });
  return {
    name: project.value.name,
    ...(entry !== undefined && { entry: path.relative(project.value.directory, entry) }),
    ...("problem" in entryCheck && { entryProblem: entryCheck.problem }),
    packages: packagesOf(project.value),
    stacks: "problem" in stacks ? [] : stacksFacts(project.value, stacks.value, environment),
    ...("problem" in stacks && { stacksProblem: stacks.problem }),
  };
}

/** What a preview would fail with, in its words. */
function attempt<T>(read: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    const { message, source } = error.failure;
    return { problem: source === undefined ? message : `${source.file}:${source.line}:${source.column}: ${message}` };
  }
}

/** A project without stack files is previewed as one without configuration, which may lack a value then. */
function stacksFacts(project: Project, names: readonly string[], environment: Environment): StackFacts[] {
  if (names.length > 0) return names.map((name) => stackFacts(project, name, environment));
  return [stackFacts(project, stackOfNoFile, environment)].filter(({ problem }) => problem !== undefined);
}

function stackFacts(project: Project, name: string, environment: Environment): StackFacts {
  const configuration = attempt(() => readConfiguration(project, name, environment));
  if ("problem" in configuration) {
    return { name, problem: configuration.problem, encrypted: [], importsEnvironment: false };
  }
  const { values, environment: imported } = configuration.value;
  const encrypted = [...values].filter(([, text]) => text.includes(encryptedPlaceholder)).map(([key]) => key);
  return { name, encrypted, importsEnvironment: imported !== undefined };
}

const manifest = z.looseObject({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.unknown()).default({}),
});

function packagesOf({ workingDirectory }: Project): PackageFacts {
  const file = upwards(workingDirectory, "package.json");
  const found = file === undefined ? undefined : read(file);
  if (found !== undefined && "problem" in found) return { ...found, missing: [], pulumi: {} };
  const names = [...new Set([...Object.keys(found?.value.dependencies ?? {}), "@pulumi/pulumi"])].sort();
  const installed = names.map((name) => ({ name, version: versionOf(name, workingDirectory) }));
  return {
    missing: installed.filter(({ version }) => version === undefined).map(({ name }) => name),
    pulumi: Object.fromEntries(
      installed.flatMap(({ name, version }) =>
        name.startsWith("@pulumi/") && version !== undefined ? [[name, version]] : [],
      ),
    ),
  };
}

function read(file: string): { readonly value: z.infer<typeof manifest> } | { readonly problem: string } {
  try {
    return { value: manifest.parse(JSON.parse(readFileSync(file, "utf8"))) };
  } catch {
    return { problem: `\`${path.basename(file)}\` of the program isn't a manifest of npm's form` };
  }
}

/** The version of a package as the program would load it; undefined where it isn't installed. */
function versionOf(name: string, workingDirectory: string): string | undefined {
  // Names are anybody's; the resolver finds packages where the folders above don't have them.
  if (!/^(@[\w.-]+\/)?[\w.-]+$/.test(name)) return undefined;
  const file =
    upwards(workingDirectory, path.join("node_modules", name, "package.json")) ?? resolved(name, workingDirectory);
  if (file === undefined) return undefined;
  const found = read(file);
  return "value" in found ? (found.value.version ?? "of no version") : "that can't be read";
}

function resolved(name: string, workingDirectory: string): string | undefined {
  try {
    return createRequire(path.join(workingDirectory, "program.js")).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function upwards(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, name);
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}
