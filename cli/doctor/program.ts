import { dependencies } from "../../package.json";
import type { Check, JudgingFacts, PackageFacts, Problem, ProgramFacts, StackFacts } from "./facts";

const sdk = "@pulumi/pulumi";
/** Names that are shown; the rest is counted. */
const mostNames = 10;

/** What has to be so in the program's folder. */
export function programChecks(program: ProgramFacts | Problem): Check[] {
  if ("problems" in program) return faults("program", program.problems);
  const { name, packages, stacks, stacksProblem } = program;
  return [
    { name: "program", state: "ok", message: `project ${name}, a Node program` },
    entryCheck(program),
    ...packageChecks(packages),
    ...(stacksProblem === undefined ? [stackCount(stacks)] : faults("stacks", [stacksProblem])),
    ...stacks.flatMap((stack) => [...stackChecks(stack)]),
  ];
}

function faults(name: string, problems: readonly string[]): Check[] {
  return problems.map((message) => ({ name, state: "fault", message }));
}

function entryCheck({ entry, entryProblem }: ProgramFacts): Check {
  if (entryProblem !== undefined) return { name: "entry", state: "fault", message: entryProblem };
  if (entry !== undefined) return { name: "entry", state: "ok", message: entry };
  const message = "no index.ts or index.js, and no file that `main` names";
  return {
    name: "entry",
    state: "fault",
    message,
    mend: "name the program's file by `main` in Pulumi.yaml or package.json",
  };
}

function* packageChecks({ problem, missing, pulumi }: PackageFacts): Generator<Check> {
  const name = "packages";
  if (problem !== undefined) yield { name, state: "fault", message: problem };
  const mend = "run `npm install` in the program's folder";
  const installed = Object.hasOwn(pulumi, sdk) ? pulumi[sdk] : undefined;
  const others = missing.filter((one) => one !== sdk);
  if (installed === undefined) yield { name, state: "fault", message: `${sdk} isn't installed`, mend };
  else yield sdkCheck(installed);
  if (others.length > 0) yield { name, state: "fault", message: `not installed: ${list(others)}`, mend };
  for (const cloud of ["oci", "aws", "gcp"] as const) {
    const version = Object.hasOwn(pulumi, `@pulumi/${cloud}`) ? pulumi[`@pulumi/${cloud}`] : undefined;
    if (version !== undefined) yield providerCheck(`@pulumi/${cloud}`, version, dependencies[`@pulumi/${cloud}`]);
  }
}

function sdkCheck(version: string): Check {
  const name = "packages";
  const tested = dependencies[sdk];
  if (major(version) !== major(tested)) {
    const mend = `use version ${major(tested)}, such as ${tested}`;
    return { name, state: "fault", message: `${sdk} ${version} speaks to another engine`, mend };
  }
  return { name, state: "ok", message: `${sdk} ${version} (tested with ${tested})` };
}

function providerCheck(name: string, version: string, judged: string): Check {
  if (major(version) === major(judged)) {
    return { name: "packages", state: "ok", message: `${name} ${version} (types judged as of ${judged})` };
  }
  const message = `${name} ${version}: its types were judged as of ${judged}, and those that it alone has are refused as unknown`;
  return {
    name: "packages",
    state: "note",
    message,
    mend: `use a version ${major(judged)}; \`stateside types TYPE\` tells what is known of a type`,
  };
}

function major(version: string): string {
  return version.split(".")[0] ?? "";
}

function stackCount(stacks: readonly StackFacts[]): Check {
  const names = stacks.map(({ name }) => name);
  if (names.length > 0) return { name: "stacks", state: "ok", message: `${names.length}: ${list(names)}` };
  return {
    name: "stacks",
    state: "note",
    message: "no stack has a file Pulumi.STACK.yaml: one without configuration is previewed",
  };
}

function* stackChecks({ name: stack, problem, encrypted, importsEnvironment }: StackFacts): Generator<Check> {
  const name = `stack ${stack}`;
  if (problem !== undefined) yield { name, state: "fault", message: problem };
  if (encrypted.length > 0) {
    const message = `encrypted, and unknown to a run: ${list(encrypted)}; a place that depends on one is undecided`;
    const mend = "set PULUMI_CONFIG_PASSPHRASE, if they were encrypted with a passphrase; the program never sees it";
    yield { name, state: "note", message, mend };
  }
  if (importsEnvironment) {
    const message = "imports environments of Pulumi ESC, whose values are unknown to a run";
    yield { name, state: "note", message, mend: "write what places depend on into the stack's file" };
  }
}

/** What has to be so with the files that judge. */
export function judgingChecks(judging: JudgingFacts | Problem): Check[] {
  if ("problems" in judging) return faults("mandate", judging.problems);
  const { mandate, waivers, baseline, misnamed } = judging;
  const none = "no mandate.yaml beside Pulumi.yaml: judged by the built-in mandate";
  return [
    mandate === null
      ? { name: "mandate", state: "note", message: none, mend: "write one; `name: ours` alone says the same" }
      : { name: "mandate", state: "ok", message: `${mandate.name} (${mandate.source})` },
    { name: "waivers", state: "ok", message: waivers === null ? "no waivers.yaml" : `${waivers} in waivers.yaml` },
    { name: "baseline", state: "ok", message: baseline === null ? "no baseline.json" : `${baseline} in baseline.json` },
    ...misnamed.map(({ file, meant }): Check => {
      return {
        name: "names",
        state: "note",
        message: `${file} is not read`,
        mend: `name it ${meant}, if that is what it is`,
      };
    }),
  ];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(", ");
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}
