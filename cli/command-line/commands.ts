import { diffFormats, formats, inventoryFormats, listFormats, type Format } from "../outputs";
import { here, judge, looks, output, program, states, surroundings, type Option } from "./options";

interface Command {
  /** A line for the list of commands. */
  readonly describe: string;
  /** What its own help begins with. */
  readonly purpose: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What `-o` takes; absent for a command without. */
  readonly formats?: readonly Format[];
  /** How it may end besides with `clean`, `usage`, `internal` and an interruption. */
  readonly ends: readonly ("refused" | "undecided" | "program")[];
  /** The file of the project that it changes; absent for a command that only tells. */
  readonly changes?: string;
  /** Words that it takes besides options; absent: none. */
  readonly words?: {
    readonly name: string;
    readonly example: string;
    readonly areRequired: boolean;
    /** True when it takes no second one. */
    readonly isOne?: boolean;
  };
  readonly examples: readonly (readonly [command: string, does: string])[];
}

const finding = { name: "FINDING", example: "7f3a91c2", areRequired: true, isOne: true } as const;
const noColor = { "no-color": looks["no-color"] } as const;

/** Commands of two words, by the first. */
export const commandGroups: Readonly<Record<string, string>> = {
  waivers: "lint, list, add and remove dated exceptions to single findings",
};

