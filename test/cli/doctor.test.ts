import type { Facts, JudgingFacts, ProgramFacts } from "../../cli/doctor/facts";
import { isAtLeast, machineChecks } from "../../cli/doctor/machine";
import { judgingChecks, programChecks } from "../../cli/doctor/program";
import { doctorText } from "../../cli/reports/doctor-text";
import { dependencies } from "../../package.json";

const judging: JudgingFacts = {
  mandate: { name: "ours", source: "mandate.yaml" },
  waivers: 2,
  baseline: null,
  misnamed: [],
};
const program: ProgramFacts = {
  name: "shop",
  entry: "index.ts",
  packages: { missing: [], pulumi: { "@pulumi/pulumi": dependencies["@pulumi/pulumi"] } },
  stacks: [{ name: "dev", encrypted: [], importsEnvironment: false }],
};
const facts: Facts = {
  node: "20.19.0",
  platform: "linux",
  memory: 8e9,
  temporary: { folder: "/tmp" },
  git: { kind: "found", version: "2.39.5" },
  pulumi: { kind: "found", version: "v3.248.0" },
  environment: {},
  isTerminal: false,
  program,
  judging,
};
/** What isn't as it should be. */
const machine = (changed: Partial<Facts>) =>
  machineChecks({ ...facts, ...changed }).flatMap(({ name, state, message }) =>
    state === "ok" ? [] : [[name, state, message]],
  );
const ofProgram = (changed: Partial<ProgramFacts>) =>
  programChecks({ ...program, ...changed }).flatMap(({ name, state, message }) =>
    state === "ok" ? [] : [[name, state, message]],
  );
const ofJudging = (changed: Partial<JudgingFacts>) =>
  judgingChecks({ ...judging, ...changed }).flatMap(({ name, state, message }) =>
    state === "ok" ? [] : [[name, state, message]],
  );

