import type { Options } from "yargs";
import { formats } from "./outputs";

/** What `check` and `explain` share, as it was written; nothing is parsed yet. */
export interface JudgeArguments {
  readonly program: string | undefined;
  readonly stack: readonly string[];
  readonly mandate: string | undefined;
  readonly trust: string | undefined;
  readonly date: string | undefined;
  readonly assume: readonly string[];
  readonly invokes: string | undefined;
  readonly timeout: string | undefined;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

export interface CheckArguments extends JudgeArguments {
  readonly output: readonly string[];
}

export interface ExplainArguments extends JudgeArguments {
  readonly finding: string;
}

export interface NewWaiverArguments extends ExplainArguments {
  readonly owner: string | undefined;
  readonly approver: string | undefined;
  readonly reason: string | undefined;
  readonly ticket: string | undefined;
  readonly days: string | undefined;
  readonly expires: string | undefined;
  readonly covers: string | undefined;
}

export interface PruneArguments extends JudgeArguments {
  readonly dryRun: boolean;
}

/** What a command that looks something up is asked for. */
export interface LookUpArguments {
  readonly names: readonly string[];
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: "help" | "version"; readonly text: string }
  | { readonly kind: "check"; readonly given: CheckArguments }
  | { readonly kind: "explain"; readonly given: ExplainArguments }
  | { readonly kind: "waivers lint"; readonly given: JudgeArguments }
  | { readonly kind: "waivers list"; readonly given: CheckArguments }
  | { readonly kind: "waivers new"; readonly given: NewWaiverArguments }
  | { readonly kind: "waivers prune"; readonly given: PruneArguments }
  | { readonly kind: "types" | "regions"; readonly given: LookUpArguments };

export type CommandName = Exclude<Request["kind"], "help" | "version">;

interface Command {
  /** A line for the list of commands. */
  readonly describe: string;
  /** What its own help begins with. */
  readonly purpose: string;
  readonly options: Readonly<Record<string, Options>>;
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

const string = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** What to preview, and what to judge it by. */
const preview = {
  program: { ...string, describe: "folder that holds Pulumi.yaml", defaultDescription: "the current folder" },
  stack: {
    ...string,
    describe: "stack to preview; repeatable",
    defaultDescription: "every stack with a stack file",
  },
  mandate: { ...string, describe: "mandate to judge by", defaultDescription: "mandate.yaml beside Pulumi.yaml" },
  trust: {
    ...string,
    describe: "git revision that mandate and waivers are taken from, such as origin/main",
    defaultDescription: "the working tree",
  },
  date: { ...string, describe: "day to judge, YYYY-MM-DD", defaultDescription: "today, UTC" },
  assume: { ...string, describe: "fact that nothing states, such as aws:region=us-east-1; repeatable" },
  invokes: { ...string, describe: "JSON or YAML file of invoke results by token" },
  timeout: { ...string, describe: "seconds that each program may take", defaultDescription: "120" },
} as const;

const looks = {
  quiet: { ...flag, describe: "no progress on standard error" },
  "no-color": { ...flag, describe: "no colors; NO_COLOR in the environment does the same" },
} as const;

/** Waivers are read and written in the working tree alone. */
const here = {
  program: preview.program,
  mandate: { ...preview.mandate, describe: "mandate whose waivers they are: waivers.yaml beside it" },
  date: preview.date,
} as const;

const output = {
  ...string,
  alias: "o",
  describe: `FORMAT or FORMAT=FILE; repeatable; formats: ${formats.join(", ")}`,
  defaultDescription: "text",
} as const;

/** Commands of two words, by the first. */
export const commandGroups: Readonly<Record<string, string>> = {
  waivers: "lint, list, add and remove dated exceptions to single findings",
};

/** Every command, in the order of the help. */
export const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    describe: "preview programs and judge where their data is",
    purpose: "Previews Pulumi programs without a cloud account, plugin or Pulumi CLI, and judges the estate.",
    options: {
      ...preview,
      output,
      ...looks,
    },
    examples: [
      ["stateside check", "every stack of the program in this folder"],
      ["stateside check --stack primary --stack backup-virginia", "two stacks as one estate"],
      ["stateside check --program infra -o text -o json=result.json", "a text report, and a JSON one in a file"],
      ["stateside check --trust origin/main", "a pull request, by the base branch's mandate and waivers"],
      ["stateside check --assume aws:region=us-east-1", "a region that only a profile would state"],
    ],
  },
  explain: {
    describe: "tell how one finding comes about, and where it could be cut",
    purpose:
      "Judges as check does, and tells of one finding how its data gets there, hop by hop, and every single thing to " +
      "take out that makes it go away. FINDING is how its id begins, 4 to 16 hex digits, as a report of check shows it. " +
      "Give the options that check was given. Ends with 0 when it could explain, whatever the verdict.",
    options: { ...preview, ...looks },
    words: { name: "FINDING", example: "7f3a91c2", areRequired: true, isOne: true },
    examples: [
      ["stateside explain 7f3a91c2", "the finding of that id, in every stack that has it"],
      ["stateside explain 7f3a91c2 --program infra --stack primary", "of another program, one stack alone"],
    ],
  },
  "waivers lint": {
    describe: "tell which waivers and exceptions aren't valid, without a preview",
    purpose:
      "Reads waivers.yaml and the mandate's exceptions, runs no program, and tells each that isn't valid: its form, its " +
      "dates, its owner and approver, its 90 days. Ends with 1 when one isn't valid, with 2 when a file can't be read.",
    options: { ...here, "no-color": looks["no-color"] },
    examples: [["stateside waivers lint", "waivers.yaml and mandate.yaml beside Pulumi.yaml"]],
  },
  "waivers list": {
    describe: "list every waiver and exception, and how long it stands",
    purpose: "Lists every waiver and exception with its state, days left, owner, approver and ticket; runs no program.",
    options: { ...here, output, "no-color": looks["no-color"] },
    examples: [["stateside waivers list -o json", "for other tools"]],
  },
  "waivers new": {
    describe: "add a waiver for one finding",
    purpose:
      "Judges as check does, and adds an entry for one finding to waivers.yaml, with all that it needs to fit: the " +
      "finding's id and trace, its rule and stack, and the dates. FINDING is how its id begins, 4 to 16 hex digits. An " +
      "entry for it that no longer counts is replaced. Somebody else has to approve: commit it for their review.",
    options: {
      owner: { ...string, describe: "who answers for it" },
      approver: { ...string, describe: "one of the mandate's approvers, not the owner" },
      reason: { ...string, describe: "why it may pass for a while" },
      ticket: { ...string, describe: "where it is followed up" },
      days: { ...string, describe: "days that it stands, at most 90", defaultDescription: "14" },
      expires: { ...string, describe: "its last day instead, YYYY-MM-DD" },
      covers: {
        ...string,
        describe: "stacks that it covers, a name or glob",
        defaultDescription: "the finding's stack",
      },
      ...{ program: preview.program, stack: preview.stack, mandate: preview.mandate, date: preview.date },
      ...{ assume: preview.assume, invokes: preview.invokes, timeout: preview.timeout },
      ...looks,
    },
    words: { name: "FINDING", example: "7f3a91c2", areRequired: true, isOne: true },
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
    options: {
      ...{ program: preview.program, mandate: preview.mandate, date: preview.date },
      ...{ assume: preview.assume, invokes: preview.invokes, timeout: preview.timeout },
      "dry-run": { ...flag, describe: "only tell what would be removed" },
      ...looks,
    },
    examples: [["stateside waivers prune --dry-run", "what could go"]],
  },
  types: {
    describe: "tell how resource types are classed, placed and move data",
    purpose: "Tells what the catalog knows of resource types: role, place, label, and every way each moves data.",
    options: {},
    words: { name: "TYPE", example: "aws:s3/bucket:Bucket", areRequired: true },
    examples: [["stateside types oci:ObjectStorage/bucket:Bucket", "what a bucket is to the rules, and why"]],
  },
  regions: {
    describe: "tell where regions, zones and multi-regions are",
    purpose:
      "Tells where a region, zone or multi-region is, by any of its names, and who says so. Without a name: all.",
    options: {},
    words: { name: "NAME", example: "us-east-1", areRequired: false },
    examples: [
      ["stateside regions iad nam14", "Oracle's Ashburn, and a multi-region that reaches Canada"],
      ["stateside regions", "every region and multi-region by cloud, with its countries"],
    ],
  },
};

export const commandNames = Object.keys(commands) as readonly CommandName[];
