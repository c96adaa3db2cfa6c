import { regionVariables } from "../../policies/residency/ambient-region";
import type { Check, Facts, Tool } from "./facts";

const leastNode = [20, 19] as const;
const platforms: readonly string[] = ["linux", "darwin"];
/** Bytes: a program, its provider's SDK and the judge, with some room. */
const leastMemory = 1.5e9;

/** What has to be so on the machine, whatever the program. */
export function machineChecks(facts: Facts): Check[] {
  return [
    nodeCheck(facts),
    platformCheck(facts),
    memoryCheck(facts),
    temporaryCheck(facts),
    toolCheck("git", facts.git, "`--trust` and `diff` of revisions need it; the rest works without"),
    toolCheck("pulumi", facts.pulumi, "only `pulumi up` and the policy pack need it; the rest works without"),
    ...environmentChecks(facts),
    terminalCheck(facts),
  ];
}

function nodeCheck({ node }: Facts): Check {
  if (isAtLeast(node, leastNode)) return { name: "node", state: "ok", message: `Node ${node}` };
  const least = leastNode.join(".");
  return { name: "node", state: "fault", message: `Node ${node} is too old`, mend: `install Node ${least} or newer` };
}

function platformCheck({ platform }: Facts): Check {
  const name = "platform";
  if (platforms.includes(platform)) return { name, state: "ok", message: platform };
  return { name, state: "fault", message: `${platform} isn't supported`, mend: "use Linux or macOS; on Windows, WSL" };
}

function memoryCheck({ memory }: Facts): Check {
  const message = `${(memory / 1e9).toFixed(1)} GB of memory`;
  if (memory >= leastMemory) return { name: "memory", state: "ok", message };
  const mend = "check stacks one at a time with --stack, if programs are ended for want of memory";
  return { name: "memory", state: "note", message, mend };
}

function temporaryCheck({ temporary: { folder, problem } }: Facts): Check {
  if (problem === undefined) return { name: "temporary", state: "ok", message: `${folder} can be written` };
  const message = `${folder} can't be written: ${problem}`;
  return {
    name: "temporary",
    state: "fault",
    message,
    mend: "name another folder in TMPDIR, or make room in this one",
  };
}

function toolCheck(name: string, tool: Tool, use: string): Check {
  switch (tool.kind) {
    case "found":
      return { name, state: "ok", message: `${name} ${tool.version}` };
    case "missing":
      return { name, state: "note", message: `no ${name} on the PATH: ${use}` };
    case "broken":
      return { name, state: "note", message: `${name} doesn't tell its version: ${tool.because}: ${use}` };
  }
}

/** Variables that change a run besides those that name a region, and how. */
const known: Readonly<Record<string, string>> = {
  NODE_OPTIONS: "the program runs with it, too: here, and not elsewhere",
  STATESIDE_MANDATE:
    "the policy pack judges by the mandate that it names; check doesn't read it, and tells programs its own",
};

function* environmentChecks({ environment }: Facts): Generator<Check> {
  const name = "environment";
  for (const [variable, how] of Object.entries(known)) {
    if ((environment[variable] ?? "") !== "") yield { name, state: "note", message: `${variable} is set: ${how}` };
  }
  for (const [packageName, variables] of Object.entries(regionVariables)) {
    const variable = variables.find((one) => (environment[one] ?? "") !== "");
    if (variable === undefined) continue;
    const message = `${variable} is ${environment[variable] ?? ""}: providers of ${packageName} that state no region are there`;
    const mend = `state the region in the program or its configuration, so that it is the same everywhere`;
    yield { name, state: "note", message, mend };
  }
}

function terminalCheck({ isTerminal, environment }: Facts): Check {
  const isSet = (name: string) => (environment[name] ?? "") !== "";
  const color = isSet("NO_COLOR")
    ? "no colors, by NO_COLOR"
    : isTerminal || isSet("FORCE_COLOR")
      ? "colors"
      : "no colors";
  return { name: "terminal", state: "ok", message: `${isTerminal ? "a terminal" : "no terminal"}: ${color}` };
}

/** Whether a version begins with these numbers, or is newer. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
