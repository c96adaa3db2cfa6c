import { readFileSync } from "node:fs";
import path from "node:path";
import { runtime } from "@pulumi/pulumi";
import { parse } from "yaml";
import { mock } from "../components/recorder";
import type { Told } from "../components/recorder";

const root = path.join(__dirname, "..", "..");

/** The parts of `Pulumi.yaml` and of a stack's file that are read here. */
interface Project {
  readonly name: string;
  readonly config: Readonly<Record<string, { readonly default?: string }>>;
}
interface StackFile {
  readonly config: Readonly<Record<string, string>>;
}

// SAFETY: the project's own files; were they of another form, the tests that read them would fail.
export const project = () => parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as Project;
const stackFile = (stack: string) =>
  parse(readFileSync(path.join(root, "stacks", `Pulumi.${stack}.yaml`), "utf8")) as StackFile;

/** The example configuration of a stack, with the project's defaults, as the engine would hand it over. */
export function example(stack: string): Record<string, string> {
  const { name, config } = project();
  const defaults: Record<string, string> = {};
  for (const [key, { default: value }] of Object.entries(config)) {
    if (value !== undefined) defaults[`${name}:${key}`] = value;
  }
  return { ...defaults, ...stackFile(stack).config };
}

/** Puts an engine in place that runs a stack with a configuration. */
export async function runAs(
  stack: string,
  config: Readonly<Record<string, string>>,
  { secret = [], told = () => undefined, landing = {} }: Partial<Engine> = {},
): Promise<void> {
  await mock({
    stack,
    newResource: (resource) => {
      told(resource);
      const { type, name, inputs } = resource;
      const outputs = type === "pulumi:pulumi:StackReference" ? { outputs: landing } : {};
      return { id: `${name}-id`, state: { ...inputs, ...outputs } };
    },
  });
  runtime.setAllConfig({ ...config }, [...secret]);
}

interface Engine {
  readonly secret: readonly string[];
  readonly told: (resource: Told) => void;
  /** What the `landing` stack exports. */
  readonly landing: Readonly<Record<string, string>>;
}
