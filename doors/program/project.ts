import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { configurationError, programError } from "./failure";
import { readYamlFile, type YamlFile } from "./yaml-file";

/** A Pulumi project as its Pulumi.yaml declares it. */
export interface Project {
  readonly name: string;
  /** The folder that holds Pulumi.yaml, absolute. */
  readonly directory: string;
  /** The folder that the program starts in. */
  readonly workingDirectory: string;
  /** What the language host is asked to run: `.` or a file of the working directory. */
  readonly entryPoint: string;
  /** Node options of the runtime section, as one list. */
  readonly nodeArguments: readonly string[];
  /** The folder of the stacks' configuration files, absolute. */
  readonly configDirectory: string;
  readonly file: YamlFile;
}

const shape = z.looseObject({
  name: z.string().min(1),
  runtime: z.union([
    z.string(),
    z.looseObject({ name: z.string(), options: z.looseObject({ nodeargs: z.string().optional() }).optional() }),
  ]),
  main: z.string().optional(),
  stackConfigDir: z.string().optional(),
  config: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
});

/** The names that Pulumi accepts for its project file. */
const projectFiles = ["Pulumi.yaml", "Pulumi.yml"] as const;

/**
 * Reads the project in a folder.
 * @throws PreviewError `configuration` when the folder holds no project, or one that isn't a Node program;
 *   `program` when the project file can't be read
 */
export function readProject(directory: string): Project {
  // A program's frames have real paths.
  const root = existsSync(directory) ? realpathSync(directory) : path.resolve(directory);
  const fileName = projectFiles.find((name) => existsSync(path.join(root, name)));
  if (fileName === undefined) {
    throw configurationError(`no Pulumi.yaml in \`${directory}\`; name the folder of a Pulumi project with --program`);
  }
  const file = readYamlFile(path.join(root, fileName), fileName);
  const parsed = shape.safeParse(file.data);
  if (!parsed.success) throw wrongShape(file, parsed.error);
  const { name, runtime, main, stackConfigDir, config } = parsed.data;
  if (!/^[\w.-]+$/.test(name)) {
    throw configurationError(
      `project name ${JSON.stringify(name)} is not valid; use letters, digits, \`-\`, \`_\` and \`.\``,
      {
        source: file.position("name"),
      },
    );
  }
  const runtimeName = typeof runtime === "string" ? runtime : runtime.name;
  if (runtimeName !== "nodejs") {
    throw configurationError(`runtime \`${runtimeName}\` is not supported; only \`nodejs\` programs can be previewed`, {
      source: file.position("runtime"),
    });
  }
  const nodeArguments = typeof runtime === "string" ? "" : (runtime.options?.nodeargs ?? "");
  // The old form `config: folder` says where the stacks' files are.
  const configFolder = stackConfigDir ?? (typeof config === "string" ? config : ".");
  return {
    name,
    directory: root,
    ...entry(root, main, file),
    nodeArguments: nodeArguments.split(/\s+/).filter((argument) => argument !== ""),
    configDirectory: path.resolve(root, configFolder),
    file,
  };
}

/** The stacks that have a configuration file, sorted. */
export function stacksOf(project: Project): string[] {
  const folder = project.configDirectory;
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) {
    throw configurationError(`the stacks' files must lie in a folder; \`${shownPath(project, folder)}\` is none`, {
      source: project.file.position("stackConfigDir"),
    });
  }
  const ending = path.extname(project.file.file);
  const stacks: string[] = [];
  for (const name of readdirSync(folder)) {
    const [, stack, found] = /^Pulumi\.(.+)(\.ya?ml)$/.exec(name) ?? [];
    if (stack === undefined) continue;
    if (found !== ending) {
      const [shown, wanted] = [name, `Pulumi.${stack}${ending}`].map((one) =>
        shownPath(project, path.join(folder, one)),
      );
      throw configurationError(
        `\`${shown ?? ""}\` is not read beside \`${project.file.file}\`; use \`${wanted ?? ""}\``,
      );
    }
    stacks.push(stack);
  }
  return stacks.sort();
}

/** The path of a stack's configuration file, whether or not it exists. */
export function stackFile(project: Project, stack: string): string {
  return path.join(project.configDirectory, `Pulumi.${stack}${path.extname(project.file.file)}`);
}

function shownPath(project: Project, file: string): string {
  return path.relative(project.directory, file);
}

/** As the engine reads `main`: a folder to work in, or a file whose folder to work in. */
function entry(root: string, main: string | undefined, file: YamlFile) {
  if (main === undefined || main === "") return { workingDirectory: root, entryPoint: "." };
  if (main.includes("\0")) {
    throw configurationError(`\`main\` must be a path, not ${JSON.stringify(main)}`, { source: file.position("main") });
  }
  const target = path.resolve(root, main);
  if (path.relative(root, target).startsWith("..")) {
    throw configurationError(`\`main\` must lie in the project's folder, not at \`${main}\``, {
      source: file.position("main"),
    });
  }
  if (existsSync(target) && statSync(target).isDirectory()) return { workingDirectory: target, entryPoint: "." };
  const folder = path.dirname(target);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw configurationError(`\`main\` names \`${main}\`, whose folder doesn't exist`, {
      source: file.position("main"),
    });
  }
  return { workingDirectory: folder, entryPoint: path.basename(target) };
}

function wrongShape(file: YamlFile, error: z.ZodError) {
  const issue = error.issues[0];
  const keys = (issue?.path ?? []).map(String);
  const key = keys.join(".");
  const missing = keys.length > 0 && !(keys[0] !== undefined && keys[0] in file.data);
  const message = missing ? `\`${file.file}\` lacks \`${key}\`` : `\`${file.file}\`: \`${key}\` is not valid`;
  const allowed = { name: "a project name", runtime: "`nodejs`, or a mapping with `name` and `options`" };
  const use = key in allowed ? `; use ${allowed[key as keyof typeof allowed]}` : "";
  return programError(message + use, { source: file.position(...keys) });
}