/** Every command, in the order of the help. */
export const commands = {
  check: {
    describe: "preview programs and judge where their data is",
    purpose: "Previews Pulumi programs without a cloud account, plugin or Pulumi CLI, and judges the estate.",
    ends: ["refused", "undecided", "program"],
    options: { ...program, ...judge, ...surroundings, output: output(), ...looks },
    formats,
    examples: [
      ["stateside check", "every stack of the program in this folder"],
      ["stateside check --stack primary --stack backup-virginia", "two stacks as one estate"],
      ["stateside check --program infra -o text -o json=result.json", "a text report, and a JSON one in a file"],
      ["stateside check --trust origin/main", "a pull request, by the base branch's mandate, waivers and baseline"],
      ["stateside check --assume aws:region=us-east-1", "a region that only a profile would state"],
    ],
  },
  audit: {
    describe: "judge what is deployed: exported states and previews",
    purpose:
      "Judges exported states (`pulumi stack export`), checkpoints, the JSON of `pulumi preview --json` and event logs, " +
      "all files as one estate. Nothing is decrypted: what only a secret tells is undecided.",
    ends: ["refused", "undecided", "program"],
    options: {
      ...states,
      mandate: { ...judge.mandate, defaultDescription: "mandate.yaml in the current folder" },
      ...{ trust: judge.trust, date: judge.date, assume: surroundings.assume },
      output: output(),
      ...looks,
    },
    formats,
    examples: [
      ["pulumi stack export --file state.json && stateside audit --state state.json", "one stack as it is deployed"],
      ["stateside audit --whole --state primary.json --state virginia.json", "the whole organization as one estate"],
    ],
  },
  inventory: {
    describe: "list every holder of data: class, place, key, copies, phase",
    purpose:
      "Lists every resource in which data rests, with its class and why it has it, where it is, whose key protects it, " +
      "where copies of it go, and the phase of its center. Previews the programs, reads states, or reads a saved result.",
    ends: ["program"],
    options: {
      ...program,
      ...states,
      result: { type: "string", describe: "JSON result that check or audit saved, to list instead" },
      ...judge,
      ...surroundings,
      output: output(inventoryFormats),
      ...looks,
    },
    formats: inventoryFormats,
    examples: [
      ["stateside inventory -o csv=holders.csv", "a table for an auditor"],
      ["stateside inventory --state state.json", "of what is deployed"],
    ],
  },
  diff: {
    describe: "tell what a change does to residency",
    purpose:
      "Compares two of: a git revision of the program, a saved JSON result, and deployed state. Tells what changed for " +
      "residency: changes to what judges and holders newly declared free first, then findings, holders, and ways that " +
      "data takes. What changes nothing of it is only counted.",
    ends: ["refused", "undecided", "program"],
    options: {
      base: { type: "string", describe: "git revision, JSON result or state file to compare with; required" },
      head: {
        type: "string",
        describe: "git revision, JSON result or state file that is compared",
        defaultDescription: "the working tree",
      },
      "fail-on": {
        type: "string",
        describe:
          "what makes it end with 1 or 4: any finding of the head that counts, new ones alone, or nothing: any, new, none",
        defaultDescription: "any",
        values: ["any", "new", "none"],
      },
      ...program,
      ...judge,
      ...surroundings,
      output: output(diffFormats),
      ...looks,
    },
    formats: diffFormats,
    examples: [
      ["stateside diff --base origin/main --fail-on new", "what a branch changes"],
      ["stateside diff --base state.json", "what `pulumi up` would change"],
      ["stateside diff --base monday.json --head friday.json -o markdown", "two saved results"],
    ],
  },
  explain: {
    describe: "tell how one finding comes about, and where it could be cut",
    purpose:
      "Judges as check does, and tells of one finding how its data gets there, hop by hop, and every single thing to " +
      "take out that makes it go away. FINDING is how its id begins, 4 to 16 hex digits, as a report of check shows it. " +
      "Give the options that check or audit was given. Ends with 0 when it could explain, whatever the verdict.",
    ends: ["program"],
    options: { ...program, ...states, ...judge, ...surroundings, ...looks },
    words: finding,
    examples: [
      ["stateside explain 7f3a91c2", "the finding of that id, in every stack that has it"],
      ["stateside explain 7f3a91c2 --program infra --stack primary", "of another program, one stack alone"],
      ["stateside explain 7f3a91c2 --state state.json", "of what is deployed"],
    ],
  },
  baseline: {
    describe: "accept the findings that there are, so that only new ones fail",
    purpose:
      "Judges as check does, and writes every finding that counts to baseline.json beside the mandate. From then on they " +
      "are told and don't count; a finding whose trace, class or stack is another counts again.",
    changes: "baseline.json",
    ends: ["program"],
    options: {
      ...program,
      ...states,
      ...{ mandate: judge.mandate, date: judge.date },
      ...surroundings,
      prune: { type: "boolean", describe: "only take out what no longer occurs" },
      replace: { type: "boolean", describe: "accept what is found now in place of what the file holds" },
      "dry-run": { type: "boolean", describe: "only tell what would be written" },
      ...looks,
    },
    examples: [
      ["stateside baseline", "adopt on an existing estate"],
      ["stateside baseline --prune", "keep only what still occurs"],
    ],
  },
  "waivers lint": {
    describe: "tell which waivers and exceptions aren't valid, without a preview",
    purpose:
      "Reads waivers.yaml and the mandate's exceptions, runs no program, and tells each that isn't valid: its form, its " +
      "dates, its owner and approver, its 90 days. Ends with 1 when one isn't valid, with 2 when a file can't be read.",
    ends: ["refused"],
    options: { ...here, ...noColor },
    examples: [["stateside waivers lint", "waivers.yaml and mandate.yaml beside Pulumi.yaml"]],
  },
  "waivers list": {
    describe: "list every waiver and exception, and how long it stands",
    purpose: "Lists every waiver and exception with its state, days left, owner, approver and ticket; runs no program.",
    ends: [],
    options: { ...here, output: output(listFormats), ...noColor },
    formats: listFormats,
    examples: [["stateside waivers list -o json", "for other tools"]],
  },
  "waivers new": {
    describe: "add a waiver for one finding",
    purpose:
      "Judges as check does, and adds an entry for one finding to waivers.yaml, with all that it needs to fit: the " +
      "finding's id and trace, its rule and stack, and the dates. FINDING is how its id begins, 4 to 16 hex digits. An " +
      "entry for it that no longer counts is replaced. Somebody else has to approve: commit it for their review.",
    changes: "waivers.yaml",
    ends: ["program"],
    options: {
      owner: { type: "string", describe: "who answers for it" },
      approver: { type: "string", describe: "one of the mandate's approvers, not the owner" },
      reason: { type: "string", describe: "why it may pass for a while" },
      ticket: { type: "string", describe: "where it is followed up" },
      days: { type: "string", describe: "days that it stands, at most 90", defaultDescription: "14" },
      expires: { type: "string", describe: "its last day instead, YYYY-MM-DD" },
      covers: {
        type: "string",
        describe: "stacks that it covers, a name or glob",
        defaultDescription: "the finding's stack",
      },
      ...program,
      ...{ mandate: judge.mandate, date: judge.date },
      ...surroundings,
      ...looks,
    },
    words: finding,
    examples: [
      [
        'stateside waivers new 7f3a91c2 --owner data --approver board --reason "rehearsal" --ticket P-1',
        "for 14 days from today",
      ],
    ],
  },
  "waivers prune": {
    describe: "remove waivers that lapsed or that no finding needs",
    purpose:
      "Judges every stack as check does, and takes out of waivers.yaml what lapsed, what no finding needs and what was " +
      "approved for another trace. Other entries and comments stay as they are.",
    changes: "waivers.yaml",
    ends: ["program"],
    options: {
      ...{ program: program.program, mandate: judge.mandate, date: judge.date },
      ...surroundings,
      "dry-run": { type: "boolean", describe: "only tell what would be removed" },
      ...looks,
    },
    examples: [["stateside waivers prune --dry-run", "what could go"]],
  },
  report: {
    describe: "write a saved result again, in other formats",
    purpose:
      "Reads the JSON result that check or audit saved, and reports it in other formats. It runs no program and reads " +
      "nothing else, so that a job with rights can report what one without rights has judged.",
    ends: ["refused", "undecided", "program"],
    options: {
      program: {
        type: "string",
        describe: "folder of the program that was judged, which the result's files are relative to",
        defaultDescription: "the current folder",
      },
      output: output(),
      ...noColor,
    },
    formats,
    words: { name: "RESULT", example: "result.json", areRequired: true, isOne: true },
    examples: [["stateside report result.json -o markdown=comment.md", "a pull request's comment"]],
  },
  types: {
    describe: "tell how resource types are classed, placed and move data",
    purpose: "Tells what the catalog knows of resource types: role, place, label, and every way each moves data.",
    ends: [],
    options: {},
    words: { name: "TYPE", example: "aws:s3/bucket:Bucket", areRequired: true },
    examples: [["stateside types oci:ObjectStorage/bucket:Bucket", "what a bucket is to the rules, and why"]],
  },
  regions: {
    describe: "tell where regions, zones and multi-regions are",
    purpose:
      "Tells where a region, zone or multi-region is, by any of its names, and who says so. Without a name: all.",
    ends: [],
    options: {},
    words: { name: "NAME", example: "us-east-1", areRequired: false },
    examples: [
      ["stateside regions iad nam14", "Oracle's Ashburn, and a multi-region that reaches Canada"],
      ["stateside regions", "every region and multi-region by cloud, with its countries"],
    ],
  },
  doctor: {
    describe: "tell what would make a run fail: versions, tools, configuration",
    purpose: "Looks at this machine and at the program in a folder, runs nothing of it, and tells what to mend.",
    ends: [],
    options: { program: program.program, output: output(listFormats), ...noColor },
    formats: listFormats,
    examples: [["stateside doctor --program infra", "before the first check"]],
  },
  completion: {
    describe: "print a script by which the shell completes commands and options",
    purpose: "Prints a script for bash or zsh that completes commands, options and their values.",
    ends: [],
    options: {},
    words: { name: "SHELL", example: "bash", areRequired: false, isOne: true },
    examples: [
      ["stateside completion bash >> ~/.bashrc", "for bash"],
      ["stateside completion zsh >> ~/.zshrc", "for zsh"],
    ],
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

/** A command's description, with what it may lack. */
export function commandOf(name: CommandName): Command {
  return commands[name];
}

// SAFETY: the keys of the table are its names.
export const commandNames = Object.keys(commands) as readonly CommandName[];