describe("a machine", () => {
  it("is all right when it has what a run needs", () => {
    expect(machine({})).toEqual([]);
  });

  it.each<[string, Partial<Facts>, readonly [string, string, string]]>([
    ["an old Node", { node: "20.18.3" }, ["node", "fault", "Node 20.18.3 is too old"]],
    ["another system", { platform: "win32" }, ["platform", "fault", "win32 isn't supported"]],
    ["little memory", { memory: 1e9 }, ["memory", "note", "1.0 GB of memory"]],
    [
      "no room for files",
      { temporary: { folder: "/tmp", problem: "permission denied" } },
      ["temporary", "fault", "/tmp can't be written: permission denied"],
    ],
    [
      "no git",
      { git: { kind: "missing" } },
      ["git", "note", "no git on the PATH: `--trust` and `diff` of revisions need it; the rest works without"],
    ],
    [
      "a Pulumi that doesn't answer",
      { pulumi: { kind: "broken", because: "it says none" } },
      [
        "pulumi",
        "note",
        "pulumi doesn't tell its version: it says none: only `pulumi up` and the policy pack need it; the rest works without",
      ],
    ],
    [
      "options of Node",
      { environment: { NODE_OPTIONS: "--inspect" } },
      ["environment", "note", "NODE_OPTIONS is set: the program runs with it, too: here, and not elsewhere"],
    ],
    [
      "a region in the environment",
      { environment: { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-west-1" } },
      ["environment", "note", "AWS_DEFAULT_REGION is eu-west-1: providers of aws that state no region are there"],
    ],
  ])("with %s is told so", (_, changed, check) => {
    expect(machine(changed)).toEqual([check]);
  });

  it.each([
    ["20.19.0", true],
    ["20.20.1", true],
    ["22.0.0", true],
    ["20.9.0", false],
    ["18.20.0", false],
  ])("with Node %s: %s", (version, expected) => {
    expect(isAtLeast(version, [20, 19])).toBe(expected);
  });
});

describe("a program", () => {
  it("is all right when a run could begin", () => {
    expect(ofProgram({})).toEqual([]);
  });

  it.each<[string, Partial<ProgramFacts>, readonly [string, string, string]]>([
    ["an empty file", { entryProblem: "the program is empty" }, ["entry", "fault", "the program is empty"]],
    [
      "packages that aren't installed",
      { packages: { ...program.packages, missing: ["a", "b"] } },
      ["packages", "fault", "not installed: a, b"],
    ],
    [
      "no SDK",
      { packages: { missing: ["@pulumi/pulumi"], pulumi: {} } },
      ["packages", "fault", "@pulumi/pulumi isn't installed"],
    ],
    [
      "an SDK of another engine",
      { packages: { missing: [], pulumi: { "@pulumi/pulumi": "4.0.0" } } },
      ["packages", "fault", "@pulumi/pulumi 4.0.0 speaks to another engine"],
    ],
    [
      "a bad manifest",
      { packages: { ...program.packages, problem: "no manifest" } },
      ["packages", "fault", "no manifest"],
    ],
    ["stacks that can't be listed", { stacks: [], stacksProblem: "no folder" }, ["stacks", "fault", "no folder"]],
    [
      "a stack that lacks configuration",
      { stacks: [{ name: "dev", problem: "missing", encrypted: [], importsEnvironment: false }] },
      ["stack dev", "fault", "missing"],
    ],
    [
      "what is encrypted",
      {
        stacks: [
          { name: "dev", encrypted: Array.from({ length: 12 }, (_, at) => `k${at}`), importsEnvironment: false },
        ],
      },
      [
        "stack dev",
        "note",
        "encrypted, and unknown to a run: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9 and 2 more; a place that depends on one is undecided",
      ],
    ],
    [
      "environments of another service",
      { stacks: [{ name: "dev", encrypted: [], importsEnvironment: true }] },
      ["stack dev", "note", "imports environments of Pulumi ESC, whose values are unknown to a run"],
    ],
  ])("with %s is told so", (_, changed, check) => {
    expect(ofProgram(changed)).toEqual([check]);
  });

  it("without a file to begin with is told so", () => {
    const { name, packages, stacks } = program;
    expect(programChecks({ name, packages, stacks }).find(({ name }) => name === "entry")).toMatchObject({
      state: "fault",
    });
  });

  it("that can't be read is a fault alone", () => {
    expect(programChecks({ problems: ["no Pulumi.yaml"] })).toEqual([
      { name: "program", state: "fault", message: "no Pulumi.yaml" },
    ]);
  });

  it("with a provider of another major version is told that its own types aren't known", () => {
    const pulumi = { ...program.packages.pulumi, "@pulumi/aws": "6.1.0" };
    expect(ofProgram({ packages: { missing: [], pulumi } })).toEqual([
      ["packages", "note", expect.stringContaining("@pulumi/aws 6.1.0: its types were judged as of ")],
    ]);
  });
});

describe("what judges", () => {
  it("is all right with a mandate", () => {
    expect(ofJudging({})).toEqual([]);
    expect(judgingChecks(judging).map(({ message }) => message)).toEqual([
      "ours (mandate.yaml)",
      "2 in waivers.yaml",
      "no baseline.json",
    ]);
  });

  it("is told to be the built-in mandate where there is no other", () => {
    expect(ofJudging({ mandate: null })).toMatchObject([
      ["mandate", "note", expect.stringContaining("the built-in mandate")],
    ]);
  });

  it("is a fault for each that can't be read", () => {
    expect(judgingChecks({ problems: ["a", "b"] }).map(({ state, message }) => [state, message])).toEqual([
      ["fault", "a"],
      ["fault", "b"],
    ]);
  });

  it("names files that are nearly named as it is", () => {
    expect(ofJudging({ misnamed: [{ file: "baseline.yaml", meant: "baseline.json" }] })).toEqual([
      ["names", "note", "baseline.yaml is not read"],
    ]);
  });
});

describe("the text of doctor", () => {
  const look = { color: false, seconds: 1, shown: (name: string) => name };

  it("says what to do, and at the end what comes of it", () => {
    const checks = [
      { name: "node", state: "fault", message: "Node 18 is too old", mend: "install another" },
      { name: "platform", state: "ok", message: "linux" },
    ] as const;
    expect(doctorText(checks, look)).toBe(
      "✖ node      Node 18 is too old\n            install another\n✔ platform  linux\n\n1 fault: a run would fail\n",
    );
  });

  it("escapes what comes from files", () => {
    const hostile = "\u001b[2J\n\u202e";
    expect(
      doctorText([{ name: `stack ${hostile}`, state: "fault", message: hostile, mend: hostile }], look),
    ).not.toMatch(/[\u001b\u202e]/);
  });
});
